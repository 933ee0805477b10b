package org.appvagt.platform

import java.util.concurrent.CancellationException
import java.util.concurrent.ExecutionException
import java.util.concurrent.FutureTask
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeoutException
import java.util.concurrent.atomic.AtomicBoolean
import java.util.concurrent.atomic.AtomicInteger
import kotlin.concurrent.thread

/**
 * Runs what may never end, such as questions to a phone that does not answer, on threads of their own, and gives it up when it
 * has not moved for so many [seconds]. Used by one thread.
 */
internal class TimeLimit(private val seconds: Int = 30) {
    /** Given up, and perhaps not ended since. */
    private val stuck = mutableListOf<Thread>()

    /**
     * Returns or throws what [work] does; null if it was given up, or if too many are stuck already. [work] says by the function
     * it is given that it moves; that throws if it was given up meanwhile.
     */
    fun <T : Any> run(work: (moved: () -> Unit) -> T): T? {
        stuck.removeAll { !it.isAlive }
        if (stuck.size >= MOST_STUCK) return null
        val moves = AtomicInteger()
        val isGivenUp = AtomicBoolean()
        val task =
            FutureTask {
                work {
                    if (isGivenUp.get()) throw CancellationException("this check was given up")
                    moves.incrementAndGet()
                }
            }
        val thread = thread(name = "check", isDaemon = true, block = task::run)
        val result = await(task, moves)
        if (result == null) {
            isGivenUp.set(true)
            stuck += thread
        }
        return result
    }

    /** Waits second by second: Android may freeze a process, and what time has passed meanwhile does not count. */
    private fun <T : Any> await(
        task: FutureTask<T>,
        moves: AtomicInteger,
    ): T? {
        var before = moves.get()
        var still = 0
        while (still < seconds) {
            try {
                return task.get(1, TimeUnit.SECONDS)
            } catch (_: TimeoutException) {
                val now = moves.get()
                still = if (now == before) still + 1 else 0
                before = now
            } catch (e: ExecutionException) {
                throw e.cause ?: e
            }
        }
        return null
    }

    private companion object {
        const val MOST_STUCK = 3
    }
}
