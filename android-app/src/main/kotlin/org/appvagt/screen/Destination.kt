package org.appvagt.screen

import org.appvagt.R

/** What the app can show. On a wide screen the status stays beside the others. */
internal enum class Destination(val titleId: Int) {
    STATUS(R.string.app_name),

    /** What the organisation says about the ban. */
    NOTICE(R.string.page_notice),

    /** What is checked, and what was reported to whom. */
    REPORT(R.string.page_report),

    /** Whom to ask, and what this app is. */
    HELP(R.string.page_help),

    /** One app: why it is banned, what was seen, and its next step. Its title is the app's name. */
    APP(R.string.app_name),

    /** A message to IT, and the ways it can go. */
    ASK(R.string.ask_it),

    /** The licences of this app and of the libraries in it. */
    LICENCES(R.string.help_licences),
    ;

    companion object {
        /** Those that the status leads to at any time. */
        val LISTED: List<Destination> = listOf(NOTICE, REPORT, HELP)
    }
}
