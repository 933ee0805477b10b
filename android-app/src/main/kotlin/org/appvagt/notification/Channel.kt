package org.appvagt.notification

import android.app.NotificationChannel
import android.app.NotificationManager
import android.content.res.Resources
import org.appvagt.R

/** The kinds of notifications, which the employee can turn off one by one. */
internal enum class Channel(private val titleId: Int, private val importance: Int) {
    FOUND(R.string.channel_found, NotificationManager.IMPORTANCE_HIGH),
    NEAR(R.string.channel_near, NotificationManager.IMPORTANCE_DEFAULT),
    OVERDUE(R.string.channel_overdue, NotificationManager.IMPORTANCE_DEFAULT),
    REFUSED(R.string.channel_refused, NotificationManager.IMPORTANCE_LOW),
    FIXED(R.string.channel_fixed, NotificationManager.IMPORTANCE_LOW),
    ;

    val id: String get() = name.lowercase()

    companion object {
        /** Creates what is missing, and names all in the present language. */
        fun create(
            notifications: NotificationManager,
            resources: Resources,
        ) = notifications.createNotificationChannels(
            entries.map { NotificationChannel(it.id, resources.getString(it.titleId), it.importance) },
        )
    }
}
