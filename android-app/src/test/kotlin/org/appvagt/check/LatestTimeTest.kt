package org.appvagt.check

import org.appvagt.check.LatestTime.Memory
import org.appvagt.check.LatestTime.Seen
import org.junit.Assert.assertEquals
import org.junit.Test
import java.time.Instant
import java.time.LocalDate
import java.time.OffsetDateTime

/** Which day a phone is judged by, whatever is done to its clock. */
class LatestTimeTest {
    private fun seen(time: String): Seen = OffsetDateTime.parse(time).let { Seen(it.toInstant(), it.toLocalDate()) }

    /** The days that checks at these times judge by, those of a clock that was set back with a `!`. */
    private fun days(vararg times: String): List<String> {
        var memory = Memory(null)
        return times.map { time ->
            val judged = LatestTime.judge(memory, seen(time))
            memory = judged.after
            judged.day.toString() + if (judged.setBack) "!" else ""
        }
    }

    @Test
    fun `a clock that goes on is believed`() {
        assertEquals(
            listOf("2026-09-10", "2026-09-10", "2026-09-11", "2027-03-01"),
            days("2026-09-10T10:00Z", "2026-09-10T23:59Z", "2026-09-11T00:00Z", "2027-03-01T00:00Z"),
        )
    }

    @Test
    fun `a clock that is set back by any time is judged by the latest day, until it is over`() {
        for (back in listOf("2026-09-09T09:00Z", "2026-08-20T10:00Z", "2001-01-01T00:00Z", "1970-01-01T00:00Z")) {
            assertEquals(
                back,
                listOf("2026-09-10", "2026-09-10!", "2026-09-10!", "2026-09-10", "2026-09-11"),
                days("2026-09-10T10:00Z", back, back, "2026-09-10T09:59Z", "2026-09-11T10:00Z"),
            )
        }
    }

    @Test
    fun `who travels west or puts the clock right at midnight sets nothing back`() {
        assertEquals(
            "across the date line",
            listOf("2026-09-10", "2026-09-10"),
            days("2026-09-10T08:00+12:00", "2026-09-09T10:00-11:00"),
        )
        assertEquals(
            "ten minutes fast",
            listOf("2026-09-11", "2026-09-11"),
            days("2026-09-11T00:05Z", "2026-09-10T23:55Z"),
        )
    }

    @Test
    fun `a clock that starts far ahead is put right without harm, and believed if it stays there`() {
        assertEquals(
            "by mistake",
            listOf("2026-09-10", "2036-01-01", "2036-01-01", "2026-09-11", "2026-09-12"),
            days(
                "2026-09-10T10:00Z",
                "2036-01-01T00:00Z",
                "2036-01-01T08:00Z",
                "2026-09-11T10:00Z",
                "2026-09-12T10:00Z",
            ),
        )
        assertEquals(
            "after years in a drawer",
            listOf("2026-09-10", "2029-01-01", "2029-01-02", "2029-01-02!"),
            days("2026-09-10T10:00Z", "2029-01-01T10:00Z", "2029-01-02T10:00Z", "2026-09-11T10:00Z"),
        )
    }

    @Test
    fun `the latest time of a day counts`() {
        val noon = seen("2026-09-10T12:00Z")
        val morning = LatestTime.judge(Memory(noon), seen("2026-09-10T08:00Z"))
        assertEquals(LocalDate.of(2026, 9, 10), morning.day)
        assertEquals(Instant.parse("2026-09-10T12:00:00Z"), morning.after.latest?.at)
    }
}
