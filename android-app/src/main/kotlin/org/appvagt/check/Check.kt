package org.appvagt.check

import android.content.Context
import android.util.Log
import org.appvagt.enforcement.Enforcer
import org.appvagt.enforcement.PackageAccess
import org.appvagt.enforcement.Restrained
import org.appvagt.feedback.KeyedAppState
import org.appvagt.feedback.PolicyStatus
import org.appvagt.feedback.StateSender
import org.appvagt.feedback.complianceStates
import org.appvagt.notice.Acknowledgements
import org.appvagt.notification.Notifier
import org.appvagt.policy.Policy
import org.appvagt.policy.PolicyInForce
import org.appvagt.scanner.Occasion
import org.appvagt.scanner.Report
import org.appvagt.scanner.ScanProgress
import org.appvagt.scanner.Scanner
import java.time.Clock
import java.time.LocalDate
import java.time.ZoneOffset

/** A whole check, from the policy to what everybody is told. Used on the worker's thread only. */
internal class Check(
    private val context: Context,
    private val sender: StateSender,
    private val notifier: Notifier,
    private val clock: Clock,
) {
    private val scanner = Scanner(context)
    private val firstFound = FirstFound(context)
    private val enforcer = Enforcer(PackageAccess(context), Restrained(context))
    private val acknowledgements = Acknowledgements(context)
    private val schedule = CheckSchedule(context)
    private val lastCheck = LastCheck.Memory(context)

    /** Checks the phone. The [spared] apps are about to be removed, and are not kept from that. */
    fun run(
        spared: Set<String>,
        progress: ScanProgress,
    ): Outcome {
        val policy = runCatching { PolicyInForce.now(context) }
        enforcer.release(spared)
        val report =
            policy.mapCatching { inForce ->
                val known = firstFound.load()
                val occasion = Occasion(LocalDate.now(clock), inForce.group, known)
                scanner.scan(inForce.json, occasion, progress).also { firstFound.note(known, it) }
            }
        val read = policy.getOrNull()?.takeIf { it.isRead }
        val terms = read?.policy ?: Policy()
        val outcome =
            Outcome(
                clock.instant(),
                policy.getOrNull(),
                report.getOrNull(),
                report.exceptionOrNull()?.toString(),
                enforcer.enforce(report.getOrNull(), read?.policy?.enforcement, spared),
                acknowledgements.of(terms.notice),
                // Who wanted to be told nothing is told nothing, whatever has happened to the policy that says so.
                read?.policy?.reported ?: lastCheck.load()?.reported ?: terms.reported,
            )
        tell(outcome)
        attempt("notifying") { notifier.tell(outcome, LocalDate.now(clock)) }
        attempt("scheduling") { read?.let { schedule.every(it.policy.checkEvery) } }
        return outcome
    }

    /** System services throw anything when they are down. No check may fail of that: the next one tries again. */
    private fun attempt(
        what: String,
        work: () -> Unit,
    ) {
        try {
            work()
        } catch (e: RuntimeException) {
            Log.w("Appvagt", "$what failed", e)
        }
    }

    /** The employee confirms having read the notice of [outcome]'s policy. Gives the outcome as it is with that. */
    fun acknowledge(outcome: Outcome): Outcome {
        val notice = outcome.policy?.policy?.notice ?: return outcome
        acknowledgements.give(notice, LocalDate.now(clock))
        return outcome.copy(acknowledgement = acknowledgements.of(notice)).also(::tell)
    }

    /** Tells the organisation of [outcome], and remembers what it is told. */
    private fun tell(outcome: Outcome) {
        val states = states(outcome)
        lastCheck.save(LastCheck(outcome.at, outcome.reported, states))
        sender.send(states)
    }

    private fun states(outcome: Outcome): List<KeyedAppState> {
        val policy = outcome.policy
        val (restrained, stuck) = outcome.enforced
        val source =
            when (policy?.origin) {
                PolicyInForce.Origin.BUILT_IN, PolicyInForce.Origin.PENDING -> PolicyStatus.Source.BUILT_IN
                PolicyInForce.Origin.MANAGED, PolicyInForce.Origin.LAST_GOOD -> PolicyStatus.Source.APPLIED
                PolicyInForce.Origin.UNREAD, null -> PolicyStatus.Source.UNREAD
            }
        return complianceStates(
            outcome.report,
            outcome.reported,
            PolicyStatus(
                source,
                policy?.version,
                policy?.refusal,
                restrained.size,
                stuck.size,
            ),
            outcome.acknowledgement.takeIf { source != PolicyStatus.Source.UNREAD },
            outcome.at.atZone(ZoneOffset.UTC).toLocalDate(),
        )
    }
}
