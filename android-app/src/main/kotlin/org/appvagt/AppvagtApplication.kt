package org.appvagt

import android.app.Application
import android.os.Handler
import android.os.Looper
import org.appvagt.check.Check
import org.appvagt.check.Checks
import org.appvagt.check.PhoneChanges
import org.appvagt.check.Record
import org.appvagt.feedback.SentStates
import org.appvagt.feedback.StateSender
import org.appvagt.notification.Notifier
import java.time.Clock
import java.util.concurrent.Executor
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.ThreadPoolExecutor
import java.util.concurrent.TimeUnit

/** What there is one of, however often the screen is opened. */
public class AppvagtApplication : Application() {
    /** Runs one thing at a time, off the main thread. Its thread ends when there is nothing to do. */
    internal val worker: Executor =
        ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, LinkedBlockingQueue()).apply {
            allowCoreThreadTimeOut(true)
        }

    /** Of this app, as people see it. */
    internal val version: String by lazy { packageManager.getPackageInfo(packageName, 0).versionName.orEmpty() }

    private val main = Handler(Looper.getMainLooper())

    internal val sentStates: SentStates by lazy { SentStates(this) }

    /** What tells the time. Read when the first check starts. */
    internal var clock: Clock = Clock.systemDefaultZone()

    private val check = lazy { Check(this, StateSender(this, worker, sentStates, clock::millis), notifier, clock) }

    internal val checks: Checks by lazy { Checks(worker, check) }

    /** Reads what the organisation was told last, and gives it to [then] on the main thread. */
    internal fun record(then: (Record) -> Unit) =
        worker.execute {
            val record = Record.read(this, sentStates)
            main.post { then(record) }
        }

    internal val notifier: Notifier by lazy { Notifier(this) }

    override fun onCreate() {
        super.onCreate()
        PhoneChanges(checks).listen(this)
    }

    private companion object {
        const val IDLE_SECONDS = 5L
    }
}
