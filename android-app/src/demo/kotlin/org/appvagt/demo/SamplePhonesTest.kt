package org.appvagt.demo

import org.appvagt.phone.offMainThread
import org.appvagt.scanner.Evidence
import org.appvagt.scanner.MarkSubject
import org.appvagt.scanner.Note
import org.appvagt.scanner.Profile
import org.appvagt.scanner.Removal
import org.appvagt.scanner.Report
import org.appvagt.scanner.Scanner
import org.appvagt.scanner.Verdict
import org.junit.Assert.assertEquals
import org.junit.Assume.assumeTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import java.io.File

/** What the phones in `samples/phones/` are judged to be. `cargo xtask test` has checked and filled in their files. */
@RunWith(RobolectricTestRunner::class)
class SamplePhonesTest {
    private fun scan(name: String): Report {
        assumeTrue("the shipped phones have API 35", RuntimeEnvironment.getApiLevel() >= 35)
        PhoneFile.read(File(System.getProperty("appvagt.phones"), name)).phone().install()
        return offMainThread { Scanner(RuntimeEnvironment.getApplication()).scan() }
    }

    @Test
    fun `the clean phone is clean`() {
        val report = scan("clean.json")
        assertEquals(report.toString(), Verdict.COMPLIANT, report.verdict)
        assertEquals(10, report.scanned)
    }

    @Test
    fun `the typical phone has two TikTok apps, one of them shown to be genuine`() {
        val report = scan("typical.json")
        assertEquals(Verdict.ACTION_REQUIRED, report.verdict)
        assertEquals(
            listOf("com.zhiliaoapp.musically", "com.ss.android.tt.creator"),
            report.findings.map {
                it.packageName
            },
        )
        assertEquals(true, report.findings.first().evidence.any { it is Evidence.GenuineCertificate })
    }

    @Test
    fun `on the awkward phone each kind has its own way out, and look-alikes stay clean`() {
        val expected =
            listOf(
                "com.zhiliaoapp.musically" to Removal.UNINSTALL,
                "com.zhiliaoapp.musically.revanced" to Removal.UNINSTALL,
                "app.clips.player" to Removal.UNINSTALL,
                "app.clips.rotated" to Removal.UNINSTALL,
                "com.vids.go" to Removal.UNINSTALL,
                "org.chromium.webapk.a4c9e1f27" to Removal.UNINSTALL,
                "app.tt.twa" to Removal.UNINSTALL,
                "com.ss.android.ugc.trill" to Removal.UNINSTALL,
                "com.ss.android.ugc.spark" to Removal.UNINSTALL,
                "org.appvagt.decoy" to Removal.UNINSTALL,
                "com.tiktok.lite.go" to Removal.UNINSTALL,
                "com.zhiliaoapp.musically.go" to Removal.RESTORE_THEN_DISABLE,
                "com.tiktok.manager" to Removal.DISABLE,
                "com.tiktok.tv" to Removal.DEACTIVATE_ADMIN,
                "com.tiktokshop.seller" to Removal.CLEAR_INSTANT,
                "com.zhiliaoapp.musically" to Removal.IN_OTHER_PROFILE,
                "com.ss.android.tt.creator" to Removal.ASK_IT,
                "com.ss.android.ugc.now" to Removal.ASK_IT,
                "com.tiktok.android.music" to Removal.NOTHING_LEFT,
            )
        val report = scan("awkward.json")
        assertEquals(Verdict.ACTION_REQUIRED, report.verdict)
        assertEquals(expected, report.findings.map { it.packageName to it.removal })
        val notes = setOf(Note.DataKept("com.bytedance.snail", "TikTok", "Whee"), Note.ProfileUnseen(Profile.PRIVATE))
        assertEquals(notes, report.notes.toSet())
        val evidence = report.findings.groupBy { it.packageName }.mapValues { it.value.first().evidence }
        val marks = evidence.mapValues { (_, all) -> all.filterIsInstance<Evidence.Mark>().map { it.subject } }
        assertEquals(listOf(MarkSubject.WEB_APP), marks["org.chromium.webapk.a4c9e1f27"])
        assertEquals(listOf(MarkSubject.WEB_APP), marks["app.tt.twa"])
        assertEquals(listOf(MarkSubject.COMPONENT, MarkSubject.AUTHORITY), marks["com.vids.go"])
        assertEquals(true, evidence.getValue("app.clips.rotated").any { it is Evidence.GenuineCertificate })
        assertEquals(true, evidence.getValue("com.zhiliaoapp.musically").any { it is Evidence.ForeignCertificate })
    }
}
