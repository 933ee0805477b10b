package org.appvagt.notification

import android.content.res.Resources
import org.appvagt.R
import org.appvagt.check.CheckResult
import org.appvagt.notification.Decision.OfFindings.Show
import org.appvagt.wording.Wording

/** What a notification about findings says. */
internal class NotificationWording(private val resources: Resources, private val wording: Wording) {
    /** Says what to do and how late that is, as the screen does; of one app by what is banned, not by its own name. */
    fun title(
        show: Show,
        result: CheckResult,
    ): String {
        val count = show.findings.size
        val one = show.findings.singleOrNull()?.takeIf { it.family != null }?.let(wording::family)
        val what =
            when {
                result.areForIt(show.findings) -> resources.getQuantityString(R.plurals.ask_title, count, count)
                one == null -> resources.getQuantityString(R.plurals.action_title, count, count)
                else -> resources.getString(R.string.notification_found_one, one)
            }
        val late = wording.late(show.findings, result.day)
        return listOfNotNull(what, late).joinToString(" · ")
    }

    fun text(
        show: Show,
        result: CheckResult,
    ): String =
        listOfNotNull(
            wording.deadline(show.findings, result.day),
            resources.getString(R.string.notification_found_text),
            resources.getString(R.string.notification_restrained).takeIf {
                show.findings.any { result.restraint(it) != null }
            },
        ).joinToString(" ")
}
