package org.appvagt.scanner

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.Intent
import android.provider.Settings
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.phone.offMainThread
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

/** Which of the system's screens opens for which finding, and what is refused. */
@RunWith(RobolectricTestRunner::class)
class OpenRemovalTest {
    private val scanner = Scanner(RuntimeEnvironment.getApplication())
    private val controller = Robolectric.buildActivity(Activity::class.java).setup()
    private val activity: Activity = controller.get()

    private fun find(
        app: SimulatedApp,
        change: SimulatedPhone.() -> Unit = {},
    ): Finding {
        SimulatedPhone(listOf(app)).apply(change).install()
        return offMainThread { scanner.scan() }.findings.single()
    }

    private fun opened(app: SimulatedApp): Intent {
        scanner.openRemoval(activity, find(app), REQUEST)
        val started = shadowOf(activity).nextStartedActivityForResult
        assertEquals(REQUEST, started.requestCode)
        return started.intent
    }

    @Test
    fun `an ordinary app opens the uninstall prompt`() {
        val prompt = opened(SimulatedApp(TIKTOK))
        assertEquals(Intent.ACTION_DELETE, prompt.action)
        assertEquals("package:$TIKTOK", prompt.dataString)
        assertTrue(prompt.getBooleanExtra("android.intent.extra.RETURN_RESULT", false))
    }

    @Test
    fun `an updated system app opens the prompt that restores its factory version`() {
        val prompt = opened(SimulatedApp(TIKTOK, system = true, updatedSystem = true))
        assertEquals(Intent.ACTION_DELETE to "package:$TIKTOK", prompt.action to prompt.dataString)
    }

    @Test
    fun `a system app opens its details page`() {
        val details = opened(SimulatedApp(TIKTOK, system = true))
        assertEquals(
            Settings.ACTION_APPLICATION_DETAILS_SETTINGS to "package:$TIKTOK",
            details.action to details.dataString,
        )
    }

    @Test
    fun `a device administrator opens the list of administrators`() {
        val list = opened(SimulatedApp(TIKTOK, deviceAdmin = true))
        assertEquals("com.android.settings/.DeviceAdminSettings", list.component?.flattenToShortString())
    }

    @Test
    fun `where a phone has no list of administrators, or lets nobody open it, its security settings open`() {
        for (list in listOf(null, false)) {
            val finding = find(SimulatedApp(TIKTOK, deviceAdmin = true)) { administrators = list }
            scanner.openRemoval(activity, finding, REQUEST)
            assertEquals(Settings.ACTION_SECURITY_SETTINGS, shadowOf(activity).nextStartedActivity.action)
        }
    }

    @Test
    fun `an app's own launcher gets the screen that would be opened`() {
        val app = SimulatedApp(TIKTOK)
        for (kind in listOf(app, app.copy(system = true), app.copy(deviceAdmin = true))) {
            val finding = find(kind)
            val screen = scanner.removalIntent(finding)
            scanner.openRemoval(activity, finding, REQUEST)
            assertTrue("$screen", screen.filterEquals(shadowOf(activity).nextStartedActivity))
            // It belongs to the task of the activity that starts it, or no result would come back.
            assertEquals(0, screen.flags and Intent.FLAG_ACTIVITY_NEW_TASK)
        }
        val blocked = find(SimulatedApp(TIKTOK, uninstallBlocked = true))
        assertThrows(NoSuchFindingException::class.java) { scanner.removalIntent(blocked) }
    }

    @Test
    fun `what a removal says of having a screen to open is so`() {
        val removals =
            listOf(
                SimulatedApp(TIKTOK),
                SimulatedApp(TIKTOK, system = true),
                SimulatedApp(TIKTOK, system = true, updatedSystem = true),
                SimulatedApp(TIKTOK, system = true, enabled = false),
                SimulatedApp(TIKTOK, deviceAdmin = true),
                SimulatedApp(TIKTOK, uninstallBlocked = true),
                SimulatedApp(TIKTOK, instant = true),
            ).map { app ->
                val finding = find(app)
                val screen = runCatching { scanner.removalIntent(finding) }
                assertEquals("${finding.removal}: $screen", finding.removal.hasScreen, screen.isSuccess)
                finding.removal
            }
        // Another profile has a test of its own.
        assertEquals(Removal.entries.toSet() - Removal.IN_OTHER_PROFILE, removals.toSet())
    }

    @Test
    fun `where no app shows the screen, that is what is thrown`() {
        val finding = find(SimulatedApp(TIKTOK))
        shadowOf(RuntimeEnvironment.getApplication()).checkActivities(true)
        assertThrows(ActivityNotFoundException::class.java) { scanner.openRemoval(activity, finding, REQUEST) }
    }

    @Test
    fun `what only IT can remove has no screen`() {
        val finding = find(SimulatedApp(TIKTOK, uninstallBlocked = true))
        val error = assertThrows(NoSuchFindingException::class.java) { scanner.openRemoval(activity, finding, REQUEST) }
        assertEquals("$TIKTOK cannot be removed on this phone; only IT can", error.message)
    }

    @Test
    fun `what is disabled for good has no screen`() {
        val finding = find(SimulatedApp(TIKTOK, system = true, enabled = false))
        assertThrows(NoSuchFindingException::class.java) { scanner.openRemoval(activity, finding, REQUEST) }
    }

    @Test
    fun `only what the last report names can be removed`() {
        val finding = find(SimulatedApp(TIKTOK))
        SimulatedPhone(listOf(SimulatedApp("com.example.notes"))).install()
        offMainThread { scanner.scan() }
        val error = assertThrows(NoSuchFindingException::class.java) { scanner.openRemoval(activity, finding, REQUEST) }
        assertEquals("$TIKTOK is not a finding of the last scan", error.message)
        val stranger = finding.copy(packageName = "com.example.notes")
        assertThrows(NoSuchFindingException::class.java) { scanner.openRemoval(activity, stranger, REQUEST) }
        assertNull(shadowOf(activity).nextStartedActivity)
    }

    @Test
    fun `what is no package name is refused as such`() {
        val finding = find(SimulatedApp(TIKTOK))
        for (name in listOf("", "com.example; rm", "package:com.example", "com.example ")) {
            val error =
                assertThrows(IllegalArgumentException::class.java) {
                    scanner.openRemoval(activity, finding.copy(packageName = name), REQUEST)
                }
            assertTrue("${error.message}", "is not a package name" in error.message.orEmpty())
        }
    }

    @Test
    fun `an activity that is gone opens nothing`() {
        val finding = find(SimulatedApp(TIKTOK))
        activity.finish()
        val finishing =
            assertThrows(ActivityGoneException::class.java) { scanner.openRemoval(activity, finding, REQUEST) }
        assertEquals("the activity is finishing; ask again from one that is on screen", finishing.message)

        val destroyed = Robolectric.buildActivity(Activity::class.java).setup().pause().stop().destroy().get()
        assertThrows(ActivityGoneException::class.java) { scanner.openRemoval(destroyed, finding, REQUEST) }
    }

    private companion object {
        const val TIKTOK = "com.zhiliaoapp.musically"
        const val REQUEST = 7
    }
}
