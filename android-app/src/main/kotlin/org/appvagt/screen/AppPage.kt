package org.appvagt.screen

import org.appvagt.R
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Removal
import org.appvagt.wording.Wording

/**
 * Shows one app: its next step and what that does, why it is banned, what was seen of it, and what to do where that is wrong.
 * [isAlone] unless the status stands beside it and says what all apps have in common.
 */
internal fun Page.showApp(
    finding: Finding,
    state: UiState,
    wording: Wording,
    actions: Actions,
    isAlone: Boolean,
) {
    val result = state.result ?: return
    val app = finding.place
    val restraint = result.restraint(finding)
    val stillThere = isAlone && finding.place in state.stillThere
    val idle = state.progress == null
    val save = if (isAlone) wording.save(finding, restraint) else null
    val isDueApart = isAlone || state.report?.findings.orEmpty().sharedDeadline() == null
    val hasDeadline = isDueApart && finding.removal != Removal.NOTHING_LEFT
    val deadline = if (hasDeadline) wording.deadline(listOf(finding), result.day) else null
    val removable = result.canRemove(finding)
    show(listOf(finding, restraint, stillThere, idle, removable, isAlone, deadline), wording.name(finding)) {
        icon(finding.packageName)
        wording.step(finding, restraint, stillThere, save)?.let(::text)
        when {
            removable ->
                action(wording.button(finding.removal).orEmpty(), isAlone, idle) { actions.remove(listOf(finding)) }

            finding.removal == Removal.ASK_IT ->
                action(wording.words(R.string.ask_it), isAlone, idle) {
                    actions.open(Place(Destination.ASK, app, Question.REMOVE))
                }
        }
        deadline?.let(::text)
        heading(wording.words(R.string.app_why))
        text(wording.why(finding))
        heading(wording.words(R.string.app_seen))
        wording.evidence(finding).forEach(::text)
        wording.state(finding).ifEmpty { null }?.let(::detail)
        if (finding.removal != Removal.NOTHING_LEFT) {
            heading(wording.words(R.string.app_object))
            for (question in listOf(Question.NOT_THAT_APP, Question.NEEDED)) {
                link(wording.words(question.titleId)) { actions.open(Place(Destination.ASK, app, question)) }
            }
        }
    }
}
