package org.appvagt

import android.app.Application
import org.appvagt.check.Check
import org.appvagt.check.CheckSchedule
import org.appvagt.check.Checks
import org.appvagt.check.Outcome
import org.appvagt.check.PhoneChanges
import org.appvagt.feedback.SentStates
import org.appvagt.feedback.StateSender
import org.appvagt.notification.Notifier
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

    internal val sentStates: SentStates by lazy { SentStates(this) }

    private val check = lazy { Check(this, StateSender(this, worker, sentStates)) }

    internal val checks: Checks by lazy { Checks(worker, check) }

    internal val notifier: Notifier by lazy { Notifier(this) }

    override fun onCreate() {
        super.onCreate()
        PhoneChanges(checks).listen(this)
        checks.observe(
            object : Checks.Observer {
                override fun onOutcome(outcome: Outcome) {
                    notifier.tell(outcome)
                    outcome.policy?.let { CheckSchedule(this@AppvagtApplication).every(it.policy.checkEvery) }
                }
            },
        )
    }

    private companion object {
        const val IDLE_SECONDS = 5L
    }
}
