package org.appvagt

import android.app.Notification
import android.app.NotificationManager
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

/** The app as it works while its screen is not open. */
internal class BackgroundRobot {
    private val app = RuntimeEnvironment.getApplication() as AppvagtApplication
    private val notifications = shadowOf(app.getSystemService(NotificationManager::class.java))

    /** What the last check gave. */
    val outcome get() = checkNotNull(app.checks.outcome)

    /** Has the phone checked, and waits until that is done. */
    fun check() {
        app.checks.start()
        finishCheck()
    }

    /** Waits for all checks that were asked for. */
    fun finishCheck() {
        repeat(3_000) {
            shadowOf(app.mainLooper).idle()
            if (app.checks.progress == null) return
            Thread.sleep(10)
        }
        error("the check did not end within 30 s")
    }

    /** The one that is shown under [id]; null if none is. */
    fun notification(id: Int): Notification? = notifications.getNotification(id)
}
