package org.appvagt

import android.content.Context
import android.content.Intent
import android.os.Build
import android.os.Bundle
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.phone.offMainThread
import org.appvagt.policy.Policy
import org.appvagt.policy.Policy.Enforcement
import org.appvagt.policy.Policy.ReportLevel
import org.appvagt.policy.PolicyInForce
import org.appvagt.policy.PolicyInForce.Origin
import org.appvagt.scanner.PolicyText
import org.appvagt.screen.Destination
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Assume.assumeTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import java.io.File
import java.time.Duration
import java.time.LocalDate

/** What the device's management configures, and what comes of it on the phone. */
@RunWith(RobolectricTestRunner::class)
class ManagedPolicyTest {
    private val context: Context = RuntimeEnvironment.getApplication()
    private val phone =
        SimulatedPhone(listOf(SimulatedApp(TIKTOK, "TikTok"), SimulatedApp(WHATSAPP, "WhatsApp"))).install()

    private fun policy(): PolicyInForce = offMainThread { PolicyInForce.now(context) }

    private fun deliver(change: Bundle.() -> Unit) {
        phone.managedConfigurations = listOf(Bundle().apply(change))
    }

    @Test
    fun `without a configuration the built-in policy is in force`() {
        val builtIn = policy()
        assertEquals(Origin.BUILT_IN to null, builtIn.origin to builtIn.refusal)
        assertEquals("{\"family\":\"tiktok\"}", builtIn.loaded!!.json.getJSONArray("banned").get(0).toString())
        assertEquals(
            Policy(
                enforcement = setOf(Enforcement.PROMPT),
                checkEvery = Duration.ofDays(1),
                reportLevel = ReportLevel.VERDICT,
            ),
            builtIn.policy,
        )
    }

    @Test
    fun `a policy that bans this app itself is refused, whatever its id is`() {
        deliver { putString("banned_families", "whatsapp") }
        val good = policy()
        val id = context.packageName
        // A beginning has two parts at least, as many as the id of the published app has in all.
        val beginning = id.substringBeforeLast('.').takeIf { '.' in it }?.let { "package_prefix" to "$it." }
        for (ban in listOfNotNull("package" to id, beginning)) {
            deliver {
                val own = """{"${ban.first}": "${ban.second}"}"""
                putString("policy_json", """{"schema": 1, "banned": [{"family": "tiktok"}, $own]}""")
            }
            val refused = policy()
            assertEquals("$ban", good.version to Origin.LAST_GOOD, refused.version to refused.origin)
            assertTrue("$ban: ${refused.refusal}", "this app" in refused.refusal.orEmpty())
        }
    }

    @Test
    fun `what a policy says to employees and of this app is read`() {
        deliver {
            putString(
                "policy_json",
                """{"schema": 1, "banned": [{"family": "tiktok"}], "organisation": {"da": "Kommunen", "en": "The council"},
                    "contact": {"name": "IT", "office": "Town hall", "phone": "+45 12 34 56 78", "email": "it@example.com",
                    "link": "https://example.com/it"}, "notice": {"text": "No TikTok.", "link": "https://example.com/d",
                    "acknowledge": true, "version": 3}, "check_every_minutes": 15, "enforcement": ["suspend", "hide"],
                    "report": "families"}""",
            )
        }
        val expected =
            Policy(
                organisation = PolicyText(mapOf("da" to "Kommunen", "en" to "The council")),
                contact =
                Policy.Contact(
                    PolicyText(mapOf("" to "IT")),
                    PolicyText(mapOf("" to "Town hall")),
                    "+45 12 34 56 78",
                    "it@example.com",
                    "https://example.com/it",
                ),
                notice = Policy.Notice(PolicyText(mapOf("" to "No TikTok.")), "https://example.com/d", true, 3),
                checkEvery = Duration.ofMinutes(15),
                enforcement = setOf(Enforcement.SUSPEND, Enforcement.HIDE),
                reportLevel = ReportLevel.FAMILIES,
            )
        assertEquals(expected, policy().policy)
    }

    @Test
    fun `each of three MDMs delivers the same in its own shape`() {
        val deliveries =
            listOf<Bundle.() -> Unit>(
                { putStringArray("banned_families", arrayOf("tiktok", "whatsapp")) },
                { putString("banned_family_list", "tiktok, whatsapp") },
                {
                    putStringArrayList("banned_families", arrayListOf("tiktok"))
                    putString("banned_family_list", "whatsapp")
                    putString("banned_packages", "%CUSTOM1%")
                    putString("policy_json", null)
                },
            )
        for (delivery in deliveries) {
            deliver(delivery)
            val app = AppRobot(phone)
            assertEquals("Remove 2 apps", app.title)
        }
    }

    @Test
    fun `a whole policy may be delivered as JSON`() {
        deliver { putString("policy_json", """{"schema": 1, "banned": [{"family": "whatsapp"}]}""") }
        assertEquals(Origin.MANAGED, policy().origin)
        assertEquals(listOf("WhatsApp"), AppRobot(phone).rows.map { it.first() })
    }

    @Test
    fun `a broken policy is refused with all its mistakes, and the one before stays in force`() {
        deliver { putString("banned_family_list", "whatsapp") }
        val good = policy()
        deliver { putString("banned_family_list", "whatsap, tiktak") }
        val now = policy()
        assertEquals(good.version to Origin.LAST_GOOD, now.version to now.origin)
        val app = AppRobot(phone)
        assertEquals(listOf("WhatsApp"), app.rows.map { it.first() })
        assertEquals(
            "The settings from IT contain mistakes. They are not used. There is nothing you need to do; " +
                "IT can see the mistakes here.",
            app.messages.single(),
        )
        app.tapMessage(0)
        val reported = app.page.single {
            it.startsWith("The settings that IT sent last contain mistakes and are not used.")
        }
        assertTrue(reported, "no family \"whatsap\"" in reported && "no family \"tiktak\"" in reported)

        deliver { putString("banned_family_list", "tiktok") }
        assertNull("mended", policy().refusal)
    }

    @Test
    fun `a key that is not known is named on the page of help and in what is shared with IT`() {
        deliver { putString("Banned_families", "whatsapp") }
        val app = AppRobot(phone)
        app.open(Destination.HELP)
        val named = "Banned_families: This app knows no such key and leaves it out. Did you mean banned_families?"
        assertTrue("${app.page}", app.page.any { named in it })
        app.tapPage("Share diagnostics")
        val shared = app.shared().getStringExtra(Intent.EXTRA_TEXT).orEmpty()
        assertTrue(shared, named in shared)
    }

    @Test
    fun `a broken first policy leaves the built-in one in force`() {
        deliver { putString("policy_json", "{") }
        val now = policy()
        val empty = SimulatedPhone().apply { managedConfigurations = phone.managedConfigurations }
        assertEquals("nobody knows what is banned", "Not set up yet", AppRobot(empty).title)
        assertEquals(Origin.BUILT_IN, now.origin)
        assertTrue("${now.refusal}", "policy_json" in now.refusal.orEmpty())
    }

    @Test
    fun `a configuration that is to come leaves everything as it is`() {
        deliver { putString("banned_family_list", "whatsapp") }
        val before = policy()
        deliver { putBoolean("restrictions_pending", true) }
        assertEquals(before.version to Origin.LAST_GOOD, policy().run { version to origin })
    }

    @Test
    fun `a system that does not answer leaves everything as it is`() {
        deliver { putString("banned_family_list", "whatsapp") }
        val before = policy()
        phone.configurationFailure = IllegalStateException("the system is restarting")
        assertEquals(before.version to Origin.LAST_GOOD, policy().run { version to origin })
    }

    @Test
    fun `a configuration that is taken back leaves the built-in policy`() {
        deliver { putString("banned_family_list", "whatsapp") }
        policy()
        phone.managedConfigurations = emptyList()
        assertEquals(Origin.BUILT_IN to null, policy().run { origin to refusal })
        deliver { putString("policy_json", "{") }
        assertEquals("what was taken back does not come back", Origin.BUILT_IN, policy().origin)
    }

    @Test
    fun `what is kept survives a write that was cut off`() {
        deliver { putString("banned_family_list", "whatsapp") }
        val before = policy()
        // As AtomicFile leaves it when the phone dies while the next one is being written.
        offMainThread { File(context.noBackupFilesDir, "configuration.json.new").writeText("{\"banned_fam") }
        deliver { putString("policy_json", "{") }
        assertEquals(before.version, policy().version)
    }

    @Test
    fun `what is kept and has been damaged is as good as none`() {
        offMainThread { File(context.noBackupFilesDir, "configuration.json").writeText("{\"banned_fam") }
        deliver { putBoolean("restrictions_pending", true) }
        val now = policy()
        assertEquals(Origin.PENDING, now.origin)
        assertNull("nobody delivered it", now.refusal)
    }

    @Test
    fun `a policy that changes while the app is open is in force at once`() {
        val app = AppRobot(phone)
        assertEquals(listOf("TikTok"), app.rows.map { it.first() })
        deliver { putString("banned_family_list", "whatsapp") }
        app.finishCheck()
        assertEquals(listOf("WhatsApp"), app.rows.map { it.first() })
    }

    @Test
    fun `an exemption that is in force is shown and asks for nothing, and one that has run out does not count`() {
        val tomorrow = LocalDate.now().plusDays(1)

        fun exempting(until: LocalDate) =
            """{"schema": 1, "banned": [{"family": "tiktok"}], "exemptions": [{"family": "tiktok", "group": "press",
                "reason": {"en": "Press work", "da": "Pressearbejde"}, "until": "$until"}]}"""
        deliver {
            putString("policy_json", exempting(tomorrow))
            putString("group", "press")
        }
        val app = AppRobot(phone)
        assertEquals("No banned apps", app.title)
        assertTrue(
            "${app.notes}",
            app.notes.single()[1].startsWith("It may stay until ") && app.notes.single()[1].endsWith(": Press work"),
        )

        deliver { putString("policy_json", exempting(tomorrow)) }
        assertEquals("another group", "Remove one app", AppRobot(phone).title)
        deliver {
            putString("policy_json", exempting(LocalDate.now().minusDays(1)))
            putString("group", "press")
        }
        assertEquals("it ran out", "Remove one app", AppRobot(phone).title)
    }

    @Test
    fun `a ban that is to come is announced, and why and until when is said of one that is in force`() {
        val soon = LocalDate.now().plusDays(20)
        deliver {
            putString(
                "policy_json",
                """{"schema": 1, "deadline": {"date": "2026-12-31"}, "banned": [{"family": "whatsapp", "from": "$soon"},
                    {"family": "tiktok", "reason": "It gathers too much."}]}""",
            )
        }
        val app = AppRobot(phone)
        val page = app.pageOf(0)
        assertTrue("$page", "Your workplace does not allow TikTok on this device. It gathers too much." in page)
        assertTrue("$page", page.any { it.startsWith("Deadline: December\u00A031,\u00A02026. ") })
        assertEquals("WhatsApp", app.notes.single().first())
    }

    @Test
    fun `a renamed copy of an app that is to be banned is announced too`() {
        phone.apps.clear()
        phone.apps["app.clips"] = SimulatedApp("app.clips", "Clips", authorities = listOf(SHARE_PROVIDER))
        val soon = LocalDate.now().plusDays(20)
        deliver {
            putString("policy_json", """{"schema": 1, "banned": [{"family": "tiktok", "from": "$soon"}]}""")
        }
        val app = AppRobot(phone)
        assertEquals("Clips", app.notes.single().first())
        assertTrue("${app.notes}", app.notes.single()[1].endsWith("You can remove it already."))
        app.tapNote(0)
        assertEquals("app.clips", app.answerPrompt())
        assertEquals(emptyList<List<String>>(), app.notes)
    }

    @Test
    fun `several admins may configure the app from Android 14, and the first counts`() {
        assumeTrue("from Android 14", Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE)
        val first = Bundle().apply { putString("banned_family_list", "whatsapp") }
        val second =
            Bundle().apply {
                putString("banned_family_list", "tiktok")
                putString("banned_packages", "com.example.game")
            }
        phone.managedConfigurations = listOf(first, second)
        val json = policy().loaded!!.json.toString()
        assertTrue(json, "whatsapp" in json && "com.example.game" in json && "tiktok" !in json)
    }

    private companion object {
        const val TIKTOK = "com.zhiliaoapp.musically"
        const val WHATSAPP = "com.whatsapp"
        const val SHARE_PROVIDER = "com.ss.android.common.multiprocess.SHARE_PROVIDER_AUTHORITY1180"
    }
}
