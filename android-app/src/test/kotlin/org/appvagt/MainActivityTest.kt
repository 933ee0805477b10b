package org.appvagt

import android.content.Intent
import android.os.Bundle
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.TextView
import org.appvagt.phone.MakerCertificates
import org.appvagt.phone.Person.Answer
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.phone.SimulatedProfile
import org.appvagt.platform.GET_INSTALLED_APPS
import org.appvagt.screen.Destination
import org.appvagt.screen.MainActivity
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import java.util.concurrent.CountDownLatch

/** The employee's way through the app. */
@RunWith(RobolectricTestRunner::class)
class MainActivityTest {
    private val tikTok =
        SimulatedApp(TIKTOK, "TikTok", versionName = "43.7.3", certificate = MakerCertificates.musicalLy)
    private val studio = SimulatedApp(STUDIO, "TikTok Studio")
    private val notes = SimulatedApp("com.example.notes", "Notes")

    private fun phone(vararg apps: SimulatedApp) = SimulatedPhone(apps.asList())

    @Test
    fun `a clean phone is said to be clean`() {
        val app = AppRobot(phone(notes))
        assertEquals("No banned apps", app.title)
        assertEquals("We checked 3 apps on this device. Your workplace allows all of them.", app.text)
        assertFalse(app.shows(R.id.main_action))
        assertTrue(app.shows(R.id.check_again))
    }

    @Test
    fun `a finding says what it is, why it is banned, what we saw, and what to do`() {
        val app = AppRobot(phone(tikTok, notes))
        assertEquals("Remove one app", app.title)
        assertEquals("We checked 4 apps on this device. The others are allowed.", app.checked[1])
        assertEquals("the one button, for the one app", "Remove", app.button(R.id.main_action))
        assertEquals(listOf(listOf("TikTok", "Installed")), app.rows)
        app.openApp(0)
        val page =
            listOf(
                "Removing it deletes what it has stored on this device. Your account is not deleted.",
                "Remove",
                "Why it is banned",
                "Your workplace does not allow TikTok on this device.",
                "What we saw",
                "Its package name is that of TikTok.",
                "It is signed by its maker, musical.ly Inc., Shanghai.",
                "Version 43.7.3",
                "Is something wrong?",
                "This is not that app",
                "I need it for work",
            )
        assertEquals("TikTok", app.pageTitle)
        assertEquals(page, app.page)
        app.rotate()
        assertEquals("it stays open", page, app.page)
        app.back()
        assertEquals("Remove one app", app.title)
    }

    @Test
    fun `what a renamed copy has in common with TikTok is said, and how sure that makes us`() {
        val copy = SimulatedApp("app.clips", "Clips", authorities = listOf(SHARE_PROVIDER))
        val app = AppRobot(phone(copy))
        val page = app.pageOf(0)
        assertTrue("$page", page.any { it.startsWith("This is most likely TikTok under another name.") })
        assertTrue("$page", "Like TikTok, it offers data as $SHARE_PROVIDER." in page)
        val named = AppRobot(phone(copy.copy(label = "TikTok plus"))).pageOf(0)
        assertEquals(
            "It is most likely this app.",
            named[named.indexOf("What we saw") + 1],
        )
    }

    @Test
    fun `a name that starts like that of TikTok is not said to differ in a letter, nor the other way round`() {
        val expected =
            mapOf(
                "com.zhiliaoapp.musicallz" to "Its package name is that of TikTok but for the last letter",
                "com.zhiliaoapp.musically.revanced" to "Its package name starts like that of TikTok",
            )
        for ((name, words) in expected) {
            val page = AppRobot(phone(SimulatedApp(name, "Clips"))).pageOf(0)
            assertTrue("$page", "$words: $name." in page)
        }
    }

    @Test
    fun `what goes by another name is said to be what it is`() {
        val banned = "Your workplace does not allow TikTok on this device."
        val signed = SimulatedApp("app.clips", "Clips", certificate = MakerCertificates.musicalLy)
        val marked = SimulatedApp("app.clips", "Clips", authorities = listOf(SHARE_PROVIDER))
        val web =
            SimulatedApp("org.chromium.webapk.a1b2", "Clips", metaData = mapOf(START_URL to "https://www.tiktok.com/"))
        val expected =
            mapOf(
                signed to "This is TikTok under another name. $banned",
                marked to "This is most likely TikTok under another name. $banned",
                marked.copy(label = "tiktok plus") to banned,
                web to "This is a web app that shows TikTok. $banned",
                tikTok.copy(label = "Ticktock") to banned,
            )
        for ((app, words) in expected) {
            val page = AppRobot(phone(app)).pageOf(0)
            assertEquals(words, page[page.indexOf("Why it is banned") + 1])
        }
    }

    @Test
    fun `an app in the work profile is removed from there`() {
        val phone = phone(notes)
        phone.profiles += SimulatedProfile(SimulatedProfile.Kind.WORK, listOf(notes, tikTok))
        val app = AppRobot(phone)
        assertEquals(listOf("TikTok", "Installed · In the work profile"), app.rows.single())
        assertEquals(
            "It is in the work profile. The next screen removes it from there. Removing it deletes what it has " +
                "stored on this device. Your account is not deleted.",
            app.pageOf(0).first(),
        )
        app.takeStep(0)
        assertEquals(TIKTOK, app.answerPrompt())
        assertEquals("Done. Thank you.", app.title)
    }

    @Test
    fun `what was not looked into is told beside the result, and what else is worth knowing below`() {
        assertEquals(emptyList<List<String>>(), AppRobot(phone(notes)).notes)
        val phone = phone(tikTok.copy(installed = false))
        phone.profiles += SimulatedProfile(SimulatedProfile.Kind.PERSONAL)
        val app = AppRobot(phone)
        assertEquals("No banned apps", app.title)
        assertEquals(
            "We did not look into the personal profile: Android does not show it to this app, and your workplace " +
                "does not ask for it.",
            app.checked.last(),
        )
        assertEquals(listOf(listOf("TikTok", "It was uninstalled, but its data was kept. It cannot run.")), app.notes)
    }

    @Test
    fun `the app speaks Danish`() {
        RuntimeEnvironment.setQualifiers("+da")
        val app = AppRobot(phone(tikTok))
        assertEquals("Fjern én app", app.title)
        assertTrue("Din arbejdsplads tillader ikke TikTok på denne enhed." in app.pageOf(0))
    }

    @Test
    fun `the test app is called a test, in the language of the person`() {
        val decoy = SimulatedApp("org.appvagt.decoy", "Decoy")
        val test = "This is a test app. It does nothing, and is only for trying out this check."
        assertTrue(test in AppRobot(phone(decoy)).pageOf(0))
        RuntimeEnvironment.setQualifiers("+da")
        val prøve = "Dette er en testapp. Den gør ingenting og bruges kun til at afprøve tjekket."
        assertTrue(prøve in AppRobot(phone(decoy)).pageOf(0))
    }

    @Test
    fun `an app that is removed is gone after the next check`() {
        val app = AppRobot(phone(tikTok, notes))
        app.takeStep(0)
        assertEquals(TIKTOK, app.answerPrompt())
        assertEquals("Done. Thank you.", app.title)
        assertEquals("Removed: TikTok.\nThere is nothing more to do.", app.text)
        app.rotate()
        assertEquals("until the next check", "No banned apps", app.title)
    }

    @Test
    fun `a refused prompt leaves the finding, and says that the app is still there`() {
        val app = AppRobot(phone(tikTok), mapOf(TIKTOK to Answer.CANCEL))
        app.takeStep(0)
        app.answerPrompt()
        assertTrue("it is said where that was tapped", STILL_THERE in app.page.flatMap(String::lines))
        app.back()
        assertEquals("Remove one app", app.title)
        assertEquals("and on the status", STILL_THERE, app.text)
        assertEquals(listOf("TikTok", "Still here"), app.rows.single())
        assertNull("nobody is asked twice unasked", app.answerPrompt())
    }

    @Test
    fun `a prompt that says it worked while the app stays is not believed`() {
        val app = AppRobot(phone(tikTok))
        app.takeStep(0)
        app.promptSaysOk()
        app.back()
        assertEquals("Remove one app", app.title)
        assertEquals(STILL_THERE, app.text)
    }

    @Test
    fun `remove all asks for one app at a time and checks in between`() {
        val trill = SimulatedApp("com.ss.android.ugc.trill", "TikTok", uninstallBlocked = true)
        val app = AppRobot(phone(tikTok, studio, trill), mapOf(TIKTOK to Answer.BLOCKED))
        assertEquals("Remove 3 apps", app.title)
        app.tap(R.id.main_action)
        assertEquals(TIKTOK, app.answerPrompt())
        assertEquals("Remove 3 apps", app.title)
        assertEquals(STUDIO, app.answerPrompt())
        assertEquals("Remove 2 apps", app.title)
        assertNull("the third is for IT", app.answerPrompt())
    }

    @Test
    fun `a preloaded app is led through both of its steps`() {
        val app = AppRobot(phone(tikTok.copy(system = true, updatedSystem = true)))
        assertEquals("Remove updates", app.button(R.id.main_action))
        app.takeStep(0)
        assertEquals(TIKTOK, app.answerPrompt())
        assertTrue("${app.page}", "Disable" in app.page)
        assertEquals("the next step follows by itself", TIKTOK, app.answerPrompt())
        app.back()
        assertEquals("Done. Thank you.", app.title)
        assertEquals("Disabled: TikTok.\nThere is nothing more to do.", app.text)
        app.leaveAndReturn {}
        assertEquals("Nothing left to remove", app.title)
        val page = app.pageOf(0)
        assertTrue("$page", "It came with the device and is disabled. There is nothing more for you to do." in page)
    }

    @Test
    fun `a device administrator is deactivated, then removed`() {
        val app = AppRobot(phone(tikTok.copy(deviceAdmin = true)))
        app.takeStep(0)
        assertEquals(TIKTOK, app.answerPrompt())
        assertEquals(TIKTOK, app.answerPrompt())
        assertEquals("Done. Thank you.", app.title)
    }

    @Test
    fun `what is blocked or hidden is for IT, with a message ready to be sent`() {
        val app = AppRobot(phone(tikTok.copy(uninstallBlocked = true), studio.copy(hidden = true)))
        assertEquals("Ask IT to remove 2 apps", app.title)
        val (blocked, hidden) = List(2, app::pageOf)
        assertEquals(
            listOf("You cannot remove it yourself. Please ask IT to do it.", "Ask IT"),
            blocked.take(2),
        )
        assertEquals(
            "Your workplace has hidden it, so you cannot remove it yourself. Please ask IT to do it.",
            hidden.first(),
        )
        app.tap(R.id.main_action)
        val said = app.page
        assertEquals("Your workplace has named nobody here. Ask your IT department.", said.first())
        assertTrue("$said", said.any { "TikTok ($TIKTOK), TikTok Studio ($STUDIO)" in it })
        app.tapPage("Copy the message")
        assertNull("nobody is asked to choose whom to send it to", app.sent())
        assertTrue("TikTok ($TIKTOK), TikTok Studio ($STUDIO)" in app.copied())
    }

    @Test
    fun `who objects reaches IT by whatever the policy has, with a message ready to be sent`() {
        val objections = mapOf("This is not that app" to "a banned app", "I need it for work" to "May I keep it?")
        for ((objection, words) in objections) {
            val app = AppRobot(eventfulPhone())
            app.openApp(app.rows.indices.first { "Remove updates" in app.pageOf(it) })
            app.tapPage(objection)
            assertEquals(objection, app.pageTitle)
            val message = app.page.single { words in it }
            assertTrue(message, "TikTok ($TIKTOK)" in message)
            app.tapPage("Write to it@example.com")
            val mail = checkNotNull(app.sent())
            assertEquals("mailto:it%40example.com", mail.dataString)
            assertEquals(message, mail.getStringExtra(Intent.EXTRA_TEXT))
            assertTrue("TikTok" in mail.getStringExtra(Intent.EXTRA_SUBJECT).orEmpty())
            app.tapPage("Call +45 12 34 56 78")
            assertEquals("tel:%2B45%2012%2034%2056%2078", app.sent()?.dataString)
            app.tapPage("Open https://example.com/it")
            assertEquals("https://example.com/it", app.sent()?.dataString)
            app.back()
            assertEquals("it leads back to the app", "TikTok", app.pageTitle)
            app.close()
        }
    }

    @Test
    fun `who may lose chats or files is asked to save them first`() {
        val save =
            mapOf(
                SimulatedApp("com.whatsapp", "WhatsApp") to "Save the chats you need first.",
                SimulatedApp("com.lemon.lvoverseas", "CapCut") to "Save the files you need first.",
                tikTok to null,
            )
        for ((installed, words) in save) {
            val phone = phone(installed)
            phone.managedConfigurations =
                listOf(Bundle().apply { putString("banned_family_list", "tiktok,whatsapp,capcut") })
            val page = AppRobot(phone).pageOf(0)
            assertEquals(
                "$page",
                words,
                Regex("Save the .*").find(page.joinToString(" "))?.value?.substringBefore(".")?.plus("."),
            )
        }
    }

    @Test
    fun `who goes back on a prompt is left in peace, and can go on`() {
        val third = SimulatedApp("com.ss.android.ugc.trill", "TikTok")
        val app = AppRobot(phone(tikTok, studio, third), mapOf(TIKTOK to Answer.CANCEL))
        app.tap(R.id.main_action)
        assertEquals(TIKTOK, app.answerPrompt())
        assertNull("the others wait", app.answerPrompt())
        app.rotate()
        assertEquals("Continue", app.button(R.id.main_action))
        assertEquals("3 apps are still on this device. Tap “Continue” to go on.", app.text)
        app.leaveAndReturn {}
        assertNull("still", app.answerPrompt())
        app.tap(R.id.main_action)
        assertEquals(listOf(STUDIO, third.packageName), listOf(app.answerPrompt(), app.answerPrompt()))
        assertEquals("Remove one app", app.title)
        assertEquals("nothing waits any more", "Remove", app.button(R.id.main_action))
    }

    @Test
    fun `an incomplete check is never said to be clean`() {
        val phone = phone(notes).apply { selfVisible = false }
        val app = AppRobot(phone)
        assertEquals("We could not check everything", app.title)
        assertEquals("We found no banned app, but we cannot rule out that there is one.", app.text)
        assertEquals(listOf("The device left apps out of its list. Restarting it may help."), app.messages)
    }

    @Test
    fun `what an incomplete check found comes before what it did not see`() {
        val phone = phone(tikTok).apply { visibleListFailure = IllegalStateException() }
        val app = AppRobot(phone)
        assertEquals("Remove one app", app.title)
        assertEquals("We could not check everything, so there may be other banned apps.", app.checked[1])
        assertEquals(1, app.rows.size)
        assertEquals(
            listOf("The device did not list its apps (IllegalStateException). Restarting it may help."),
            app.messages,
        )
    }

    @Test
    fun `a check that fails says so and leaves what was found, until one succeeds`() {
        val phone = phone(tikTok)
        val app = AppRobot(phone)
        phone.configurationFailure = IllegalStateException("the system is going down")
        app.checkAgain()
        app.finishCheck()
        assertEquals("The check failed", app.title)
        assertTrue(app.text, app.text.startsWith("This is a fault in the app, not in what you did. Try again."))
        assertFalse("in words", "Exception" in app.text)
        assertEquals("TikTok", app.rows.single().first())
        phone.configurationFailure = null
        phone.remove(TIKTOK)
        app.checkAgain()
        app.finishCheck()
        assertEquals("No banned apps", app.title)
    }

    @Test
    fun `a permission that the phone's maker wants is asked for`() {
        val phone = phone(notes).apply { vendorPermissions += GET_INSTALLED_APPS }
        val app = AppRobot(phone)
        assertEquals(listOf("This device only shows us the other apps if you allow it."), app.messages)
        app.tapMessage(0)
        assertEquals(
            listOf(GET_INSTALLED_APPS),
            shadowOf(app.activity).lastRequestedPermission.requestedPermissions.asList(),
        )
    }

    @Test
    fun `a place is left by going back, and kept over a rotation`() {
        val app = AppRobot(phone(notes))
        app.open(Destination.REPORT)
        app.rotate()
        assertTrue("${app.page}", app.page.first().startsWith("This app looks at the names"))
        @Suppress("DEPRECATION")
        app.activity.onBackPressed()
        assertFalse("that leads to the status", app.activity.isFinishing)
        assertEquals("No banned apps", app.title)
        @Suppress("DEPRECATION")
        app.activity.onBackPressed()
        assertTrue("that leads out of the app", app.activity.isFinishing)
    }

    @Test
    fun `on a tablet the places stand beside the status`() {
        RuntimeEnvironment.setQualifiers("w800dp-h1280dp")
        val app = AppRobot(phone(tikTok))
        for (place in listOf(Destination.NOTICE, Destination.HELP)) {
            app.open(place)
            assertEquals("Remove one app", app.title)
            assertTrue("$place", app.page.isNotEmpty())
        }
    }

    @Test
    fun `a wide screen shows beside the status what is selected, else the notice to be confirmed, else help`() {
        RuntimeEnvironment.setQualifiers("w1280dp-h800dp-land")
        val app = AppRobot(eventfulPhone())
        assertEquals("About the ban", app.pageTitle)
        app.openApp(1)
        assertEquals(app.rows[1].first(), app.pageTitle)
        app.tapPage("I need it for work")
        assertEquals("I need it for work", app.pageTitle)
        app.back()
        assertEquals("back to the app", app.rows[1].first(), app.pageTitle)
        app.open(Destination.NOTICE)
        app.tapPage("I have read this")
        app.finishCheck()
        app.rotate()
        val confirmed = AppRobot(phone(tikTok))
        assertEquals("Help", confirmed.pageTitle)
        assertFalse(
            "none of them is marked",
            everyView(confirmed.activity.findViewById(R.id.findings)).any { it.isActivated },
        )
        confirmed.openApp(0)
        assertTrue(everyView(confirmed.activity.findViewById(R.id.findings)).any { it.isActivated })
        confirmed.takeStep(0)
        confirmed.answerPrompt()
        assertEquals("the app's page went with the app", "Help", confirmed.pageTitle)
    }

    @Test
    fun `a phone on its side shows one place at a time`() {
        RuntimeEnvironment.setQualifiers("w891dp-h411dp-land")
        val app = AppRobot(phone(tikTok))
        assertNull(app.activity.findViewById(R.id.second_pane))
        app.open(Destination.HELP)
        app.back()
        assertEquals("Remove one app", app.title)
    }

    @Test
    fun `before the first check has ended nothing is said of the policy`() {
        val goOn = CountDownLatch(1)
        phone(notes).install().onCertificateQuestion = { goOn.await() }
        val activity = Robolectric.buildActivity(MainActivity::class.java).setup().get()
        activity.findViewById<ViewGroup>(
            R.id.destinations,
        ).getChildAt(Destination.LISTED.indexOf(Destination.HELP)).performClick()
        val page = everyView(activity.findViewById(R.id.page_content)).filterIsInstance<TextView>().map { "${it.text}" }
        assertEquals(listOf("Checking this device…"), page)
        goOn.countDown()
        BackgroundRobot().finishCheck()
    }

    @Test
    fun `a place stays open while a foldable is unfolded and folded`() {
        RuntimeEnvironment.setQualifiers(FOLDED)
        val app = AppRobot(phone(tikTok))
        app.open(Destination.HELP)
        val page = app.page
        RuntimeEnvironment.setQualifiers(UNFOLDED)
        app.rotate()
        assertEquals("beside the status", page, app.page)
        assertEquals("Remove one app", app.title)
        RuntimeEnvironment.setQualifiers(FOLDED)
        app.rotate()
        assertEquals("instead of the status", page, app.page)
        app.back()
        assertEquals("Remove one app", app.title)
    }

    @Test
    fun `the report is copied to the word, and diagnostics are shared without a list of apps`() {
        val app = AppRobot(phone(tikTok, notes))
        app.open(Destination.REPORT)
        assertTrue("${app.page}", "There is a banned app to remove." in app.page)
        app.tapPage("Show as sent")
        app.rotate()
        val shown = app.page.filter { it.startsWith("compliance (") || it.startsWith("coverage (") }
        app.tapPage("Copy the report")
        val copied = app.copied()
        assertTrue(copied, shown.size == 2 && shown.all { it in copied })
        app.back()
        app.open(Destination.HELP)
        app.tapPage("Share diagnostics")
        val diagnostics = app.shared().getStringExtra(Intent.EXTRA_TEXT).orEmpty()
        assertTrue(diagnostics, "verdict: action_required, findings: 1" in diagnostics)
        assertFalse(diagnostics, "com.zhiliaoapp" in diagnostics || "com.example" in diagnostics)
    }

    @Test
    fun `whom to ask is a tap away`() {
        val app = AppRobot(eventfulPhone())
        app.open(Destination.HELP)
        val ways =
            mapOf(
                "Call +45 12 34 56 78" to Intent.ACTION_DIAL,
                "Write to it@example.com" to Intent.ACTION_SENDTO,
                "Open https://example.com/it" to Intent.ACTION_VIEW,
            )
        for ((words, action) in ways) {
            app.tapPage(words)
            assertEquals(action, shadowOf(app.activity).nextStartedActivity.action)
        }
    }

    @Test
    fun `no tap through another app's window removes or confirms anything`() {
        val app = AppRobot(eventfulPhone())
        assertTrue(app.activity.findViewById<View>(R.id.main_action).filterTouchesWhenObscured)
        app.open(Destination.NOTICE)
        val content = app.activity.findViewById<ViewGroup>(R.id.page_content)
        val confirm = List(content.childCount) { content.getChildAt(it) }.last()
        assertTrue(confirm is Button && confirm.filterTouchesWhenObscured)
    }

    @Test
    fun `coming back to the app checks again`() {
        val phone = phone(notes)
        val app = AppRobot(phone)
        app.leaveAndReturn { phone.apps[TIKTOK] = tikTok }
        assertEquals("Remove one app", app.title)
    }

    @Test
    fun `check again checks again`() {
        val phone = phone(tikTok)
        val app = AppRobot(phone)
        phone.apps -= TIKTOK
        app.checkAgain()
        app.finishCheck()
        assertEquals("No banned apps", app.title)
    }

    @Test
    fun `the removals asked for survive a rotation`() {
        val app = AppRobot(phone(tikTok, studio))
        app.tap(R.id.main_action)
        assertEquals(TIKTOK, app.answerPrompt())
        app.rotate()
        app.rotate()
        // The prompt for the second app was opened before the rotation.
        assertEquals("Remove one app", app.title)
    }

    @Test
    fun `a check that ends after the app was closed harms nobody`() {
        val phone = phone(notes)
        val app = AppRobot(phone)
        app.checkAgain()
        app.close()
        Thread.sleep(200)
        shadowOf(android.os.Looper.getMainLooper()).idle()
    }

    @Test
    fun `a file that is opened on the main thread would be noticed`() {
        val app = AppRobot(phone(notes))
        val noticed = assertThrows(RuntimeException::class.java) { app.activity.openFileInput("any") }
        assertTrue("$noticed", "StrictMode" in "$noticed")
    }

    private companion object {
        const val TIKTOK = "com.zhiliaoapp.musically"
        const val SHARE_PROVIDER = "com.ss.android.common.multiprocess.SHARE_PROVIDER_AUTHORITY1180"
        const val FOLDED = "w411dp-h960dp"
        const val UNFOLDED = "w841dp-h701dp"
        const val START_URL = "org.chromium.webapk.shell_apk.startUrl"
        const val STUDIO = "com.ss.android.tt.creator"
        const val STILL_THERE = "It is still on the device. Try again, or ask IT for help."
    }
}
