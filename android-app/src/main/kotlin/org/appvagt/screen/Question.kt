package org.appvagt.screen

import org.appvagt.R

/** What an employee asks IT, in a message that is ready to be sent. */
internal enum class Question(
    /** What they tap; also the title of the page with the message. */
    val titleId: Int,
    val subjectId: Int,
    val bodyId: Int,
) {
    /** That IT removes what they cannot remove. */
    REMOVE(R.string.ask_it, R.string.ask_subject, R.string.ask_remove_body),

    /** That IT looks at what was taken for a banned app. */
    NOT_THAT_APP(R.string.ask_not_that, R.string.ask_not_that_subject, R.string.ask_not_that_body),

    /** That they may keep it. */
    NEEDED(R.string.ask_needed, R.string.ask_needed_subject, R.string.ask_needed_body),
}
