package org.appvagt.check

import org.appvagt.finding
import org.appvagt.phone.offMainThread
import org.appvagt.platform.TimeLimit
import org.appvagt.scanner.AppPlace
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Profile
import org.appvagt.scanner.Report
import org.appvagt.scanner.Verdict
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import java.io.File
import java.time.LocalDate

/** Since when an app is there is remembered for as long as it may be. */
@RunWith(RobolectricTestRunner::class)
class FirstFoundTest {
    private val first = LocalDate.of(2026, 12, 1)
    private val today = LocalDate.of(2026, 12, 9)
    private val context = RuntimeEnvironment.getApplication()

    private fun app(
        packageName: String,
        profile: Profile? = null,
    ) = AppPlace(packageName, profile)

    private fun firstFound() = FirstFound(context, OwnInstallation(context, TimeLimit()))

    private fun after(
        before: Map<AppPlace, LocalDate>,
        findings: List<Finding>,
        unresolved: Set<AppPlace> = emptySet(),
    ): Map<AppPlace, LocalDate> {
        val report = Report(Verdict.ACTION_REQUIRED, 10, findings, emptyList(), unresolved = unresolved)
        return FirstFound.after(FirstFound.Memory(first, isAnew = false, before), report).days
    }

    @Test
    fun `what is found for the first time is found today, and stays so`() {
        assertEquals(mapOf(app("a") to today), after(emptyMap(), listOf(finding("a", since = today))))
        assertEquals(
            mapOf(app("a") to first, app("b") to today),
            after(mapOf(app("a") to first), listOf(finding("a", since = first), finding("b", since = today))),
        )
    }

    @Test
    fun `a clock that is wrong for a while changes nothing for good`() {
        val wrong = finding("a", since = LocalDate.of(2025, 1, 1))
        assertEquals(mapOf(app("a") to first), after(mapOf(app("a") to first), listOf(wrong)))
    }

    @Test
    fun `who moves an app to another profile keeps its day`() {
        val moved = finding("a", since = today).copy(profile = Profile.PRIVATE)
        assertEquals(mapOf(app("a", Profile.PRIVATE) to first), after(mapOf(app("a") to first), listOf(moved)))
    }

    @Test
    fun `what is neither found nor unresolved is forgotten, and nothing else`() {
        val days = mapOf(app("a") to first, app("b") to first, app("a", Profile.PRIVATE) to first)
        assertEquals(emptyMap<AppPlace, LocalDate>(), after(days, emptyList()))
        for (app in days.keys) assertEquals(mapOf(app to first), after(days, emptyList(), setOf(app)))
        assertEquals(
            mapOf(app("b") to first, app("a", Profile.PRIVATE) to first),
            after(days, listOf(finding("b", since = today)), setOf(app("a", Profile.PRIVATE))),
        )
        assertEquals(
            "of what was only restrained before, no day is known",
            emptyMap<AppPlace, LocalDate>(),
            after(emptyMap(), emptyList(), setOf(app("a"))),
        )
    }

    @Test
    fun `what is kept is there again, and no day is one to come`() = offMainThread {
        val days = mapOf(app("a") to first, app("a", Profile.WORK) to today.plusDays(400))
        val memory = FirstFound.Memory(first, isAnew = false, days)
        assertTrue(firstFound().save(memory))
        val later = today.plusDays(500)
        assertEquals(memory, firstFound().load(later))
        val loaded = firstFound().load(today)
        assertEquals(mapOf(app("a") to first, app("a", Profile.WORK) to today), loaded.days)
        assertEquals(setOf("a"), loaded.packages)
    }

    @Test
    fun `a memory that is damaged begins anew, and that is known`() = offMainThread {
        assertEquals(FirstFound.Memory(first, isAnew = false), firstFound().load(first))
        assertTrue(firstFound().save(FirstFound.Memory(first, isAnew = false)))
        File(context.noBackupFilesDir, "first-found.json").writeText("")
        val anew = FirstFound.Memory(today, isAnew = true)
        assertEquals(anew, firstFound().load(today))
        assertTrue(firstFound().save(anew))
        assertEquals("for good", anew, firstFound().load(today.plusDays(9)))
    }
}
