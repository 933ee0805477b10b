package org.appvagt.feedback

import org.appvagt.feedback.KeyedAppState.Severity
import org.appvagt.scanner.Gap
import org.appvagt.scanner.Report
import org.json.JSONArray
import java.time.LocalDate

/**
 * Reports how much of the phone the check of the day [checked] saw; null stands for a check that failed. Of what else is on the
 * phone, not even the number is reported.
 */
internal fun coverageState(
    report: Report?,
    checked: LocalDate,
): KeyedAppState {
    val gaps =
        report
            ?.gaps
            .orEmpty()
            .groupBy(::kind)
            .toSortedMap()
            .mapValues { (_, gaps) -> gaps.sumOf(::count) }
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
        severity = if (state == "complete") Severity.INFO else Severity.ERROR,
        message =
        when (state) {
            "failed" -> "The check failed."
            "complete" -> "Everything was checked."
            else -> "Not everything could be checked: ${(gaps.keys + profiles).joinToString()}."
        },
        data =
        stateData(state)
            .putUnlessEmpty("gaps", gaps)
            .apply { if (profiles.isNotEmpty()) put("profiles", JSONArray(profiles)) }
            .put("checked", checked.toString())
            .toString(),
    )
}

private fun kind(gap: Gap): String =
    when (gap) {
        is Gap.PermissionMissing -> "permission_missing"
        is Gap.ListFailed -> "list_failed"
        Gap.ListEmpty -> "list_empty"
        Gap.ListWithoutOurselves -> "list_without_ourselves"
        Gap.ListWithoutAndroid -> "list_without_android"
        is Gap.ListContradicted -> "list_contradicted"
        is Gap.AppsUnread -> "apps_unread"
        is Gap.ProfileUnseen -> "profile_unseen"
        is Gap.ScannerUnavailable -> "scanner_unavailable"
    }

/** Returns how often a gap counts. */
private fun count(gap: Gap): Int =
    when (gap) {
        is Gap.ListContradicted -> gap.apps
        is Gap.AppsUnread -> gap.apps
        else -> 1
    }
