package org.appvagt

import android.os.Build
import android.os.Bundle
import org.appvagt.feedback.FakeReceiver
import org.appvagt.feedback.PLAY_STORE
import org.appvagt.notification.Notifier
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.screen.Destination
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import java.time.LocalDate

/** A municipality's whole way with the app, on the phone of one of its employees, as three MDMs would deliver it. */
@RunWith(RobolectricTestRunner::class)
class MunicipalityTest {
    private val background = BackgroundRobot()
    private val receiver = FakeReceiver.install(PLAY_STORE)
    private val phone = SimulatedPhone(listOf(SimulatedApp("com.example.notes", "Notes"))).install()
    private val tikTok = SimulatedApp("com.zhiliaoapp.musically", "TikTok")
    private val whatsApp = SimulatedApp("com.whatsapp", "WhatsApp")
    private val tomorrow = LocalDate.now().plusDays(1)
    private val yesterday = LocalDate.now().minusDays(1)

    /** How an MDM delivers a whole policy. */
    private enum class Mdm {
        /** Each value as the app's own description says. */
        TYPED,

        /** Everything is text, what is not set is an unfilled placeholder, and nulls stand about. */
        ALL_TEXT,

        /** From Android 14 per admin, in a bundle of its own. */
        PER_ADMIN,
    }

    private fun Mdm.deliver(policy: String) {
        val bundle = Bundle().apply { putString("policy_json", policy) }
        phone.managedConfigurations =
            when (this) {
                Mdm.TYPED -> listOf(bundle.apply { putStringArray("banned_families", arrayOf("telegram")) })

                Mdm.ALL_TEXT ->
                    listOf(
                        bundle.apply {
                            putString("group", "{{group}}")
                            putString("deadline", "%CUSTOM1%")
                            putString("banned_packages", null)
                        },
                    )

                Mdm.PER_ADMIN -> listOf(Bundle(), bundle)
            }
        background.finishCheck()
    }

    private fun policy(more: String = "") =
        """{"schema": 1, "banned": [{"family": "tiktok"}, {"family": "whatsapp"}], "report": "families",
            "organisation": {"da": "Kommunen", "en": "The municipality"}, "contact": {"name": "IT", "phone": "+45 12 34 56 78"},
            "notice": {"text": "TikTok and WhatsApp are banned.", "acknowledge": true}, "deadline": {"days_after_found": 14}
            $more}"""

    @Test
    fun `typed values`() = story(Mdm.TYPED)

    @Test
    fun `nothing but text`() = story(Mdm.ALL_TEXT)

    @Test
    fun `one of several admins`() {
        // Before Android 14 there is one admin, and one bundle.
        story(if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) Mdm.PER_ADMIN else Mdm.TYPED)
    }

    private fun story(mdm: Mdm) {
        // Nothing is set up: TikTok is banned, WhatsApp is not.
        phone.add(tikTok)
        phone.add(whatsApp)
        background.finishCheck()
        assertEquals(listOf("tiktok"), background.result.report?.findings?.map { it.family })
        assertEquals("Remove TikTok", background.title())

        // Both are banned, and employees are informed and asked to confirm.
        mdm.deliver(policy())
        assertEquals("Remove 2 apps", background.title())
        receiver.waitFor("compliance") { JSONObject(it).getInt("findings") == 2 }
        receiver.waitFor("acknowledgement") { "missing" in it }
        val app = AppRobot(phone)
        assertEquals("Remove 2 apps", app.title)
        assertTrue(app.text, "Deadline: " in app.text)
        app.openApp(0)
        app.tapPage("I need it for work")
        assertEquals(listOf("IT", "Call +45 12 34 56 78"), app.page.take(2))
        repeat(2) { app.back() }
        app.open(Destination.NOTICE)
        assertEquals(listOf("From The municipality", "TikTok and WhatsApp are banned."), app.page.take(2))
        app.tapPage("I have read this")
        app.finishCheck()
        receiver.waitFor("acknowledgement") { "given" in it }
        app.close()

        // The press office may keep WhatsApp until tomorrow; that has run out when it is until yesterday.
        fun exempting(until: LocalDate) =
            policy(""", "exemptions": [{"family": "whatsapp", "reason": "Press work", "until": "$until"}]""")
        mdm.deliver(exempting(tomorrow))
        assertEquals(listOf("tiktok"), background.result.report?.findings?.map { it.family })
        mdm.deliver(exempting(yesterday))
        assertEquals(2, background.result.report?.findings?.size)

        // A policy with mistakes changes nothing, and says what they are, here and in the console.
        mdm.deliver(policy(""", "enforcement": ["supend"], "check_every_minutes": 1"""))
        assertEquals(2, background.result.report?.findings?.size)
        val refused = receiver.console
        receiver.waitFor("policy") { "refused" in it }
        val reported = receiver.console.getValue("policy")
        assertTrue(
            "$refused then $reported",
            "policy_json.enforcement[0]" in reported && "policy_json.check_every_minutes" in reported,
        )
        assertEquals("The settings from IT contain mistakes", background.notification(Notifier.REFUSAL)?.title())

        // Mended, it lets apps be suspended, which is delegated for a while.
        mdm.deliver(policy(""", "enforcement": ["prompt", "suspend"]"""))
        assertNull(background.notification(Notifier.REFUSAL))
        receiver.waitFor("policy") { "applied" in it }
        phone.delegatesPackageAccess = true
        background.finishCheck()
        assertTrue(phone.apps.getValue(tikTok.packageName).suspended)
        receiver.waitFor("policy") { JSONObject(it).optInt("restrained") == 2 }
        mdm.deliver(policy())
        phone.delegatesPackageAccess = false
        background.finishCheck()
        assertFalse(phone.apps.values.any { it.suspended })

        // The employee removes both, which clears the error.
        val again = AppRobot(phone)
        again.tap(R.id.main_action)
        assertEquals(2, listOfNotNull(again.answerPrompt(), again.answerPrompt()).size)
        assertEquals("Done. Thank you.", again.title)
        receiver.waitFor("compliance") { "\"compliant\"" in it }
        assertEquals("1 No banned app can run.", receiver.console["compliance"])
        again.open(Destination.REPORT)
        assertTrue("${again.page}", "No banned app can be used." in again.page)
        again.tapPage("Show as sent")
        assertTrue("${again.page}", again.page.any { it.startsWith("compliance (info): No banned app can run.") })
    }

    private fun BackgroundRobot.title() = notification(Notifier.FINDINGS)?.title()
}
