package org.appvagt.notification

import android.content.res.Resources
import org.appvagt.R
import org.appvagt.check.CheckResult
import org.appvagt.notification.Decision.Kind
import org.appvagt.notification.Decision.OfFindings.Show
import org.appvagt.wording.Wording

/** What a notification about findings says. */
internal class NotificationWording(private val resources: Resources, private val wording: Wording) {
    fun title(show: Show): String {
        val count = show.findings.size
        val one = show.findings.singleOrNull()?.let(wording::name)
        return when {
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
        val restrained = result.enforced.restrained.keys
        val due = show.findings.mapNotNull { it.due }.minOrNull()
        return listOfNotNull(
            resources.getString(R.string.notification_found_text),
            due?.let { resources.getString(R.string.due, wording.day(it)) },
            resources.getString(R.string.notification_restrained).takeIf {
                show.findings.any { it.packageName in restrained }
            },
        ).joinToString(" ")
    }
}
