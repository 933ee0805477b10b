package org.appvagt.feedback

import org.appvagt.feedback.KeyedAppState.Severity
import org.appvagt.scanner.Gap
import org.appvagt.scanner.Report
import org.json.JSONArray
import java.time.LocalDate

/**
 * Reports how much of the phone the check of the day [checked] saw; null stands for a check that failed. Reports too what is not
 * right with the [memory] of earlier checks. Of what else is on the phone, not even the number is reported.
 */
internal fun coverageState(
    report: Report?,
    checked: LocalDate,
    memory: MemoryStatus? = null,
): KeyedAppState {
    val gaps =
        report
            ?.gaps
            .orEmpty()
            .groupBy { it.kind }
            .toSortedMap()
            .mapValues { (_, gaps) -> gaps.sumOf { it.count } }
    val profiles =
        report
            ?.gaps
            .orEmpty()
            .filterIsInstance<Gap.ProfileUnseen>()
            .map { it.profile.word }
            .distinct()
            .sorted()
    val state =
        when {
            report == null -> "failed"
            gaps.isEmpty() -> "complete"
            else -> "incomplete"
        }
    return KeyedAppState(
        key = "coverage",
        severity = if (state == "complete" && memory?.isSaved != false) Severity.INFO else Severity.ERROR,
        message =
        listOfNotNull(
            when (state) {
                "failed" -> "The check failed."
                "complete" -> "Everything was checked."
                else -> "Not everything could be checked: ${(gaps.keys + profiles).joinToString()}."
            },
            memory?.anewSince?.let {
                "What was found before $it is forgotten: deadlines that count from a find began anew."
            },
            "The device cannot store what was found: deadlines that count from a find begin anew."
                .takeIf { memory?.isSaved == false },
        ).joinToString(" "),
        data =
        stateData(state)
            .putUnlessEmpty("gaps", gaps)
            .apply { if (profiles.isNotEmpty()) put("profiles", JSONArray(profiles)) }
            .put("checked", checked.toString())
            .apply { memory?.anewSince?.let { put("memory_since", it.toString()) } }
            .apply { if (memory?.isSaved == false) put("memory", "unsaved") }
            .toString(),
    )
}
