package org.appvagt

import android.app.Application
import org.appvagt.feedback.SentStates
import org.appvagt.feedback.StateSender
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

    internal val sender: StateSender by lazy { StateSender(this, worker, SentStates(this)) }

    private companion object {
        const val IDLE_SECONDS = 5L
    }
}
