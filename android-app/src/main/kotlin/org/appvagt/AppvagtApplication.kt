package org.appvagt

import android.app.Application
import android.os.Handler
import android.os.Looper
import org.appvagt.check.Check
import org.appvagt.check.CheckResult
import org.appvagt.check.CheckRunner
import org.appvagt.check.PhoneChanges
import org.appvagt.check.ReportingHistory
import org.appvagt.feedback.SentStates
import org.appvagt.feedback.StateSender
import org.appvagt.notification.Notifier
import org.appvagt.platform.TimeLimit
import org.appvagt.screen.MainActivity
import org.appvagt.screen.ScreenHost
import java.time.Clock
import java.util.concurrent.Executor
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.ThreadPoolExecutor
import java.util.concurrent.TimeUnit

/** What there is one of, however often the screen is opened. */
internal class AppvagtApplication :
    Application(),
    ScreenHost {
    /** Runs one thing at a time, off the main thread. Its thread ends when there is nothing to do. */
    internal val worker: Executor =
        ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, LinkedBlockingQueue()).apply {
            allowCoreThreadTimeOut(true)
        }

    override val version: String by lazy { packageManager.getPackageInfo(packageName, 0).versionName.orEmpty() }

    private val main = Handler(Looper.getMainLooper())

    internal val sentStates: SentStates by lazy { SentStates(this) }

    /** The phone's clock. Read when the first check starts. */
    internal var clock: Clock = Clock.systemDefaultZone()

    /** What checks may wait for. Read when the first check starts. */
    internal var limit: TimeLimit = TimeLimit()

    override val notifier: Notifier by lazy { Notifier(this, MainActivity::class.java.name) }

    override val checks: CheckRunner by lazy {
        val check = lazy { Check(this, StateSender(this, worker, sentStates, limit, clock::millis), clock, limit) }
        CheckRunner(worker, check).also { it.observe(Notifying()) }
    }

    override fun readHistory(then: (ReportingHistory) -> Unit) =
        worker.execute {
            val history = limit.run { ReportingHistory.read(this, sentStates) } ?: ReportingHistory(null, emptyMap())
            main.post { then(history) }
        }

    override fun onCreate() {
        super.onCreate()
        PhoneChanges(checks).listen(this)
    }

    /** Notifies the employee of what each check gave. */
    private inner class Notifying : CheckRunner.Observer {
        override fun onChecked(result: CheckResult) {
            limit.run { notifier.notify(result, result.day) }
        }
    }

    private companion object {
        const val IDLE_SECONDS = 5L
    }
}
