package org.appvagt

import android.os.Bundle
import org.appvagt.feedback.FakeReceiver
import org.appvagt.feedback.PLAY_STORE
import org.appvagt.notification.Notifier
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.phone.offMainThread
import org.appvagt.platform.TimeLimit
import org.appvagt.scanner.Gap
import org.appvagt.scanner.Verdict
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import java.io.File
import java.nio.file.Files
import java.time.Clock
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId
import java.time.ZoneOffset
import java.util.concurrent.CountDownLatch

/** The app cannot be talked out of what it found: not by the clock, by files, nor by a phone that does not answer. */
@RunWith(RobolectricTestRunner::class)
class TamperingTest {
    private val app = RuntimeEnvironment.getApplication() as AppvagtApplication
    private val clock = Ticking()
    private val phone = SimulatedPhone(listOf(SimulatedApp(TIKTOK, "TikTok"), SimulatedApp(VIDEOS, "Videos"))).install()
    private val tikTok get() = phone.apps.getValue(TIKTOK)
    private val receiver = FakeReceiver.install(PLAY_STORE)
    private val background by lazy { BackgroundRobot() }
    private val report get() = checkNotNull(background.result.report)
    private val findings get() = report.findings.associateBy { it.packageName }

    private class Ticking : Clock() {
        var now: Instant = Instant.EPOCH

        override fun instant() = now

        override fun getZone(): ZoneId = ZoneOffset.UTC

        override fun withZone(zone: ZoneId?) = this
    }

    private fun policy(
        more: String,
        banned: String = """{"family": "tiktok"}""",
    ) {
        val json = """{"schema": 1, "banned": [$banned], "report": "families", $more}"""
        phone.managedConfigurations = listOf(Bundle().apply { putString("policy_json", json) })
        background.finishCheck()
    }

    private fun checkOn(day: String) {
        clock.now = Instant.parse("${day}T10:00:00Z")
        background.check()
    }

    private fun start(day: String) {
        clock.now = Instant.parse("${day}T10:00:00Z")
        app.clock = clock
        phone.delegatesPackageAccess = true
    }

    private fun files(): List<File> = offMainThread { app.noBackupFilesDir.listFiles()!!.filter { it.isFile } }

    /** Returns what the organisation sees now under [key]. */
    private fun state(key: String): String {
        shadowOf(app.mainLooper).idle()
        return receiver.console.getValue(key)
    }

    private fun data(key: String) = JSONObject(receiver.waitFor(key) { true })

    @Test
    fun `a date that is set back changes no verdict, no deadline and no restraint, and is reported`() {
        start("2026-09-10")
        policy(
            """"deadline": {"date": "2026-09-05"}, "enforcement": ["suspend"]""",
            """{"family": "tiktok", "from": "2026-09-01"}""",
        )
        assertTrue(tikTok.suspended)
        for (day in listOf("2026-09-09", "2026-08-20", "2020-01-01", "1970-01-01")) {
            checkOn(day)
            assertEquals(day, Verdict.ACTION_REQUIRED, report.verdict)
            assertEquals(day, listOf(Gap.ClockSetBack(LocalDate.of(2026, 9, 10))), report.gaps)
            assertTrue(day, findings.getValue(TIKTOK).overdue && tikTok.suspended)
            assertEquals(day, "2 Not everything could be checked: clock_set_back.", state("coverage"))
            assertEquals(day, "2026-09-10", data("coverage").getString("checked"))
        }
        val said = AppRobot(phone).messages.single()
        assertTrue(
            said,
            said.startsWith(
                "The clock of this device was set back. The latest day seen was September\u00A010,\u00A02026",
            ),
        )
        checkOn("2026-09-11")
        assertEquals(emptyList<Gap>(), report.gaps)
        assertEquals("1 Everything was checked.", state("coverage"))
    }

    @Test
    fun `a clean phone whose date is set back is not compliant`() {
        phone.apps.remove(TIKTOK)
        start("2026-09-10")
        background.check()
        assertEquals(Verdict.COMPLIANT, report.verdict)
        checkOn("2026-08-20")
        assertEquals(Verdict.INCOMPLETE, report.verdict)
    }

    @Test
    fun `an exemption that is over does not come back with the date`() {
        start("2026-09-10")
        policy(""""exemptions": [{"family": "tiktok", "reason": "Press", "until": "2026-09-01"}]""")
        checkOn("2026-08-20")
        assertEquals(setOf(TIKTOK), findings.keys)
    }

    @Test
    fun `who sets the date ahead when an app is found does not put off its deadline`() {
        start("2027-08-01")
        policy(""""deadline": {"days_after_found": 14}""")
        checkOn("2026-09-10")
        assertTrue(findings.getValue(TIKTOK).due!! <= LocalDate.of(2027, 8, 15))
        checkOn("2027-08-16")
        assertTrue(findings.getValue(TIKTOK).overdue)
    }

    @Test
    fun `an app that could not be read once keeps its deadline, its notification and its restraint`() {
        val read =
            SimulatedApp(VIDEOS, "Videos", activities = listOf("com.ss.android.ugc.trill.account.TiktokAuthService"))
        val unread = read.copy(apk = "/data/app/gone/base.apk", certificate = null)
        phone.apps.remove(TIKTOK)
        phone.apps[VIDEOS] = read
        start("2026-03-01")
        policy(""""deadline": {"days_after_found": 14}, "enforcement": ["suspend"]""")
        assertEquals(setOf(VIDEOS), findings.keys)
        phone.change(VIDEOS) { unread.copy(suspended = it.suspended) }
        phone.questionFailures[VIDEOS] = IllegalStateException("busy")
        checkOn("2026-03-14")
        assertEquals(Verdict.INCOMPLETE, report.verdict)
        assertEquals(setOf(VIDEOS), background.result.unresolved)
        assertTrue(phone.apps.getValue(VIDEOS).suspended)
        assertTrue("it may still be there", background.notification(Notifier.FINDINGS) != null)
        phone.questionFailures.clear()
        phone.change(VIDEOS) { read.copy(suspended = it.suspended) }
        checkOn("2026-03-16")
        assertEquals(LocalDate.of(2026, 3, 15), findings.getValue(VIDEOS).due)
        assertTrue(findings.getValue(VIDEOS).overdue)
        phone.apps.remove(VIDEOS)
        phone.apps[OTHER] = unread.copy(packageName = OTHER)
        phone.questionFailures[OTHER] = IllegalStateException("busy")
        checkOn("2026-03-17")
        assertEquals("it is gone, whatever else is unread", emptySet<String>(), background.result.unresolved)
    }

    @Test
    fun `an app stays restrained exactly while it may be there and was not read`() {
        val renamed =
            SimulatedApp(VIDEOS, "Videos", activities = listOf("com.ss.android.ugc.trill.account.TiktokAuthService"))
        val nowhere = "/data/app/gone/base.apk"

        fun unread(packageName: String) {
            phone.change(packageName) { it.copy(apk = nowhere, certificate = null) }
            phone.questionFailures[packageName] = IllegalStateException("busy")
        }
        val whatsApp = """{"family": "whatsapp"}"""
        val tikTokBan = """{"family": "tiktok"}"""
        val cases =
            listOf<Triple<String, Boolean, () -> Unit>>(
                Triple("nothing is to be said of it any more", false) {},
                Triple("it cannot be read", true) { unread(VIDEOS) },
                Triple("another app cannot be read", false) { unread(TIKTOK) },
                Triple("it is hidden from a list, and answers", false) { phone.unlisted += VIDEOS },
                Triple("it is hidden from a list, and does not answer", true) {
                    phone.unlisted += VIDEOS
                    phone.questionFailures[VIDEOS] = IllegalStateException("busy")
                },
                Triple("the lists fail, and it answers", false) {
                    phone.visibleListFailure = IllegalStateException()
                    phone.fullListFailure = IllegalStateException()
                },
                Triple("the lists fail, and it does not answer", true) {
                    phone.visibleListFailure = IllegalStateException()
                    phone.fullListFailure = IllegalStateException()
                    phone.questionFailures[VIDEOS] = IllegalStateException("busy")
                },
                Triple("Android is left out of the list", false) { phone.unlisted += "android" },
            )
        start("2026-09-10")
        for ((what, stays, change) in cases) {
            phone.apps[VIDEOS] = renamed
            phone.apps[TIKTOK] = SimulatedApp(TIKTOK, "TikTok")
            policy(""""enforcement": ["suspend"]""", tikTokBan)
            assertTrue(what, phone.apps.getValue(VIDEOS).suspended)
            change()
            policy(""""enforcement": ["suspend"]""", whatsApp)
            assertEquals(what, stays, phone.apps.getValue(VIDEOS).suspended)
            assertEquals(what, stays, VIDEOS in background.result.unresolved)
            assertEquals(what, stays, VIDEOS in background.result.enforced.restrained)
            phone.questionFailures.clear()
            phone.unlisted.clear()
            phone.visibleListFailure = null
            phone.fullListFailure = null
            phone.change(VIDEOS) { renamed.copy(suspended = it.suspended) }
            background.check()
            assertFalse("$what: then it was read", phone.apps.getValue(VIDEOS).suspended)
        }
    }

    @Test
    fun `what was found is remembered where the memory of it is lost, by what is restrained`() {
        start("2026-09-10")
        policy(""""enforcement": ["suspend"]""")
        files().filter { it.name == "first-found.json" }.forEach { offMainThread { it.delete() } }
        phone.visibleListFailure = IllegalStateException()
        phone.fullListFailure = IllegalStateException()
        phone.questionFailures[TIKTOK] = IllegalStateException("busy")
        background.check()
        assertTrue(tikTok.suspended)
    }

    @Test
    fun `a device policy manager that hangs ends a check as incomplete, and the next one can start`() {
        app.limit = TimeLimit(seconds = 1)
        start("2026-03-01")
        policy(""""enforcement": ["suspend"]""")
        phone.apps.remove(TIKTOK)
        background.check()
        assertEquals(Verdict.COMPLIANT, report.verdict)
        val goOn = CountDownLatch(1)
        phone.onDevicePolicyQuestion = { goOn.await() }
        try {
            background.check()
            assertEquals(Verdict.INCOMPLETE, report.verdict)
            assertEquals(listOf(Gap.ScanUnfinished), report.gaps)
            phone.onDevicePolicyQuestion = {}
            phone.apps[TIKTOK] = SimulatedApp(TIKTOK, "TikTok")
            background.check()
            assertEquals(Verdict.ACTION_REQUIRED, report.verdict)
            assertTrue(tikTok.suspended)
        } finally {
            goOn.countDown()
        }
    }

    @Test
    fun `what was given up does nothing later`() {
        app.limit = TimeLimit(seconds = 1)
        start("2026-03-01")
        policy(""""enforcement": ["suspend"]""")
        val goOn = CountDownLatch(1)
        phone.onDevicePolicyQuestion = { goOn.await() }
        phone.questionFailures.clear()
        policy(""""enforcement": ["suspend"]""", """{"family": "whatsapp"}""")
        assertTrue("nobody answers", tikTok.suspended)
        phone.onDevicePolicyQuestion = {}
        policy(""""enforcement": ["suspend"]""")
        assertTrue("it is banned again", tikTok.suspended)
        goOn.countDown()
        background.check()
        assertTrue("what hung before releases nothing now", tikTok.suspended)
        assertEquals(setOf(TIKTOK), background.result.enforced.restrained.keys)
    }

    @Test
    fun `an app that was restrained before the memory was cleared or damaged is reported until it is free`() {
        val losses =
            mapOf<String, (File) -> Unit>(
                "cleared" to { it.delete() },
                "emptied" to { it.writeText("") },
                "of a newer version" to { it.writeText(it.readText().replace("\"version\":1", "\"version\":2")) },
            )
        for (way in listOf("suspend", "hide")) {
            for ((what, loss) in losses) {
                phone.change(TIKTOK) { it.copy(suspended = false, hidden = false) }
                start("2026-03-01")
                offMainThread { app.noBackupFilesDir.listFiles()!!.forEach { it.delete() } }
                policy(""""enforcement": ["$way"]""")
                assertTrue(what, tikTok.suspended || tikTok.hidden)
                files().forEach { offMainThread { loss(it) } }
                background.check()
                assertEquals(what, setOf(TIKTOK), background.result.enforced.unclaimed)
                policy(""""enforcement": ["$way"]""", """{"package": "com.example.other"}""")
                assertEquals("$what: nobody else reports it", setOf(TIKTOK), background.result.enforced.stuck)
                val said = state("policy")
                assertTrue(
                    said,
                    said.endsWith("this app has no record of doing that: 1. Of these, not banned any more: 1."),
                )
                assertTrue(said, said.startsWith("2 "))
                assertEquals(1, data("policy").getInt("unclaimed"))
                phone.change(TIKTOK) { it.copy(suspended = false, hidden = false) }
                background.check()
                assertEquals(what, emptySet<String>(), background.result.enforced.stuck)
                assertEquals("1 The organisation's policy is in force.", state("policy"))
            }
        }
    }

    @Test
    fun `what somebody undoes is done again`() {
        start("2026-03-01")
        policy(""""enforcement": ["suspend"]""")
        phone.change(TIKTOK) { it.copy(suspended = false) }
        background.check()
        assertTrue(tikTok.suspended)
        assertEquals(setOf(TIKTOK), background.result.enforced.restrained.keys)
    }

    @Test
    fun `a deadline that began anew is reported`() {
        shadowOf(app.packageManager).getInternalMutablePackageInfo(app.packageName).firstInstallTime =
            Instant.parse("2026-03-01T08:00:00Z").toEpochMilli()
        start("2026-03-01")
        policy(""""deadline": {"days_after_found": 14}""")
        assertEquals("1 Everything was checked.", state("coverage"))
        files().forEach { offMainThread { it.delete() } }
        checkOn("2026-03-20")
        assertEquals(LocalDate.of(2026, 4, 3), findings.getValue(TIKTOK).due)
        val anew = "What was found before 2026-03-20 is forgotten: deadlines that count from a find began anew."
        assertEquals("1 Everything was checked. $anew", state("coverage"))
        assertEquals("2026-03-20", data("coverage").getString("memory_since"))
        checkOn("2026-03-25")
        assertTrue("for as long as it is so", anew in state("coverage"))
    }

    @Test
    fun `what cannot be stored is reported`() {
        start("2026-03-01")
        policy(""""deadline": {"days_after_found": 14}""")
        offMainThread {
            val folder = app.noBackupFilesDir
            folder.deleteRecursively()
            folder.writeText("no folder")
        }
        try {
            background.check()
            val said = state("coverage")
            assertTrue(said, said.startsWith("2 Everything was checked. The device cannot store what was found"))
        } finally {
            offMainThread { app.noBackupFilesDir.delete() }
        }
    }

    @Test
    fun `no file, however damaged, keeps a check from finding what is there`() {
        start("2026-03-01")
        policy(
            """"deadline": {"days_after_found": 14}, "notice": {"text": "x", "acknowledge": true}, "enforcement": ["suspend"]""",
        )
        app.checks.acknowledge()
        background.finishCheck()
        background.check()
        val good = files().associateWith { file -> offMainThread { file.readText() } }
        assertTrue("${good.keys}", good.keys.any { it.name == "acknowledgement.json" } && good.size >= 6)
        for ((file, text) in good) {
            val damages =
                mapOf(
                    "empty" to "",
                    "zeros" to "\u0000".repeat(4096),
                    "cut short" to text.take(text.length / 2),
                    "a list" to "[]",
                    "nested deep" to "{\"version\":1,\"a\":" + "[".repeat(200_000),
                    "texts for numbers" to text.replace(Regex("(?<=:)-?\\d+"), "\"x\""),
                    "numbers out of range" to text.replace(Regex("(?<=:)-?\\d+"), "9".repeat(17)),
                    "numbers out of range, but the version" to
                        text.replace(
                            Regex("(?<=:)-?\\d+"),
                            "9".repeat(17),
                        ).replace(Regex("\"version\":9+"), "\"version\":1"),
                    "of a newer version" to text.replace("\"version\":1", "\"version\":2"),
                    "of no version" to text.replace("\"version\":1", "\"x\":1"),
                    "an object with nothing in it" to "{}",
                    "a version and nothing else" to "{\"version\":1}",
                    "nothing for values, but the version" to
                        text.replace(
                            Regex("(?<=:)(-?\\d+|\"[^\"]*\")"),
                            "null",
                        ).replace("\"version\":null", "\"version\":1"),
                    "words that this version does not know" to text.replace(Regex("\"[A-Z_]+\""), "\"ELSEWHERE\""),
                    "numbers below nothing" to
                        text.replace(Regex("(?<=:)(\\d+)"), "-$1").replace("\"version\":-1", "\"version\":1"),
                    "in UTF-16" to String(text.toByteArray(Charsets.UTF_16), Charsets.ISO_8859_1),
                    "behind a byte order mark" to "\ufeff$text",
                    "twice" to text + text,
                    "huge" to text + " ".repeat(5 shl 20),
                )
            for ((what, damaged) in damages) {
                offMainThread {
                    good.forEach { (other, was) -> other.writeText(was) }
                    file.writeText(damaged)
                }
                background.check()
                assertNull("${file.name}, $what", background.result.failure)
                assertEquals("${file.name}, $what", setOf(TIKTOK), findings.keys)
            }
        }
    }

    @Test
    fun `a check that hangs ends as incomplete, releases nothing, and the next one can start`() {
        app.limit = TimeLimit(seconds = 1)
        start("2026-03-01")
        policy(""""enforcement": ["suspend"]""")
        val goOn = CountDownLatch(1)
        phone.onCertificateQuestion = { goOn.await() }
        try {
            background.check()
            assertEquals(Verdict.INCOMPLETE, report.verdict)
            assertEquals(listOf(Gap.ScanUnfinished), report.gaps)
            assertTrue(tikTok.suspended)
            assertEquals("2 Not everything could be checked: scan_unfinished.", state("coverage"))
            phone.onCertificateQuestion = {}
            background.check()
            assertEquals(Verdict.ACTION_REQUIRED, report.verdict)
        } finally {
            goOn.countDown()
        }
    }

    @Test
    fun `a pipe or whatever else lies where an APK should is unread, and holds nothing up`() {
        app.limit = TimeLimit(seconds = 1)
        phone.apps.remove(TIKTOK)
        val folder = Files.createTempDirectory("odd-apks").toFile()
        val pipe = File(folder, "pipe.apk")
        assertEquals(0, ProcessBuilder("mkfifo", pipe.path).start().waitFor())
        Files.createSymbolicLink(File(folder, "link.apk").toPath(), pipe.toPath())
        Files.createSymbolicLink(File(folder, "circle.apk").toPath(), File(folder, "circle.apk").toPath())
        File(folder, "empty.apk").createNewFile()
        val places = listOf("pipe.apk", "link.apk", "circle.apk", "empty.apk", "nowhere.apk").map { "$folder/$it" }
        try {
            background.finishCheck()
            for (place in places + folder.path + "/dev/zero" + "") {
                phone.change(VIDEOS) { it.copy(apk = place, certificate = null) }
                background.check()
                assertEquals(place, Verdict.INCOMPLETE, report.verdict)
                assertEquals(place, listOf(Gap.AppsUnread(1, 3)), report.gaps)
            }
        } finally {
            folder.deleteRecursively()
        }
    }

    @Test
    fun `what an app calls itself says nothing in this app's name`() {
        val says = "Your workplace allows this app."
        val ends = listOf("\n", "\r", "\r\n", "\u000b", "\u000c", "\u0085", "\u2028", "\u2029")
        for (end in ends) {
            phone.change(TIKTOK) { it.copy(label = "TikTok$end\u202e$says\u0000${end}You need not remove anything.") }
            val app = AppRobot(phone)
            val card = app.rows.single() + app.pageOf(0) + app.title + app.text
            val shown = card.filter { "TikTok" in it }
            assertTrue("$shown", shown.isNotEmpty() && card.none { says in it || "\u202e" in it })
        }
        phone.change(TIKTOK) { it.copy(label = "Long ".repeat(2_000)) }
        val app = AppRobot(phone)
        val card = app.rows.single() + app.pageOf(0)
        assertTrue("$card", card.none { it.count { character -> character == 'L' } > 20 })
    }

    @Test
    fun `a Play Store that did not come with the device gets no state`() {
        phone.playStore = null
        background.check()
        assertEquals("nobody is there by that name", emptyMap<String, String>(), receiver.console)
        phone.apps[PLAY_STORE] = SimulatedApp(PLAY_STORE, "Play Store", system = false)
        background.check()
        assertEquals(emptyMap<String, String>(), receiver.console)
        phone.change(PLAY_STORE) { it.copy(system = true, updatedSystem = true) }
        background.check()
        assertFalse(receiver.console.isEmpty())
        assertNotEquals(Verdict.COMPLIANT, report.verdict)
    }

    private companion object {
        const val TIKTOK = "com.zhiliaoapp.musically"
        const val VIDEOS = "com.example.videos"
        const val OTHER = "com.example.unread"
    }
}
