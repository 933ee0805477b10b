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
}
