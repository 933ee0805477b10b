package org.appvagt.scanner

import android.content.Context
import android.os.Build
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.phone.offMainThread
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Assume.assumeTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import java.time.LocalDate

/** A scan that could not see everything says so, and still reports what it saw. */
@RunWith(RobolectricTestRunner::class)
class IncompleteScanTest {
    private val context: Context = RuntimeEnvironment.getApplication()

    /** A phone with TikTok and another app. */
    private fun phone() = SimulatedPhone(listOf(SimulatedApp(TIKTOK), SimulatedApp("com.example.notes"))).install()

    /** Scans, and checks that the scan is incomplete for [gaps] and names [found], which comes first in the verdict. */
    private fun assertIncomplete(
        vararg gaps: Gap,
        found: List<String> = listOf(TIKTOK),
    ): Report {
        val report = offMainThread { Scanner(context).scan() }
        val verdict = if (found.isEmpty()) Verdict.INCOMPLETE else Verdict.ACTION_REQUIRED
        assertEquals(report.toString(), verdict to false, report.verdict to report.complete)
        assertEquals(gaps.asList(), report.gaps)
        assertEquals(found, report.findings.map { it.packageName })
        return report
    }

    @Test
    fun `an empty list`() {
        val phone = phone()
        phone.unlisted += phone.apps.keys
        phone.selfVisible = false
        assertIncomplete(Gap.ListEmpty, Gap.ListContradicted(apps = 1))
    }

    @Test
    fun `an empty list on a phone where nothing answers`() {
        val phone = SimulatedPhone().install()
        phone.apps.clear()
        phone.selfVisible = false
        assertIncomplete(Gap.ListEmpty, found = emptyList())
    }

    @Test
    fun `a list without ourselves`() {
        phone().selfVisible = false
        assertIncomplete(Gap.ListWithoutOurselves)
    }

    @Test
    fun `a list without Android`() {
        phone().unlisted += "android"
        assertIncomplete(Gap.ListWithoutAndroid)
    }

    @Test
    fun `a list that leaves TikTok out`() {
        phone().unlisted += TIKTOK
        assertIncomplete(Gap.ListContradicted(apps = 1))
    }

    @Test
    fun `a package manager that throws instead of listing the visible apps`() {
        phone().visibleListFailure = IllegalStateException("no list")
        val report = assertIncomplete(Gap.ListFailed(Gap.PackageList.INSTALLED, "java.lang.IllegalStateException"))
        val finding = report.findings.single()
        assertEquals(
            "what is visible is not taken for hidden",
            Finding.State.ENABLED to Removal.UNINSTALL,
            finding.state to finding.removal,
        )
    }

    @Test
    fun `a package manager that throws instead of listing the hidden apps`() {
        phone().fullListFailure = SecurityException("no")
        assertIncomplete(Gap.ListFailed(Gap.PackageList.HIDDEN, "java.lang.SecurityException"))
    }

    @Test
    fun `a package manager that lists nothing but answers for one app`() {
        val phone = phone()
        phone.visibleListFailure = IllegalStateException("no list")
        phone.fullListFailure = IllegalStateException("no list")
        assertIncomplete(
            Gap.ListFailed(Gap.PackageList.INSTALLED, "java.lang.IllegalStateException"),
            Gap.ListFailed(Gap.PackageList.HIDDEN, "java.lang.IllegalStateException"),
        )
    }

    @Test
    fun `a package manager that throws whatever it is asked`() {
        val phone = phone()
        phone.visibleListFailure = IllegalStateException("gone")
        phone.fullListFailure = IllegalStateException("gone")
        phone.apps.keys.forEach { phone.questionFailures[it] = IllegalStateException("gone") }
        assertIncomplete(
            Gap.ListFailed(Gap.PackageList.INSTALLED, "java.lang.IllegalStateException"),
            Gap.ListFailed(Gap.PackageList.HIDDEN, "java.lang.IllegalStateException"),
            found = emptyList(),
        )
    }

    @Test
    fun `an app that does not show its certificate may be a renamed one`() {
        phone().change("com.example.notes") { it.copy(certificate = null) }
        assertIncomplete(Gap.AppsUnread(apps = 1, of = 4))
    }

    @Test
    fun `a question about TikTok that fails leaves it a finding`() {
        val phone = phone()
        phone.change(TIKTOK) { it.copy(apk = NOWHERE) }
        phone.questionFailures[TIKTOK] = IllegalStateException("no answer")
        assertIncomplete(Gap.AppsUnread(apps = 1, of = 4))
    }

    @Test
    fun `an app that goes while the scan runs is no gap`() {
        val phone = phone()
        phone.change("com.example.notes") { it.copy(apk = NOWHERE) }
        phone.onCertificateQuestion = { phone.apps -= "com.example.notes" }
        val report = offMainThread { Scanner(context).scan() }
        assertEquals(report.toString(), Verdict.ACTION_REQUIRED, report.verdict)
    }

    @Test
    fun `a known app is unresolved while it is not known whether it is there`() {
        val phone = phone()
        phone.apps -= TIKTOK
        val notes = AppPlace("com.example.notes")
        val gone = AppPlace("com.example.gone")
        val private = AppPlace("com.example.notes", Profile.PRIVATE)
        val known = mapOf(notes to null, gone to LocalDate.of(2026, 1, 1), private to null)

        fun unresolved() =
            offMainThread { Scanner(context).scan(judgingContext = JudgingContext(known = known)) }.unresolved
        assertEquals("all of it was seen", emptySet<AppPlace>(), unresolved())
        phone.change("com.example.notes") { it.copy(apk = NOWHERE) }
        assertEquals("the package manager describes it", emptySet<AppPlace>(), unresolved())
        phone.questionFailures["com.example.notes"] = IllegalStateException("no answer")
        assertEquals("it is there and unread", setOf(notes), unresolved())
        phone.unlisted += "com.example.notes"
        assertEquals("it does not answer", setOf(notes), unresolved())
        phone.questionFailures.clear()
        assertEquals("it answers, but others may have been left out as it was", setOf(gone, private), unresolved())
    }

    @Test
    fun `without the permission to see all apps, Android leaves some out`() {
        assumeTrue("needed from Android 11", Build.VERSION.SDK_INT >= Build.VERSION_CODES.R)
        phone()
        shadowOf(RuntimeEnvironment.getApplication()).denyPermissions("android.permission.QUERY_ALL_PACKAGES")
        assertIncomplete(Gap.PermissionMissing("android.permission.QUERY_ALL_PACKAGES"))
    }

    @Test
    fun `some makers' phones need a permission of their own`() {
        val permission = "com.android.permission.GET_INSTALLED_APPS"
        phone().vendorPermissions += permission
        assertIncomplete(Gap.PermissionMissing(permission))

        shadowOf(RuntimeEnvironment.getApplication()).grantPermissions(permission)
        val granted = offMainThread { Scanner(context).scan() }
        assertTrue("$granted", granted.gaps.isEmpty())
    }

    private companion object {
        const val TIKTOK = "com.zhiliaoapp.musically"
        const val NOWHERE = "/data/app/nowhere/base.apk"
    }
}
