package org.appvagt.screen

import org.appvagt.R
import org.appvagt.feedback.Acknowledgement
import org.appvagt.wording.Wording

/** Shows what the organisation says about the ban; [isFilled] unless the screen's one filled button stands beside it. */
internal fun Page.showNotice(
    state: UiState,
    wording: Wording,
    actions: Actions,
    isFilled: Boolean,
) {
    val policy = state.result?.readPolicy?.policy
    val acknowledgement = state.result?.acknowledgement
    show(listOf(policy, acknowledgement, isFilled)) {
        if (policy == null) {
            text(wording.words(R.string.policy_unread))
            return@show
        }
        policy.organisation?.let { detail(wording.words(R.string.notice_from, wording.text(it))) }
        val notice = policy.notice
        if (notice == null) {
            text(wording.words(R.string.notice_none))
            return@show
        }
        text(wording.text(notice.text))
        detail(wording.words(R.string.notice_version, notice.version))
        notice.link?.let { link -> link(wording.words(R.string.notice_link)) { actions.otherApps.browse(link) } }
        when (acknowledgement) {
            Acknowledgement.Missing ->
                action(wording.words(R.string.acknowledge), isFilled) { actions.acknowledge() }

            is Acknowledgement.Given ->
                detail(wording.words(R.string.notice_acknowledged, wording.day(acknowledgement.on)))

            Acknowledgement.NotAsked, null -> Unit
        }
    }
}
