package org.appvagt.screen

import org.appvagt.check.CheckHost
import org.appvagt.check.ReportingHistory
import org.appvagt.notification.Notifier

/** The application, to its screen: what there is one of, however often the screen is opened. */
internal interface ScreenHost : CheckHost {
    val notifier: Notifier

    /** The version of this app, as people see it. */
    val version: String

    /** Reads what was reported to whom, and gives it to [then] on the main thread. */
    fun readHistory(then: (ReportingHistory) -> Unit)
}
