package org.appvagt

import android.os.Bundle
import android.os.Looper
import org.appvagt.check.LastCheck
import org.appvagt.enforcement.Restraint
import org.appvagt.enforcement.RestraintStore
import org.appvagt.feedback.FakeReceiver
import org.appvagt.feedback.PLAY_STORE
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.phone.offMainThread
import org.appvagt.policy.Policy.ReportLevel
import org.appvagt.screen.Destination
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import java.time.Instant

/** The app on a device on which the native library cannot be loaded. Run in a virtual machine that does not find it. */
@RunWith(RobolectricTestRunner::class)
class AppWithoutLibraryTest {
    private val receiver = FakeReceiver.install(PLAY_STORE)
    private val phone =
        SimulatedPhone().apply {
            managedConfigurations = listOf(Bundle().apply { putString("banned_family_list", "whatsapp") })
        }

    @Test
    fun `the employee reads that nothing could be checked, and by no policy`() {
        val app = AppRobot(phone)
        assertEquals("We could not check everything", app.title)
        assertTrue("${app.messages}", app.messages.single().startsWith("The check does not work on this device."))
        app.open(Destination.HELP)
        assertTrue("${app.page}", "The settings could not be read." in app.page)
        app.back()
        app.open(Destination.NOTICE)
        assertEquals("nobody knows what it says", listOf("The settings could not be read."), app.page)
    }

    @Test
    fun `the organisation learns what is not known`() {
        AppRobot(phone)
        val coverage = receiver.waitFor("coverage") { true }
        assertTrue(coverage, "\"scanner_unavailable\":1" in coverage)
        assertEquals("2 The policy could not be read.", receiver.console["policy"])
        assertEquals("whatever was acknowledged before", null, receiver.console["acknowledgement"])
    }

    @Test
    fun `what was suspended stays so, as nobody knows what the policy wants`() {
        val tikTok = SimulatedApp("com.zhiliaoapp.musically", "TikTok", suspended = true)
        phone.apps[tikTok.packageName] = tikTok
        phone.delegatesPackageAccess = true
        val restrained = mapOf(tikTok.packageName to Restraint.SUSPENDED)
        offMainThread { RestraintStore(RuntimeEnvironment.getApplication()).save(RestraintStore.Memory(restrained)) }
        val app = AppRobot(phone)
        assertTrue(phone.apps.getValue(tikTok.packageName).suspended)
        assertEquals(restrained, app.activity.checks.result?.enforced?.restrained)
    }

    @Test
    fun `an organisation that wanted no reports receives none`() {
        val memory = LastCheck.Memory(RuntimeEnvironment.getApplication())
        offMainThread { memory.save(LastCheck(Instant.EPOCH, ReportLevel.NOTHING, emptyList())) }
        AppRobot(phone)
        shadowOf(Looper.getMainLooper()).idle()
        assertEquals(emptyMap<String, String>(), receiver.console)
    }
}
