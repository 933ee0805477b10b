package org.appvagt.screen

import org.appvagt.R
import org.appvagt.policy.Policy.Contact
import org.appvagt.scanner.Finding
import org.appvagt.wording.Wording

/**
 * Shows a message to IT about [findings] that is ready to be sent, and each way on which the policy says that IT can be reached;
 * where it says none, whom to ask in words.
 */
internal fun Page.showQuestion(
    question: Question,
    findings: List<Finding>,
    state: UiState,
    wording: Wording,
    actions: Actions,
) {
    val policy = state.result?.readPolicy?.policy
    show(listOf(question, findings, policy), wording.words(question.titleId)) {
        val subject = wording.words(question.subjectId, findings.joinToString { wording.quoted(wording.name(it)) })
        val body =
            wording.words(
                question.bodyId,
                findings.joinToString(transform = wording::nameWithPackage),
                wording.words(R.string.app_name),
            )
        contact(policy?.contact, wording, actions, Message(subject, body))
        text(wording.words(R.string.ask_intro))
        text(body)
        button(wording.words(R.string.ask_copy)) { actions.otherApps.copy(body) }
    }
}

/** Shows whom to ask, with the ways to reach them; [message] is what they get where a way can carry it. */
internal fun Page.contact(
    contact: Contact?,
    wording: Wording,
    actions: Actions,
    message: Message? = null,
) {
    if (contact == null) {
        text(wording.words(R.string.help_contact_none))
        return
    }
    text(listOfNotNull(contact.name, contact.office).joinToString("\n", transform = wording::text))
    contact.email?.let { link(wording.words(R.string.help_write, it)) { actions.otherApps.write(it, message) } }
    contact.phone?.let { link(wording.words(R.string.help_call, it)) { actions.otherApps.call(it) } }
    contact.link?.let { link(wording.words(R.string.help_open, it)) { actions.otherApps.browse(it) } }
}
