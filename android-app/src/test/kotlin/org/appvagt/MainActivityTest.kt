package org.appvagt

import android.content.ClipboardManager
import android.content.Intent
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
        assertFalse(app.shows(R.id.remove_all))
        assertTrue(app.shows(R.id.check_again))
    }

    @Test
    fun `a finding says what it is, why it is banned, what we saw, and what to do`() {
        val app = AppRobot(phone(tikTok, notes))
        assertEquals("Remove one app", app.title)
        assertEquals("We checked 4 apps on this device. The others are allowed.", app.checked[1])
        val card =
            listOf(
                "TikTok",
                "Version 43.7.3",
                "Your workplace does not allow TikTok on this device.",
                "Removing it deletes what it has stored on this device. Your account is not deleted.",
                "What we saw",
            )
        assertEquals(listOf(card), app.cards)
        app.tapDetails(0)
        val seen =
            listOf(
                "Hide what we saw",
                "What we saw:",
                "Its package name is that of TikTok.",
                "It is signed by its maker, musical.ly Inc., Shanghai.",
            )
        assertEquals(listOf(card.dropLast(1) + seen), app.cards)
        app.rotate()
        assertEquals("it stays open", listOf(card.dropLast(1) + seen), app.cards)
        app.tapDetails(0)
        assertEquals(listOf(card), app.cards)
        assertEquals("the one button, for the one app", "Remove", app.button(R.id.remove_all))
    }

    @Test
    fun `what a renamed copy has in common with TikTok is said, and how sure that makes us`() {
        val copy = SimulatedApp("app.clips", "Clips", authorities = listOf(SHARE_PROVIDER))
        val app = AppRobot(phone(copy))
        app.tapDetails(0)
        val expected =
            listOf("It is most likely this app. What we saw:", "Like TikTok, it offers data as $SHARE_PROVIDER.")
        assertEquals(expected, app.cards.single().takeLast(2))
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
        for ((app, words) in expected) assertEquals(words, AppRobot(phone(app)).cards.single()[2])
    }

    @Test
    fun `an app in the work profile is removed from there`() {
        val phone = phone(notes)
        phone.profiles += SimulatedProfile(SimulatedProfile.Kind.WORK, listOf(notes, tikTok))
        val app = AppRobot(phone)
        val card = app.cards.single()
        assertEquals("In the work profile", card[1])
        assertEquals(
            "It is in the work profile. The next screen removes it from there. Removing it deletes what it has " +
                "stored on this device. Your account is not deleted.",
            card[3],
        )
        app.tapCard(0)
        assertEquals(TIKTOK, app.answerPrompt())
        assertEquals("No banned apps", app.title)
    }

    @Test
    fun `what was not looked into is told beside the result, and what else is worth knowing below`() {
        assertFalse(AppRobot(phone(notes)).shows(R.id.notes))
        val phone = phone(tikTok.copy(installed = false))
        phone.profiles += SimulatedProfile(SimulatedProfile.Kind.PERSONAL)
        val app = AppRobot(phone)
        assertEquals("No banned apps", app.title)
        assertEquals(
            "We did not look into the personal profile: Android does not show it to this app, and your workplace " +
                "does not ask for it.",
            app.checked.last(),
        )
        assertEquals("TikTok was uninstalled, but its data was kept. It cannot run.", app.notes)
    }

    @Test
    fun `the app speaks Danish`() {
        RuntimeEnvironment.setQualifiers("+da")
        val app = AppRobot(phone(tikTok))
        assertEquals("Fjern én app", app.title)
        assertTrue("${app.cards}", "Din arbejdsplads tillader ikke TikTok på denne enhed." in app.cards.single())
    }

    @Test
    fun `the test app is called a test, in the language of the person`() {
        val decoy = SimulatedApp("org.appvagt.decoy", "Decoy")
        val test = "This is a test app. It does nothing, and is only for trying out this check."
        assertTrue(test in AppRobot(phone(decoy)).cards.single())
        RuntimeEnvironment.setQualifiers("+da")
        val prøve = "Dette er en testapp. Den gør ingenting og bruges kun til at afprøve tjekket."
        assertTrue(prøve in AppRobot(phone(decoy)).cards.single())
    }

    @Test
    fun `an app that is removed is gone after the next check`() {
        val app = AppRobot(phone(tikTok, notes))
        app.tapCard(0)
        assertEquals(TIKTOK, app.answerPrompt())
        assertEquals("No banned apps", app.title)
    }

    @Test
    fun `a refused prompt leaves the finding, and says that the app is still there`() {
        val app = AppRobot(phone(tikTok), mapOf(TIKTOK to Answer.CANCEL))
        app.tapCard(0)
        app.answerPrompt()
        assertEquals("Remove one app", app.title)
        assertTrue("${app.cards}", STILL_THERE in app.cards.single())
        assertNull("nobody is asked twice unasked", app.answerPrompt())
    }

    @Test
    fun `a prompt that says it worked while the app stays is not believed`() {
        val app = AppRobot(phone(tikTok))
        app.tapCard(0)
        app.promptSaysOk()
        assertEquals("Remove one app", app.title)
        assertTrue("${app.cards}", STILL_THERE in app.cards.single())
    }

    @Test
    fun `remove all asks for one app at a time and checks in between`() {
        val trill = SimulatedApp("com.ss.android.ugc.trill", "TikTok", uninstallBlocked = true)
        val app = AppRobot(phone(tikTok, studio, trill), mapOf(TIKTOK to Answer.BLOCKED))
        assertEquals("Remove 3 apps", app.title)
        app.tap(R.id.remove_all)
        assertEquals(TIKTOK, app.answerPrompt())
        assertEquals("Remove 3 apps", app.title)
        assertEquals(STUDIO, app.answerPrompt())
        assertEquals("Remove 2 apps", app.title)
        assertNull("the third is for IT", app.answerPrompt())
    }

    @Test
    fun `a preloaded app is led through both of its steps`() {
        val app = AppRobot(phone(tikTok.copy(system = true, updatedSystem = true)))
        assertEquals("Remove updates", app.button(R.id.remove_all))
        app.tapCard(0)
        assertEquals(TIKTOK, app.answerPrompt())
        assertEquals("Turn off", app.button(R.id.remove_all))
        assertEquals("the next step follows by itself", TIKTOK, app.answerPrompt())
        assertEquals("Nothing left to remove", app.title)
        assertEquals(
            "It came with the device and is disabled. There is nothing more for you to do.",
            app.cards.single().dropLast(1).last(),
        )
    }

    @Test
    fun `a device administrator is deactivated, then removed`() {
        val app = AppRobot(phone(tikTok.copy(deviceAdmin = true)))
        app.tapCard(0)
        assertEquals(TIKTOK, app.answerPrompt())
        assertEquals(TIKTOK, app.answerPrompt())
        assertEquals("No banned apps", app.title)
    }

    @Test
    fun `what is blocked or hidden is for IT, with a message ready to be sent`() {
        val app = AppRobot(phone(tikTok.copy(uninstallBlocked = true), studio.copy(hidden = true)))
        val (blocked, hidden) = app.cards
        assertEquals(
            listOf("You cannot remove it yourself. Please ask IT to do it.", "What we saw", "Ask IT"),
            blocked.takeLast(3),
        )
        assertEquals(
            "Your workplace has hidden it, so you cannot remove it yourself. Please ask IT to do it.",
            hidden.takeLast(3).first(),
        )
        assertFalse(app.shows(R.id.remove_all))
        app.tapCard(0)
        val message = app.shared()
        assertEquals("Please remove TikTok from my device", message.getStringExtra(Intent.EXTRA_SUBJECT))
        val text = message.getStringExtra(Intent.EXTRA_TEXT).orEmpty()
        assertTrue(text, "($TIKTOK)" in text)
    }

    @Test
    fun `who goes back on a prompt is left in peace, and can go on`() {
        val third = SimulatedApp("com.ss.android.ugc.trill", "TikTok")
        val app = AppRobot(phone(tikTok, studio, third), mapOf(TIKTOK to Answer.CANCEL))
        app.tap(R.id.remove_all)
        assertEquals(TIKTOK, app.answerPrompt())
        assertNull("the others wait", app.answerPrompt())
        app.rotate()
        assertEquals("Continue", app.button(R.id.remove_all))
        app.leaveAndReturn {}
        assertNull("still", app.answerPrompt())
        app.tap(R.id.remove_all)
        assertEquals(listOf(STUDIO, third.packageName), listOf(app.answerPrompt(), app.answerPrompt()))
        assertEquals("Remove one app", app.title)
        assertEquals("nothing waits any more", "Remove", app.button(R.id.remove_all))
    }

    @Test
    fun `an incomplete check is never said to be clean`() {
        val phone = phone(notes).apply { selfVisible = false }
        val app = AppRobot(phone)
        assertEquals("We could not check everything", app.title)
        assertEquals("We found no banned app, but we cannot say that this device is clear.", app.text)
        assertEquals(listOf("The device left apps out of its list. Restarting it may help."), app.gaps)
    }

    @Test
    fun `what an incomplete check found comes before what it did not see`() {
        val phone = phone(tikTok).apply { visibleListFailure = IllegalStateException() }
        val app = AppRobot(phone)
        assertEquals("Remove one app", app.title)
        assertEquals("We could not check everything, so there may be other banned apps.", app.checked[1])
        assertEquals(1, app.cards.size)
        assertEquals(
            listOf("The device did not list its apps (IllegalStateException). Restarting it may help."),
            app.gaps,
        )
    }

    @Test
    fun `a check that fails says so and leaves what was found, until one succeeds`() {
        val phone = phone(tikTok)
        val app = AppRobot(phone)
        phone.configurationFailure = IllegalStateException("the system is going down")
        app.tap(R.id.check_again)
        app.finishCheck()
        assertEquals("The check failed", app.title)
        assertTrue(app.text, app.text.startsWith("This is a fault in the app, not in what you did. Try again."))
        assertFalse("in words", "Exception" in app.text)
        assertEquals("TikTok", app.cards.single().first())
        phone.configurationFailure = null
        phone.remove(TIKTOK)
        app.tap(R.id.check_again)
        app.finishCheck()
        assertEquals("No banned apps", app.title)
    }

    @Test
    fun `a permission that the phone's maker wants is asked for`() {
        val phone = phone(notes).apply { vendorPermissions += GET_INSTALLED_APPS }
        val app = AppRobot(phone)
        assertEquals(listOf("This device only shows us the other apps if you allow it."), app.gaps)
        app.tapGap(0)
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
    fun `before the first check has ended nothing is said of the policy`() {
        val goOn = CountDownLatch(1)
        phone(notes).install().onCertificateQuestion = { goOn.await() }
        val activity = Robolectric.buildActivity(MainActivity::class.java).setup().get()
        activity.findViewById<ViewGroup>(R.id.destinations).getChildAt(Destination.HELP.ordinal - 1).performClick()
        val page = everyView(activity.findViewById(R.id.page_content)).filterIsInstance<TextView>().map { "${it.text}" }
        assertEquals(listOf("Checking this device…"), page)
        goOn.countDown()
        BackgroundRobot().finishCheck()
    }

    @Test
    fun `a place stays open while a foldable is unfolded and folded`() {
        RuntimeEnvironment.setQualifiers(FOLDED)
        val app = AppRobot(phone(tikTok))
        app.tapDetails(0)
        app.open(Destination.HELP)
        val page = app.page
        RuntimeEnvironment.setQualifiers(UNFOLDED)
        app.rotate()
        assertEquals("beside the status", page, app.page)
        assertEquals("Remove one app", app.title)
        assertTrue("what is open stays open", "What we saw:" in app.cards.single())
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
        val shown = app.page.filter { it.startsWith("compliance (") || it.startsWith("coverage (") }
        app.tapPage("Copy the report")
        val clipboard = app.activity.getSystemService(ClipboardManager::class.java)
        val copied = "${clipboard.primaryClip?.getItemAt(0)?.text}"
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
        val remove = app.activity.findViewById<View>(R.id.remove)
        assertTrue(remove.filterTouchesWhenObscured)
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
        app.tap(R.id.check_again)
        app.finishCheck()
        assertEquals("No banned apps", app.title)
    }

    @Test
    fun `the removals asked for survive a rotation`() {
        val app = AppRobot(phone(tikTok, studio))
        app.tap(R.id.remove_all)
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
        app.tap(R.id.check_again)
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
