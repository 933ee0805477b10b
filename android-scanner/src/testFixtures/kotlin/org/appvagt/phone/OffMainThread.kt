package org.appvagt.phone

import java.util.concurrent.ExecutionException
import java.util.concurrent.FutureTask

/** Runs [work] on a thread of its own, as an app scans, and returns or throws what it does. */
fun <T> offMainThread(work: () -> T): T {
    val task = FutureTask(work)
    Thread(task).start()
    try {
        return task.get()
    } catch (e: ExecutionException) {
        throw e.cause ?: e
    }
}
