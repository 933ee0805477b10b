package org.appvagt.notification

import android.app.Notification
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.ComponentName
import android.content.Context
import android.content.Intent
import org.appvagt.R
import org.appvagt.check.CheckResult
import org.appvagt.storage.AtomicFileStore
import org.appvagt.wording.SpokenLanguage
import org.appvagt.wording.Wording
import java.time.LocalDate

/** Notifies the employee as [Decision] has it; a tap opens the activity of the class [screen]. */
internal class Notifier(private val context: Context, private val screen: String) {
    private val notifications: NotificationManager = context.getSystemService(NotificationManager::class.java)
    private val memory = AtomicFileStore(context, "notified.json")

    /** Whether the app's screen is before the employee. */
    @Volatile
    var inFront: Boolean = false

    /** What the words are from, in the language that the phone has now. */
    private val spoken: Context get() = SpokenLanguage.inContext(context)

    /** Returns whether notifications are shown: Android 13 asks the employee, and everybody can turn them off. */
    fun isAllowed(): Boolean = notifications.areNotificationsEnabled()

    /** Shows or takes back what is due after a check that gave [result]. */
    fun notify(
        result: CheckResult,
        today: LocalDate,
    ) {
        val before = memory.loadOrNull(NotificationState::read) ?: NotificationState()
        val decision = Decision.after(before, result, inFront, today)
        if (decision.after != before) memory.save(decision.after.json())
        Channel.create(notifications, spoken.resources)
        when (val findings = decision.findings) {
            Decision.OfFindings.Leave -> Unit
            Decision.OfFindings.TakeBack -> notifications.cancel(FINDINGS)
            is Decision.OfFindings.Show -> show(findings, result)
        }
        when (decision.refusal) {
            Decision.OfRefusal.LEAVE -> Unit
            Decision.OfRefusal.TAKE_BACK -> notifications.cancel(REFUSAL)
            Decision.OfRefusal.SHOW -> notifications.notify(REFUSAL, refusal())
        }
        if (decision.fixed) notifications.notify(FIXED, fixed())
    }

    private fun show(
        show: Decision.OfFindings.Show,
        result: CheckResult,
    ) {
        // What the employee has swiped away does not come back before it is time.
        if (!show.alerts && notifications.activeNotifications.none { it.id == FINDINGS }) return
        notifications.cancel(FIXED)
        val wording = Wording(spoken.resources)
        val words = NotificationWording(spoken.resources, wording)
        val channel =
            when (show.kind) {
                Decision.Kind.FOUND -> Channel.FOUND
                Decision.Kind.NEAR -> Channel.NEAR
                Decision.Kind.OVERDUE -> Channel.OVERDUE
            }
        val text = words.text(show, result)
        val builder =
            builder(channel, words.title(show, result))
                .setContentText(text)
                .setStyle(Notification.BigTextStyle().bigText(text))
                .setOnlyAlertOnce(!show.alerts)
                // Who asks.
                .setSubText(result.readPolicy?.policy?.organisation?.let(wording::text))
                // What is banned here is nobody's business on a locked screen.
                .setVisibility(Notification.VISIBILITY_PRIVATE)
                .setPublicVersion(builder(channel, spoken.getString(R.string.notification_public)).build())
        if (result.prompts && show.findings.any { it.removal.hasScreen }) {
            val remove = spoken.getString(R.string.remove)
            builder.addAction(Notification.Action.Builder(null, remove, opening(REMOVE)).build())
        }
        notifications.notify(FINDINGS, builder.build())
    }

    private fun refusal(): Notification {
        val text = spoken.getString(R.string.notification_refused_text)
        return builder(Channel.REFUSED, spoken.getString(R.string.notification_refused))
            .setContentText(text)
            .setStyle(Notification.BigTextStyle().bigText(text))
            .build()
    }

    private fun fixed(): Notification =
        builder(Channel.FIXED, spoken.getString(R.string.notification_fixed))
            .setContentText(spoken.getString(R.string.notification_fixed_text))
            .build()

    private fun builder(
        channel: Channel,
        title: String,
    ): Notification.Builder =
        Notification
            .Builder(context, channel.id)
            .setSmallIcon(R.drawable.ic_notification)
            .setColor(context.getColor(R.color.accent))
            .setContentTitle(title)
            .setContentIntent(opening(screen))
            .setAutoCancel(true)

    /** Returns what opens the app by one of its names. */
    private fun opening(name: String): PendingIntent =
        PendingIntent.getActivity(
            context,
            0,
            Intent().setComponent(ComponentName(context, name)).setFlags(TO_THE_ONE_SCREEN),
            PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT,
        )

    companion object {
        /** The name by which nobody but this app opens its screen, to remove what was found. */
        const val REMOVE: String = "org.appvagt.RemoveFound"

        /** To the screen that is there already, if one is. */
        private const val TO_THE_ONE_SCREEN =
            Intent.FLAG_ACTIVITY_NEW_TASK or Intent.FLAG_ACTIVITY_CLEAR_TOP or Intent.FLAG_ACTIVITY_SINGLE_TOP

        const val FINDINGS: Int = 1
        const val REFUSAL: Int = 2
        const val FIXED: Int = 3
    }
}
