package org.appvagt.feedback

import org.appvagt.feedback.KeyedAppState.Severity
import org.appvagt.policy.Policy.Reported
import org.appvagt.scanner.Report
import java.time.LocalDate

/**
 * All that the organisation is told after a check of the day [checked], as far as its policy has it [reported]: rule ids,
 * counts, dates and states, and no app's name. What is not known, null, leaves what was said of it as it was: compliance if the
 * check failed, [acknowledgement] if the policy could not be read.
 */
internal fun complianceStates(
    report: Report?,
    reported: Reported,
    policy: PolicyStatus,
    acknowledgement: Acknowledgement?,
    checked: LocalDate,
): List<KeyedAppState> =
    if (reported == Reported.NOTHING) {
        emptyList()
    } else {
        listOfNotNull(
            report?.let { complianceState(it, reported) },
            policyState(policy),
            coverageState(report, checked),
            acknowledgement?.let(::acknowledgementState),
        )
    }

/** Never an error: there is nothing for IT to mend. */
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
