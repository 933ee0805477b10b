package org.appvagt.notification

import android.content.res.Resources
import org.appvagt.R
import org.appvagt.check.CheckResult
import org.appvagt.notification.Decision.Kind
import org.appvagt.notification.Decision.OfFindings.Show
import org.appvagt.wording.Wording

/** What a notification about findings says. */
internal class NotificationWording(private val resources: Resources, private val wording: Wording) {
    /** Says what to do, as the screen does; of one app by what is banned, not by what it calls itself. */
    fun title(
        show: Show,
        result: CheckResult,
    ): String {
        val count = show.findings.size
        val one = show.findings.singleOrNull()?.takeIf { it.family != null }?.let(wording::family)
        return when {
            result.areForIt(show.findings) -> resources.getQuantityString(R.plurals.ask_title, count, count)

            one == null && show.kind == Kind.OVERDUE ->
                resources.getQuantityString(R.plurals.notification_overdue, count, count)

            one == null -> resources.getQuantityString(R.plurals.action_title, count, count)

            show.kind == Kind.OVERDUE -> resources.getString(R.string.notification_overdue_one, one)

            else -> resources.getString(R.string.notification_found_one, one)
        }
    }

    fun text(
        show: Show,
        result: CheckResult,
    ): String {
        val due = show.findings.mapNotNull { it.due }.minOrNull()
        return listOfNotNull(
            due?.let { wording.deadline(it, result.day) },
            resources.getString(R.string.notification_found_text),
            resources.getString(R.string.notification_restrained).takeIf {
                show.findings.any { result.restraint(it) != null }
            },
        ).joinToString(" ")
    }
}
