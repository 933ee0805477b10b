package org.appvagt.platform

import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import java.util.concurrent.CancellationException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit

/** What never ends is given up, and what is only slow is not. */
class TimeLimitTest {
    private val limit = TimeLimit(seconds = 1)

    @Test
    fun `what ends gives its answer, or throws what it threw`() {
        assertEquals("done", limit.run { "done" })
        val thrown = assertThrows(IllegalStateException::class.java) { limit.run<String> { error("no answer") } }
        assertEquals("no answer", thrown.message)
        assertThrows(StackOverflowError::class.java) { limit.run<String> { throw StackOverflowError() } }
    }

    @Test
    fun `what is slow but moves is waited for`() {
        val answer =
            limit.run { moved ->
                repeat(8) {
                    Thread.sleep(400)
                    moved()
                }
                "done"
            }
        assertEquals("done", answer)
    }

    @Test
    fun `what stands still is given up, and ends as soon as it moves again`() {
        val goOn = CountDownLatch(1)
        val later = CompletableFuture<Throwable?>()
        val answer =
            limit.run { moved ->
                goOn.await()
                later.complete(runCatching(moved).exceptionOrNull())
                "too late"
            }
        assertNull(answer)
        assertEquals("the next one can start", "done", limit.run { "done" })
        goOn.countDown()
        assertTrue(later.get(10, TimeUnit.SECONDS) is CancellationException)
    }

    @Test
    fun `no more threads are left standing than a few, and there is room again when they end`() {
        val goOn = CountDownLatch(1)
        val ended = List(3) { CountDownLatch(1) }
        for (end in ended) {
            assertNull(
                limit.run<String> {
                    goOn.await()
                    end.countDown()
                    ""
                },
            )
        }
        assertNull("a fourth is not tried", limit.run { "done" })
        goOn.countDown()
        ended.forEach { assertTrue(it.await(10, TimeUnit.SECONDS)) }
        var answer: String? = null
        repeat(1_000) {
            if (answer == null) {
                Thread.sleep(10)
                answer = limit.run { "done" }
            }
        }
        assertEquals("done", answer)
    }
}
