package org.appvagt.screen

import org.appvagt.feedback.Acknowledgement
import org.appvagt.platform.GET_INSTALLED_APPS
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Gap
import org.appvagt.scanner.Removal
import org.appvagt.scanner.Verdict

/** What there is to do first: the one filled button of the screen. */
internal sealed interface MainAction {
    data class Remove(val findings: List<Finding>) : MainAction

    /** Goes on with the removals that wait. */
    data object GoOn : MainAction

    /** Asks IT to remove what the employee cannot remove. */
    data object AskIt : MainAction

    data class Allow(val permission: String) : MainAction

    data object Check : MainAction

    data object ReadNotice : MainAction

    companion object {
        /** Returns what comes first in [state]; null if there is nothing to do. */
        fun of(state: UiState): MainAction? {
            val result = state.result ?: return null
            val report = result.report ?: return Check
            val removable = result.removable
            val gap = report.gaps.filterIsInstance<Gap.PermissionMissing>().find { it.permission == GET_INSTALLED_APPS }
            return when {
                state.paused -> GoOn

                removable.isNotEmpty() -> Remove(removable)

                report.findings.any { it.removal == Removal.ASK_IT } -> AskIt

                gap != null -> Allow(gap.permission)

                report.verdict == Verdict.INCOMPLETE -> Check

                // Who has just removed everything is done: what is left to read can wait.
                result.acknowledgement == Acknowledgement.Missing && state.removed.isEmpty() -> ReadNotice

                else -> null
            }
        }
    }
}
