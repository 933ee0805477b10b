package org.appvagt

import android.app.Notification
import android.app.NotificationManager
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit

/** The app as it works while its screen is not open. */
internal class BackgroundRobot {
    private val app = RuntimeEnvironment.getApplication() as AppvagtApplication
    private val notifications = shadowOf(app.getSystemService(NotificationManager::class.java))

    init {
        beStrictWithMainThread()
    }

    /** What the last check gave. */
    val result get() = checkNotNull(app.checks.result)

    /** Has the phone checked, and waits until that is done. */
    fun check() {
        app.checks.start()
        finishCheck()
    }

    /** Waits for all checks that were asked for. */
    fun finishCheck() {
        repeat(3_000) {
            shadowOf(app.mainLooper).idle()
            if (app.checks.progress == null) return afterWorker()
            Thread.sleep(10)
        }
        error("the check did not end within 30 s")
    }

    /** Waits until what the check has left for the worker, and that for the main thread, is done too. */
    private fun afterWorker() {
        val done = CountDownLatch(1)
        app.worker.execute(done::countDown)
        check(done.await(30, TimeUnit.SECONDS)) { "the worker does not end" }
        shadowOf(app.mainLooper).idle()
    }

    /** The one that is shown under [id]; null if none is. */
    fun notification(id: Int): Notification? = notifications.getNotification(id)
}

/** Returns what a notification is headed with. */
internal fun Notification.title(): String = "${extras.getCharSequence(Notification.EXTRA_TITLE)}"
