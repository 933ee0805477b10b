package org.appvagt.check

import org.appvagt.finding
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Gap
import org.appvagt.scanner.Profile
import org.appvagt.scanner.Report
import org.appvagt.scanner.Verdict
import org.junit.Assert.assertEquals
import org.junit.Test
import java.time.LocalDate

/** Since when an app is there is remembered for as long as it is. */
class FirstFoundTest {
    private val first = LocalDate.of(2026, 12, 1)
    private val today = LocalDate.of(2026, 12, 9)

    private fun after(
        before: Map<String, LocalDate>,
        findings: List<Finding>,
        gaps: List<Gap> = emptyList(),
    ) = FirstFound.after(before, Report(Verdict.ACTION_REQUIRED, 10, findings, gaps))

    @Test
    fun `what is found for the first time is found today, and stays so`() {
        assertEquals(mapOf("a" to today), after(emptyMap(), listOf(finding("a", since = today))))
        assertEquals(
            mapOf("a" to first, "b" to today),
            after(mapOf("a" to first), listOf(finding("a", since = first), finding("b", since = today))),
        )
    }

    @Test
    fun `a clock that is wrong for a while changes nothing for good`() {
        val wrong = finding("a", since = LocalDate.of(2025, 1, 1))
        assertEquals(mapOf("a" to first), after(mapOf("a" to first), listOf(wrong)))
    }

    @Test
    fun `what is gone is forgotten, unless it may only be unseen`() {
        val before = mapOf("a" to first)
        assertEquals(emptyMap<String, LocalDate>(), after(before, emptyList()))
        assertEquals(emptyMap<String, LocalDate>(), after(before, emptyList(), listOf(Gap.ProfileUnseen(Profile.WORK))))
        for (gap in listOf(Gap.ListEmpty, Gap.ListWithoutAndroid, Gap.PermissionMissing("p"))) {
            assertEquals("$gap", before, after(before, emptyList(), listOf(gap)))
        }
    }
}
