package org.appvagt.check

import org.appvagt.finding
import org.appvagt.phone.offMainThread
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Gap
import org.appvagt.scanner.Note
import org.appvagt.scanner.PolicyText
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
    ) = FirstFound.App(packageName, profile)

    private fun after(
        before: Map<FirstFound.App, LocalDate>,
        findings: List<Finding>,
        gaps: List<Gap> = emptyList(),
        notes: List<Note> = emptyList(),
        isInstalled: Boolean = true,
    ): Map<FirstFound.App, LocalDate> {
        val report = Report(Verdict.ACTION_REQUIRED, 10, findings, gaps, notes)
        return FirstFound.after(FirstFound.Memory(first, isAnew = false, before), report) { isInstalled }.days
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
    fun `what is gone is forgotten, and what may only be unseen is not`() {
        val here = mapOf(app("a") to first)
        val private = mapOf(app("a", Profile.PRIVATE) to first)
        val locked = Gap.ProfileUnseen(Profile.PRIVATE)
        val unasked = Note.ProfileUnseen(Profile.PRIVATE)
        assertEquals(emptyMap<FirstFound.App, LocalDate>(), after(here, emptyList()))
        assertEquals("elsewhere", emptyMap<FirstFound.App, LocalDate>(), after(here, emptyList(), listOf(locked)))
        assertEquals(
            "elsewhere",
            emptyMap<FirstFound.App, LocalDate>(),
            after(here, emptyList(), notes = listOf(unasked)),
        )
        assertEquals("its profile is locked", private, after(private, emptyList(), listOf(locked)))
        assertEquals("its profile is locked", private, after(private, emptyList(), notes = listOf(unasked)))
        assertEquals("nothing is known of it", private, after(private, emptyList(), listOf(Gap.AppsUnread(1, 10))))
        val blind =
            listOf(
                Gap.ListEmpty,
                Gap.ListWithoutOurselves,
                Gap.ListWithoutAndroid,
                Gap.ListFailed(Gap.PackageList.INSTALLED, "x"),
                Gap.ListContradicted(1),
                Gap.PermissionMissing("p"),
                Gap.AppsUnread(1, 10),
                Gap.ScanUnfinished,
                Gap.ScannerUnavailable("x"),
            )
        for (gap in blind) assertEquals("$gap", here, after(here, emptyList(), listOf(gap)))
        val uninstalled = after(here, emptyList(), listOf(Gap.AppsUnread(1, 10)), isInstalled = false)
        assertEquals("what is not installed is not unread", emptyMap<FirstFound.App, LocalDate>(), uninstalled)
        val back = after(here, emptyList(), listOf(Gap.ClockSetBack(today)))
        assertEquals("the clock hides no app", emptyMap<FirstFound.App, LocalDate>(), back)
        val exempt = Note.Exempt("a", "A", null, PolicyText(mapOf("" to "Press")), today)
        val read = after(here, emptyList(), listOf(Gap.AppsUnread(1, 10)), listOf(exempt))
        assertEquals("it was read, and is exempt", emptyMap<FirstFound.App, LocalDate>(), read)
    }

    @Test
    fun `what is kept is there again, and no day is one to come`() = offMainThread {
        val days = mapOf(app("a") to first, app("a", Profile.WORK) to today.plusDays(400))
        val memory = FirstFound.Memory(first, isAnew = false, days)
        assertTrue(FirstFound(context).save(memory))
        val later = today.plusDays(500)
        assertEquals(memory, FirstFound(context).load(later))
        val loaded = FirstFound(context).load(today)
        assertEquals(mapOf(app("a") to first, app("a", Profile.WORK) to today), loaded.days)
        assertEquals(mapOf("a" to first), loaded.byPackage)
    }

    @Test
    fun `a memory that is damaged begins anew, and that is known`() = offMainThread {
        assertEquals(FirstFound.Memory(first, isAnew = false), FirstFound(context).load(first))
        assertTrue(FirstFound(context).save(FirstFound.Memory(first, isAnew = false)))
        File(context.noBackupFilesDir, "first-found.json").writeText("")
        val anew = FirstFound.Memory(today, isAnew = true)
        assertEquals(anew, FirstFound(context).load(today))
        assertTrue(FirstFound(context).save(anew))
        assertEquals("for good", anew, FirstFound(context).load(today.plusDays(9)))
    }
}
