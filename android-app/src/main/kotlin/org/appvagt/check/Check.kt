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
import org.appvagt.platform.TimeLimit
import org.appvagt.policy.Policy
import org.appvagt.policy.PolicyInForce
import org.appvagt.scanner.AppPlace
import org.appvagt.scanner.Gap
import org.appvagt.scanner.JudgingContext
import org.appvagt.scanner.Report
import org.appvagt.scanner.ScanProgress
import org.appvagt.scanner.Scanner
import java.time.Clock
import java.time.LocalDate

/** A whole check, from the policy to what is reported. Used on the worker's thread only. */
internal class Check(
    private val context: Context,
    private val sender: StateSender,
    private val clock: Clock,
    private val limit: TimeLimit,
) {
    private val scanner = Scanner(context)
    private val installation = OwnInstallation(context, limit)
    private val latestTime = LatestTime(context, installation)
    private val firstFound = FirstFound(context, installation)
    private val enforcer = Enforcer(PackageAccess(context), Essentials(context), RestraintStore(context))
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
        val restrained = enforcer.load()
        val isReleased = spared.isEmpty() || limit.run { moved -> enforcer.release(spared, moved) } != null
        val before = firstFound.load(time.day)
        val known = restrained.associate { AppPlace(it) to null } + before.days
        val scan = policy.mapCatching { scan(it, time, known, progress) }
        val read = policy.getOrNull()?.takeIf { it.isRead }
        val allows = read?.policy?.enforcement
        val enforced = limit.run { moved -> enforcer.enforce(scan.getOrNull(), allows, spared, moved) }
        val isWhole = isReleased && enforced != null
        val report = scan.map { if (isWhole || Gap.ScanUnfinished in it.gaps) it else it.with(Gap.ScanUnfinished) }
        val after = report.getOrNull()?.let { FirstFound.after(before, it) } ?: before
        val isSaved = firstFound.save(after)
        val terms = read?.policy ?: Policy()
        val result =
            CheckResult(
                clock.instant(),
                time.day,
                policy.getOrNull(),
                report.getOrNull(),
                report.exceptionOrNull()?.toString(),
                enforced ?: enforcer.remembered(),
                acknowledgements.of(terms.notice),
                // Who wanted no reports gets none, whatever has happened to the policy that says so.
                read?.policy?.reportLevel ?: lastCheck.load()?.reportLevel ?: terms.reportLevel,
                after.packages - report.getOrNull()?.findings.orEmpty().map { it.packageName }.toSet(),
                MemoryStatus(after.since.takeIf { after.isAnew }, isSaved),
            )
        report(result)
        attempt("scheduling") { read?.let { read -> limit.run { schedule.every(read.policy.checkEvery) } } }
        return result
    }

    /** Scans the phone by the [policy], and judges it on the day of [time]. */
    private fun scan(
        policy: PolicyInForce,
        time: LatestTime.Judged,
        known: Map<AppPlace, LocalDate?>,
        progress: ScanProgress,
    ): Report {
        val judging = JudgingContext(time.day, policy.group, known)
        val report =
            limit.run { moved ->
                scanner.scan(policy.loaded, judging) { done, total ->
                    moved()
                    progress.onProgress(done, total)
                }
            } ?: Report.blind(Gap.ScanUnfinished, judging)
        return if (time.setBack) report.with(Gap.ClockSetBack(time.day)) else report
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
