package org.appvagt.scanner

import android.content.Context
import android.os.Build
import org.appvagt.phone.MakerCertificates
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.phone.offMainThread
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Assume.assumeTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import java.io.File
import java.time.LocalDate

/** What a scan finds on a phone, through the real native library. */
@RunWith(RobolectricTestRunner::class)
class ScannerTest {
    private val context: Context = RuntimeEnvironment.getApplication()

    private fun scan(
        vararg apps: SimulatedApp,
        policy: String? = null,
    ): Report {
        SimulatedPhone(apps.asList()).install()
        return offMainThread { Scanner(context).scan(policy?.let(LoadedPolicy::read)) }
    }

    private fun onlyFinding(app: SimulatedApp): Finding {
        val report = scan(app)
        assertEquals(report.toString(), Verdict.ACTION_REQUIRED, report.verdict)
        return report.findings.single()
    }

    @Test
    fun `a phone without banned apps is compliant`() {
        val report = scan(SimulatedApp("com.example.notes"), SimulatedApp("com.whatsapp"))
        assertEquals(Report(Verdict.COMPLIANT, scanned = 4, findings = emptyList(), gaps = emptyList()), report)
    }

    @Test
    fun `TikTok signed by its maker is found with all there is to say`() {
        val finding =
            onlyFinding(
                SimulatedApp(
                    TIKTOK,
                    label = "TikTok",
                    versionName = "43.7.3",
                    certificate = MakerCertificates.musicalLy,
                ),
            )
        val expected =
            Finding(
                packageName = TIKTOK,
                family = "tiktok",
                name = "TikTok",
                label = "TikTok",
                version = "43.7.3",
                origin = Finding.Origin.INSTALLED,
                state = Finding.State.ENABLED,
                certainty = Certainty.CERTAIN,
                evidence =
                listOf(
                    Evidence.PackageName("TikTok", Certainty.CERTAIN),
                    Evidence.GenuineCertificate("musical.ly Inc., Shanghai", MUSICAL_LY),
                ),
                removal = Removal.UNINSTALL,
                since = LocalDate.now(),
            )
        assertEquals(expected, finding)
    }

    @Test
    fun `whatever text Android holds crosses`() {
        val finding = onlyFinding(SimulatedApp(TIKTOK, label = "zero \u0000, 😀, 抖音", versionName = "half \uD83D."))
        assertEquals("zero , 😀, 抖音", finding.label)
        assertEquals("half \uFFFD.", finding.version)
        assertEquals("a nameless app has its package name", TIKTOK, onlyFinding(SimulatedApp(TIKTOK, label = "")).label)
    }

    @Test
    fun `a name is asked for by itself, and cleaned like that of a finding`() {
        val names = mapOf("Notes" to "Notes", "\u202eNotes\nx" to "Notes", " \u200b" to NOTES)
        for ((label, shown) in names) {
            SimulatedPhone(listOf(SimulatedApp(NOTES, label = label))).install()
            assertEquals(shown, Scanner(context).label(NOTES))
        }
        assertEquals("com.example.nowhere", Scanner(context).label("com.example.nowhere"))
        SimulatedPhone.current.questionFailures[NOTES] = IllegalStateException("no answer")
        assertEquals(NOTES, Scanner(context).label(NOTES))
    }

    @Test
    fun `TikTok signed by somebody else is found, and that is said`() {
        val modified = SimulatedApp(TIKTOK, activities = listOf("com.ss.android.ugc.aweme.splash.SplashActivity"))
        val evidence = onlyFinding(modified).evidence
        assertTrue("$evidence", evidence.last() is Evidence.ForeignCertificate)
        val namesake = onlyFinding(SimulatedApp(TIKTOK))
        assertEquals(Evidence.NothingButTheName to Certainty.STRONG, namesake.evidence.last() to namesake.certainty)
    }

    @Test
    fun `a renamed copy is found by TikTok's key`() {
        val finding = onlyFinding(SimulatedApp("com.example.clips", certificate = MakerCertificates.musicalLy))
        assertEquals("tiktok" to Removal.UNINSTALL, finding.family to finding.removal)
    }

    @Test
    fun `a renamed copy is found by the key it rotated from`() {
        assumeTrue("rotation came with Android 9", Build.VERSION.SDK_INT >= Build.VERSION_CODES.P)
        val app = SimulatedApp("com.example.clips", formerCertificates = listOf(MakerCertificates.musicalLy))
        assertEquals("tiktok", onlyFinding(app).family)
    }

    @Test
    fun `ByteDance's company key alone is not TikTok`() {
        val report = scan(SimulatedApp("com.ss.android.ugc.aweme", certificate = MakerCertificates.byteDance))
        assertEquals(Verdict.COMPLIANT, report.verdict)
    }

    @Test
    fun `each kind of app has its own state, origin and next step`() {
        val app = SimulatedApp(TIKTOK)
        val cases =
            listOf(
                app.copy(
                    enabled = false,
                ) to Triple(Finding.State.DISABLED, Finding.Origin.INSTALLED, Removal.UNINSTALL),
                app.copy(
                    suspended = true,
                ) to Triple(Finding.State.SUSPENDED, Finding.Origin.INSTALLED, Removal.UNINSTALL),
                app.copy(
                    instant = true,
                ) to Triple(Finding.State.ENABLED, Finding.Origin.INSTANT, Removal.CLEAR_INSTANT),
                app.copy(hidden = true) to Triple(Finding.State.HIDDEN, Finding.Origin.INSTALLED, Removal.ASK_IT),
                app.copy(system = true) to Triple(Finding.State.ENABLED, Finding.Origin.PRELOADED, Removal.DISABLE),
                app.copy(system = true, updatedSystem = true) to
                    Triple(Finding.State.ENABLED, Finding.Origin.PRELOADED_UPDATED, Removal.RESTORE_THEN_DISABLE),
                app.copy(deviceAdmin = true) to
                    Triple(Finding.State.ENABLED, Finding.Origin.INSTALLED, Removal.DEACTIVATE_ADMIN),
                app.copy(uninstallBlocked = true) to
                    Triple(Finding.State.ENABLED, Finding.Origin.INSTALLED, Removal.ASK_IT),
            )
        for ((phoneApp, expected) in cases) {
            val finding = onlyFinding(phoneApp)
            assertEquals("$phoneApp", expected, Triple(finding.state, finding.origin, finding.removal))
        }
    }

    @Test
    fun `an app that is not banned yet has the next step that it will have`() {
        val app = SimulatedApp(TIKTOK)
        val cases =
            listOf(
                app to Removal.UNINSTALL,
                app.copy(deviceAdmin = true) to Removal.DEACTIVATE_ADMIN,
                app.copy(uninstallBlocked = true) to Removal.ASK_IT,
                app.copy(instant = true) to Removal.CLEAR_INSTANT,
            )
        for ((phoneApp, expected) in cases) {
            val report =
                scan(phoneApp, policy = """{"schema": 1, "banned": [{"family": "tiktok", "from": "2999-01-01"}]}""")
            assertEquals("$phoneApp", expected, (report.notes.single() as Note.Announced).removal)
        }
    }

    @Test
    fun `an archived app is found`() {
        assumeTrue("archiving came with Android 15", Build.VERSION.SDK_INT >= Build.VERSION_CODES.VANILLA_ICE_CREAM)
        assertEquals(Finding.State.ARCHIVED, onlyFinding(SimulatedApp(TIKTOK, archived = true)).state)
    }

    @Test
    fun `an archived app that does not show its certificate leaves no gap`() {
        assumeTrue("archiving came with Android 15", Build.VERSION.SDK_INT >= Build.VERSION_CODES.VANILLA_ICE_CREAM)
        val report = scan(SimulatedApp("com.example.notes", archived = true, certificate = null))
        assertEquals(Verdict.COMPLIANT, report.verdict)
    }

    @Test
    fun `an app that another user has is not here`() {
        val elsewhere = SimulatedApp(TIKTOK, installed = false, apk = File("README.md").absolutePath)
        val report = scan(elsewhere)
        assertEquals(Report(Verdict.COMPLIANT, scanned = 2, findings = emptyList(), gaps = emptyList()), report)
    }

    @Test
    fun `an app that left only its data is noted, and is no finding`() {
        val report = scan(SimulatedApp(TIKTOK, installed = false))
        assertEquals(Verdict.COMPLIANT to 2, report.verdict to report.scanned)
        assertEquals(
            emptyList<Finding>() to listOf(Note.DataKept(TIKTOK, "TikTok", "TikTok")),
            report.findings to report.notes,
        )
    }

    @Test
    fun `a preloaded app that is disabled is named, and needs nothing more`() {
        val report = scan(SimulatedApp(TIKTOK, system = true, enabled = false))
        assertEquals(Verdict.COMPLIANT, report.verdict)
        assertEquals(Removal.NOTHING_LEFT, report.findings.single().removal)
    }

    @Test
    fun `a ban on uninstalling anything leaves the app to IT`() {
        for (restriction in listOf("no_uninstall_apps", "no_control_apps")) {
            val phone = SimulatedPhone(listOf(SimulatedApp(TIKTOK))).install()
            phone.restrict(restriction)
            val report = offMainThread { Scanner(context).scan() }
            assertEquals(restriction, Removal.ASK_IT, report.findings.single().removal)
        }
    }

    @Test
    fun `the policy says what is banned`() {
        val apps = arrayOf(SimulatedApp(TIKTOK), SimulatedApp("com.whatsapp"), SimulatedApp("com.example.game", "Game"))
        val policy = """{"schema": 1, "banned": [{"family": "whatsapp"}, {"package": "com.example.game"}]}"""
        val found = scan(*apps, policy = policy).findings.map { Triple(it.packageName, it.family, it.name) }
        assertEquals(
            listOf(Triple("com.whatsapp", "whatsapp", "WhatsApp"), Triple("com.example.game", null, "Game")),
            found,
        )
    }

    @Test
    fun `a mark that is banned is named with what has it`() {
        val policy = """{"schema": 1, "banned": [{"package_prefix": "com.example."}]}"""
        val apps = arrayOf(SimulatedApp("com.example.game"), SimulatedApp("org.example"))
        val finding = scan(*apps, policy = policy).findings.single()
        val mark = Evidence.Mark("package_prefix", "com.example.game", Evidence.Strength.CERTAIN)
        assertEquals(listOf(Evidence.OwnRule, mark), finding.evidence)
    }

    @Test
    fun `the test app is found whatever is banned, and called a test`() {
        val policy = """{"schema": 1, "banned": [{"family": "whatsapp"}]}"""
        val finding = scan(SimulatedApp("org.appvagt.decoy"), policy = policy).findings.single()
        assertEquals("appvagt-test" to true, finding.family to finding.test)
        assertEquals("Appvagtin testisovellus", finding.names["fi"])
    }

    @Test
    fun `a policy with mistakes is refused with all of them`() {
        val policy = """{"schema": 1, "banned": [{"family": "tik tok"}, {"package": "?"}]}"""
        val error = assertThrows(PolicyException::class.java) { scan(policy = policy) }
        val message = checkNotNull(error.message)
        assertTrue(message, "banned[0].family: no family \"tik tok\"" in message && "banned[1].package" in message)
    }

    @Test
    fun `progress grows to the number of apps`() {
        SimulatedPhone(List(250) { SimulatedApp("com.example.app$it") }).install()
        val heard = mutableListOf<Pair<Int, Int>>()
        offMainThread { Scanner(context).scan(progress = { done, total -> heard += done to total }) }
        assertEquals(0 to 252, heard.first())
        assertEquals(252 to 252, heard.last())
        assertEquals(heard.sortedBy { it.first }, heard)
        assertTrue("${heard.size}", heard.size in 50..102)
    }

    @Test
    fun `what a progress listener throws reaches the caller`() {
        SimulatedPhone().install()
        assertThrows(InterruptedException::class.java) {
            offMainThread { Scanner(context).scan(progress = { _, _ -> throw InterruptedException() }) }
        }
    }

    @Test
    fun `a scan on the main thread is refused`() {
        SimulatedPhone().install()
        assertThrows(IllegalStateException::class.java) { Scanner(context).scan() }
        assertThrows(IllegalStateException::class.java) { Scanner(context).installedApps() }
    }

    @Test
    fun `installed apps are listed as they are`() {
        SimulatedPhone(
            listOf(
                SimulatedApp(
                    "com.example.notes",
                    versionCode = 7,
                    versionName = "7.1",
                    certificate = MakerCertificates.musicalLy,
                ),
                SimulatedApp("com.example.hidden", versionName = null, hidden = true, enabled = false),
                SimulatedApp("com.example.left", installed = false),
            ),
        ).install()
        val phoneApps = offMainThread { Scanner(context).installedApps() }
        assertEquals(emptyList<Gap>(), phoneApps.gaps)
        val apps = phoneApps.apps.associateBy { it.packageName }
        val notes =
            InstalledApp(
                packageName = "com.example.notes",
                versionCode = 7,
                versionName = "7.1",
                presence = InstalledApp.Presence.INSTALLED,
                enabled = true,
                system = false,
                updatedSystem = false,
                certificates = listOf(MUSICAL_LY),
            )
        assertEquals(notes, apps["com.example.notes"])
        val hidden = apps.getValue("com.example.hidden")
        assertEquals(
            Triple(InstalledApp.Presence.HIDDEN, false, null),
            Triple(hidden.presence, hidden.enabled, hidden.versionName),
        )
        assertEquals(InstalledApp.Presence.DATA_KEPT, apps.getValue("com.example.left").presence)
        assertTrue(apps.getValue("android").system)
    }

    private companion object {
        const val TIKTOK = "com.zhiliaoapp.musically"
        const val NOTES = "com.example.notes"
        const val MUSICAL_LY = "9041803e91bcb814b4b4399fb5c85a91640b755e5e8ba76813814bf4cf2ab5ba"
    }
}
