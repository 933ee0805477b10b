package org.appvagt.feedback

import org.appvagt.feedback.KeyedAppState.Severity
import org.appvagt.policy.Policy.ReportLevel
import org.appvagt.scanner.Report
import java.time.LocalDate

/**
 * Returns all that is reported to the organisation after a check of the day [checked], as far as its policy wants it
 * ([reportLevel]): rule ids, counts, dates and states, and no app's name. What is not known, null, leaves what was said of it
 * as it was: compliance if the check failed, [acknowledgement] if the policy could not be read.
 */
internal fun complianceStates(
    report: Report?,
    reportLevel: ReportLevel,
    policy: PolicyStatus,
    acknowledgement: Acknowledgement?,
    checked: LocalDate,
    memory: MemoryStatus? = null,
): List<KeyedAppState> =
    if (reportLevel == ReportLevel.NOTHING) {
        emptyList()
    } else {
        listOfNotNull(
            report?.let { complianceState(it, reportLevel) },
            policyState(policy),
            coverageState(report, checked, memory),
            acknowledgement?.let(::acknowledgementState),
        )
    }

/** Reports the confirmation; never as an error: there is nothing for IT to mend. */
private fun acknowledgementState(acknowledgement: Acknowledgement): KeyedAppState {
    val (message, data) =
        when (acknowledgement) {
            Acknowledgement.NotAsked -> "The employee is not asked to confirm anything." to stateData("not_asked")

            Acknowledgement.Missing -> "The employee has not confirmed yet." to stateData("missing")

            is Acknowledgement.Given ->
                "The employee has confirmed." to stateData("given").put("on", acknowledgement.on.toString())
        }
    return KeyedAppState("acknowledgement", Severity.INFO, message, data.toString())
}
