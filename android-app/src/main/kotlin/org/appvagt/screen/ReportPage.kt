package org.appvagt.screen

import org.appvagt.R
import org.appvagt.check.ReportingHistory
import org.appvagt.feedback.KeyedAppState
import org.appvagt.policy.Policy
import org.appvagt.policy.Policy.ReportLevel
import org.appvagt.wording.SentWording
import org.appvagt.wording.Wording

/** Shows what is checked, what the organisation learns of it, and what was reported last: in words, and on demand as it was sent. */
internal fun Page.showReport(
    state: UiState,
    wording: Wording,
    actions: Actions,
) {
    val reportLevel = state.result?.reportLevel ?: Policy().reportLevel
    show(listOf(reportLevel, state.history, state.showsAsSent)) {
        text(wording.words(R.string.report_checks))
        text(wording.words(R.string.report_keeps))
        text(
            wording.words(
                when (reportLevel) {
                    ReportLevel.NOTHING -> R.string.report_nothing
                    ReportLevel.VERDICT -> R.string.report_verdict
                    ReportLevel.FAMILIES -> R.string.report_families
                },
            ),
        )
        if (reportLevel != ReportLevel.NOTHING) text(wording.words(R.string.report_also))
        heading(wording.words(R.string.report_last))
        lastReport(state.history, state.showsAsSent, wording, actions)
        heading(wording.words(R.string.report_never))
        text(wording.words(R.string.report_never_text))
        heading(wording.words(R.string.report_unseen))
        listOf(
            R.string.unseen_no_app,
            R.string.unseen_disguised,
            R.string.unseen_elsewhere,
            R.string.unseen_between,
        ).forEach { text(wording.words(it)) }
        heading(wording.words(R.string.report_permissions))
        listOf(
            R.string.permission_apps,
            R.string.permission_delete,
            R.string.permission_notify,
            R.string.permission_overlays,
            R.string.permission_boot,
        ).forEach { text(wording.words(it)) }
    }
}

private fun Page.lastReport(
    history: ReportingHistory?,
    showsAsSent: Boolean,
    wording: Wording,
    actions: Actions,
) {
    val last = history?.last
    if (last == null || last.states.isEmpty()) {
        text(wording.words(R.string.report_last_none))
        return
    }
    val sent = SentWording(wording)
    last.states.forEach { text(sent.sentence(it)) }
    if (history.delivered.isEmpty()) {
        detail(wording.time(last.at))
        text(wording.words(R.string.report_told_nobody))
    } else {
        history.delivered.forEach { (receiver, at) ->
            text(wording.words(R.string.report_handed, receiver, wording.time(at)))
        }
    }
    link(wording.words(if (showsAsSent) R.string.report_as_sent_hide else R.string.report_as_sent)) {
        actions.showAsSent()
    }
    if (showsAsSent) {
        last.states.forEach { detail(asSent(it)) }
        button(wording.words(R.string.copy)) {
            actions.otherApps.copy(last.states.joinToString("\n", transform = ::asSent))
        }
    }
}

private fun asSent(state: KeyedAppState): String =
    "${state.key} (${state.severity.name.lowercase()}): ${state.message}\n${state.data}"
