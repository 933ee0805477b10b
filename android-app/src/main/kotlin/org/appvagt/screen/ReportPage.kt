package org.appvagt.screen

import org.appvagt.R
import org.appvagt.Wording
import org.appvagt.check.Record
import org.appvagt.feedback.KeyedAppState
import org.appvagt.policy.Policy
import org.appvagt.policy.Policy.Reported

/** What is checked, what the organisation learns of it, and what it was told last, to the word. */
internal fun Page.showReport(
    shown: Shown,
    wording: Wording,
    actions: Actions,
) {
    val reported = shown.outcome?.reported ?: Policy().reported
    show(listOf(reported, shown.record)) {
        text(wording.words(R.string.report_checks))
        text(wording.words(R.string.report_keeps))
        text(
            wording.words(
                when (reported) {
                    Reported.NOTHING -> R.string.report_nothing
                    Reported.VERDICT -> R.string.report_verdict
                    Reported.FAMILIES -> R.string.report_families
                },
            ),
        )
        if (reported != Reported.NOTHING) text(wording.words(R.string.report_also))
        heading(wording.words(R.string.report_last))
        lastReport(shown.record, wording, actions)
        heading(wording.words(R.string.report_never))
        text(wording.words(R.string.report_never_text))
        heading(wording.words(R.string.report_permissions))
        listOf(
            R.string.permission_apps,
            R.string.permission_delete,
            R.string.permission_notify,
            R.string.permission_boot,
        ).forEach { text(wording.words(it)) }
    }
}

private fun Page.lastReport(
    record: Record?,
    wording: Wording,
    actions: Actions,
) {
    val last = record?.last
    if (last == null || last.states.isEmpty()) {
        text(wording.words(R.string.report_last_none))
        return
    }
    detail(wording.time(last.at))
    last.states.forEach { detail(wordForWord(it)) }
    if (record.told.isEmpty()) {
        text(wording.words(R.string.report_told_nobody))
    } else {
        record.told.forEach { (receiver, at) ->
            text(wording.words(R.string.report_told, receiver, wording.time(at)))
        }
    }
    button(wording.words(R.string.copy)) {
        actions.otherApps.copy(last.states.joinToString("\n", transform = ::wordForWord))
    }
}

private fun wordForWord(state: KeyedAppState): String =
    "${state.key} (${state.severity.name.lowercase()}): ${state.message}\n${state.data}"
