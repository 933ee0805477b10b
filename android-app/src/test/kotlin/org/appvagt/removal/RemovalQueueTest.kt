package org.appvagt.removal

import org.appvagt.finding
import org.appvagt.scanner.AppPlace
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Profile
import org.appvagt.scanner.Removal
import org.appvagt.scanner.Report
import org.appvagt.scanner.Verdict
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test

/** Prompts come one at a time, and each is judged by the scan after it. */
class RemovalQueueTest {
    private val queue = RemovalQueue()

    private fun report(vararg findings: Finding) = Report(Verdict.ACTION_REQUIRED, 10, findings.asList(), emptyList())

    private fun next(vararg findings: Finding) = queue.next(report(*findings))?.packageName

    @Test
    fun `nothing is prompted unasked`() {
        assertNull(next(finding("a")))
    }

    @Test
    fun `apps come in their order, each once`() {
        val (a, b, c) = listOf("a", "b", "c").map { finding(it) }
        queue.ask(listOf(a, b, c))
        assertEquals("a", next(a, b, c))
        assertEquals("b", next(b, c))
        assertEquals("c", next(c))
        assertNull(next())
        assertEquals(emptySet<AppPlace>(), queue.stillThere)
    }

    @Test
    fun `an app that stays is not asked for again, and is remembered`() {
        val (a, b) = listOf(finding("a"), finding("b"))
        queue.ask(listOf(a, b))
        assertEquals("a", next(a, b))
        assertEquals("b", next(a, b))
        assertEquals(setOf(AppPlace("a")), queue.stillThere)
        assertNull(next(a))
        assertEquals(setOf(AppPlace("a")), queue.stillThere)
        // Gone later, by whatever way.
        assertNull(next())
        assertEquals(emptySet<AppPlace>(), queue.stillThere)
    }

    @Test
    fun `an app that needs a further step comes again at once`() {
        val other = finding("other")
        queue.ask(listOf(finding("a", Removal.DEACTIVATE_ADMIN), other))
        assertEquals("a", next(finding("a", Removal.DEACTIVATE_ADMIN), other))
        assertEquals("a", next(finding("a", Removal.UNINSTALL), other))
        assertEquals("other", next(other))
    }

    @Test
    fun `a further step that nobody but IT can take ends there`() {
        queue.ask(listOf(finding("a", Removal.DEACTIVATE_ADMIN)))
        assertEquals("a", next(finding("a", Removal.DEACTIVATE_ADMIN)))
        assertNull(next(finding("a", Removal.ASK_IT)))
        assertEquals(emptySet<AppPlace>(), queue.stillThere)
    }

    @Test
    fun `what went meanwhile is passed over`() {
        val (a, b) = listOf(finding("a"), finding("b"))
        queue.ask(listOf(a, b))
        assertEquals("b", next(b))
    }

    @Test
    fun `what has no screen is not asked for`() {
        val blocked = finding("a", Removal.ASK_IT)
        queue.ask(listOf(blocked))
        assertNull(next(blocked))
    }

    @Test
    fun `a person who checks again has given up the rest`() {
        val (a, b) = listOf(finding("a"), finding("b"))
        queue.ask(listOf(a, b))
        assertEquals("a", next(a, b))
        queue.clear()
        assertNull(next(a, b))
    }

    @Test
    fun `asking again for what stayed forgets that it stayed`() {
        val a = finding("a")
        queue.ask(listOf(a))
        next(a)
        next(a)
        queue.ask(listOf(a))
        assertEquals("a", next(a))
        assertEquals(emptySet<AppPlace>(), queue.stillThere)
    }

    @Test
    fun `an app on both sides of the phone is asked for on both, and gone from one is still in the other`() {
        val here = finding("a")
        val work = here.copy(profile = Profile.WORK)
        queue.ask(listOf(here, work))
        assertEquals(setOf("a"), queue.waitingHere)
        assertEquals(here, queue.next(report(here, work)))
        assertEquals(work, queue.next(report(work)))
        assertEquals(emptySet<String>(), queue.waitingHere)
        assertNull(next(work))
        assertEquals(setOf(work.place), queue.stillThere)
        assertEquals(1, queue.removed.size)
    }
}
