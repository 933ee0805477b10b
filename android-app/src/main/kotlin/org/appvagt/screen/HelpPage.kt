package org.appvagt.screen

import org.appvagt.R
import org.appvagt.policy.PolicyInForce
import org.appvagt.wording.Wording

/** Shows whom to ask, what this app is, and what IT wants to know. */
internal fun Page.showHelp(
    state: UiState,
    wording: Wording,
    actions: Actions,
) {
    val policy = state.result?.readPolicy
    show(listOf(policy, state.result?.at)) {
        heading(wording.words(R.string.help_contact))
        if (policy == null) {
            text(wording.words(R.string.policy_unread))
        } else {
            contact(policy.policy.contact, wording, actions)
        }
        heading(wording.words(R.string.help_about))
        text(wording.words(R.string.help_version, state.version))
        policy?.version?.let { text(wording.words(R.string.help_policy, it, wording.words(origin(policy)))) }
        heading(wording.words(R.string.help_it))
        policy?.refusal?.let { text(wording.words(R.string.policy_refused) + "\n" + it) }
        policy?.warnings?.takeIf { it.isNotEmpty() }?.let {
            text(wording.words(R.string.policy_warnings) + "\n" + it.joinToString("\n"))
        }
        text(wording.words(R.string.help_diagnostics_text))
        button(wording.words(R.string.help_diagnostics)) { actions.otherApps.share(diagnostics(state)) }
        link(wording.words(R.string.help_licences)) { actions.open(Place(Destination.LICENCES)) }
    }
}

private fun origin(policy: PolicyInForce): Int =
    when (policy.origin) {
        PolicyInForce.Origin.BUILT_IN, PolicyInForce.Origin.PENDING ->
            if (policy.hasOwnBuiltIn) R.string.origin_own_policy else R.string.origin_built_in

        PolicyInForce.Origin.UNREAD -> R.string.policy_unread

        PolicyInForce.Origin.MANAGED -> R.string.origin_managed

        PolicyInForce.Origin.LAST_GOOD -> R.string.origin_last_good
    }
