package org.appvagt.check

import android.content.Context
import org.appvagt.enforcement.Enforcer
import org.appvagt.enforcement.Essentials
import org.appvagt.enforcement.PackageAccess
import org.appvagt.enforcement.RestraintStore
import org.appvagt.feedback.KeyedAppState
import org.appvagt.feedback.MemoryStatus
import org.appvagt.feedback.PolicyStatus
import org.appvagt.feedback.StateSender
import org.appvagt.feedback.complianceStates
import org.appvagt.notice.Acknowledgements
import org.appvagt.policy.Policy
import org.appvagt.policy.PolicyInForce
import org.appvagt.scanner.Gap
import org.appvagt.scanner.JudgingContext
import org.appvagt.scanner.Report
import org.appvagt.scanner.ScanProgress
import org.appvagt.scanner.Scanner
import org.appvagt.scanner.Verdict
import java.time.Clock

/** A whole check, from the policy to what is reported. Used on the worker's thread only. */
internal class Check(
    private val context: Context,
    private val sender: StateSender,
    private val clock: Clock,
    private val limit: TimeLimit,
) {
    private val scanner = Scanner(context)
    private val latestTime = LatestTime(context)
    private val firstFound = FirstFound(context)
    private val access = PackageAccess(context)
    private val enforcer = Enforcer(access, Essentials(context), RestraintStore(context))
    private val acknowledgements = Acknowledgements(context)
    private val schedule = CheckSchedule(context)
    private val lastCheck = LastCheck.Memory(context)

    /** Checks the phone. The [spared] apps are about to be removed, and are not kept from that. */
    fun run(
        spared: Set<String>,
        progress: ScanProgress,
    ): CheckResult {
        val time = latestTime.judge(clock)
        val policy =
            runCatching { checkNotNull(limit.run { PolicyInForce.now(context) }) { "the policy was not read in time" } }
        enforcer.release(spared)
        val before = firstFound.load(time.day)
        val report = policy.mapCatching { scan(it, time, before, progress) }
        val after = report.getOrNull()?.let { FirstFound.after(before, it, ::isInstalled) } ?: before
        val isSaved = firstFound.save(after)
        val read = policy.getOrNull()?.takeIf { it.isRead }
        val terms = read?.policy ?: Policy()
        val result =
            CheckResult(
                clock.instant(),
                time.day,
                policy.getOrNull(),
                report.getOrNull(),
                report.exceptionOrNull()?.toString(),
                enforcer.enforce(report.getOrNull(), read?.policy?.enforcement, spared),
                acknowledgements.of(terms.notice),
                // Who wanted no reports gets none, whatever has happened to the policy that says so.
                read?.policy?.reportLevel ?: lastCheck.load()?.reportLevel ?: terms.reportLevel,
                after.byPackage.keys - report.getOrNull()?.findings.orEmpty().map { it.packageName }.toSet(),
                MemoryStatus(after.since.takeIf { after.isAnew }, isSaved),
            )
        report(result)
        attempt("scheduling") { read?.let { schedule.every(it.policy.checkEvery) } }
        return result
    }

    /** Scans the phone by the [policy], and judges it on the day of [time]. */
    private fun scan(
        policy: PolicyInForce,
        time: LatestTime.Judged,
        before: FirstFound.Memory,
        progress: ScanProgress,
    ): Report {
        val judging = JudgingContext(time.day, policy.group, before.byPackage)
        val report =
            limit.run { moved ->
                scanner.scan(policy.loaded, judging) { done, total ->
                    moved()
                    progress.onProgress(done, total)
                }
            } ?: Report(Verdict.INCOMPLETE, 0, emptyList(), listOf(Gap.ScanUnfinished))
        return if (time.setBack) report.with(Gap.ClockSetBack(time.day)) else report
    }

    /** Returns whether a package is here, as far as the phone says. */
    private fun isInstalled(packageName: String): Boolean =
        try {
            access.isInstalled(packageName)
        } catch (_: RuntimeException) {
            // System services throw anything when they are down.
            true
        }

    /** Confirms that the employee has read the notice of [result]'s policy. Returns the result as it is with that. */
    fun acknowledge(result: CheckResult): CheckResult {
        val notice = result.policy?.policy?.notice ?: return result
        acknowledgements.give(notice, result.day)
        return result.copy(acknowledgement = acknowledgements.of(notice)).also(::report)
    }

    /** Reports [result] to the organisation, and remembers what was reported. */
    private fun report(result: CheckResult) {
        val states = states(result)
        lastCheck.save(LastCheck(result.at, result.reportLevel, states))
        sender.send(states)
    }

    private fun states(result: CheckResult): List<KeyedAppState> {
        val policy = result.policy
        val enforced = result.enforced
        val source =
            when (policy?.origin) {
                PolicyInForce.Origin.BUILT_IN, PolicyInForce.Origin.PENDING -> PolicyStatus.Source.BUILT_IN
                PolicyInForce.Origin.MANAGED, PolicyInForce.Origin.LAST_GOOD -> PolicyStatus.Source.APPLIED
                PolicyInForce.Origin.UNREAD, null -> PolicyStatus.Source.UNREAD
            }
        return complianceStates(
            result.report,
            result.reportLevel,
            PolicyStatus(
                source,
                policy?.version,
                policy?.refusal,
                enforced.restrained.size,
                (enforced.stuck - enforced.unclaimed).size,
                enforced.unclaimed.size,
                (enforced.stuck intersect enforced.unclaimed).size,
                policy?.warnings.orEmpty(),
            ),
            result.acknowledgement.takeIf { source != PolicyStatus.Source.UNREAD },
            result.checked,
            result.memory,
        )
    }
}
