package org.appvagt.check

import android.content.Context
import org.appvagt.enforcement.Enforcer
import org.appvagt.enforcement.PackageAccess
import org.appvagt.enforcement.RestraintStore
import org.appvagt.feedback.KeyedAppState
import org.appvagt.feedback.PolicyStatus
import org.appvagt.feedback.StateSender
import org.appvagt.feedback.complianceStates
import org.appvagt.notice.Acknowledgements
import org.appvagt.policy.Policy
import org.appvagt.policy.PolicyInForce
import org.appvagt.scanner.JudgingContext
import org.appvagt.scanner.Report
import org.appvagt.scanner.ScanProgress
import org.appvagt.scanner.Scanner
import java.time.Clock
import java.time.LocalDate
import java.time.ZoneOffset

/** A whole check, from the policy to what is reported. Used on the worker's thread only. */
internal class Check(private val context: Context, private val sender: StateSender, private val clock: Clock) {
    private val scanner = Scanner(context)
    private val firstFound = FirstFound(context)
    private val enforcer = Enforcer(PackageAccess(context), RestraintStore(context))
    private val acknowledgements = Acknowledgements(context)
    private val schedule = CheckSchedule(context)
    private val lastCheck = LastCheck.Memory(context)

    /** Checks the phone. The [spared] apps are about to be removed, and are not kept from that. */
    fun run(
        spared: Set<String>,
        progress: ScanProgress,
    ): CheckResult {
        val policy = runCatching { PolicyInForce.now(context) }
        enforcer.release(spared)
        val report =
            policy.mapCatching { inForce ->
                val known = firstFound.load()
                val judgingContext = JudgingContext(LocalDate.now(clock), inForce.group, known)
                scanner.scan(inForce.loaded, judgingContext, progress).also { firstFound.note(known, it) }
            }
        val read = policy.getOrNull()?.takeIf { it.isRead }
        val terms = read?.policy ?: Policy()
        val result =
            CheckResult(
                clock.instant(),
                policy.getOrNull(),
                report.getOrNull(),
                report.exceptionOrNull()?.toString(),
                enforcer.enforce(report.getOrNull(), read?.policy?.enforcement, spared),
                acknowledgements.of(terms.notice),
                // Who wanted no reports gets none, whatever has happened to the policy that says so.
                read?.policy?.reportLevel ?: lastCheck.load()?.reportLevel ?: terms.reportLevel,
            )
        report(result)
        attempt("scheduling") { read?.let { schedule.every(it.policy.checkEvery) } }
        return result
    }

    /** Confirms that the employee has read the notice of [result]'s policy. Returns the result as it is with that. */
    fun acknowledge(result: CheckResult): CheckResult {
        val notice = result.policy?.policy?.notice ?: return result
        acknowledgements.give(notice, LocalDate.now(clock))
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
        val (restrained, stuck) = result.enforced
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
                restrained.size,
                stuck.size,
            ),
            result.acknowledgement.takeIf { source != PolicyStatus.Source.UNREAD },
            result.at.atZone(ZoneOffset.UTC).toLocalDate(),
        )
    }
}
