package org.appvagt

import android.os.Bundle
import android.os.Looper
import org.appvagt.feedback.FakeReceiver
import org.appvagt.feedback.PLAY_STORE
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf

/** What the organisation hears while the employee uses the app. */
@RunWith(RobolectricTestRunner::class)
class FeedbackTest {
    private val tikTok = SimulatedApp("com.zhiliaoapp.musically", "TikTok")
    private val receiver = FakeReceiver.install(PLAY_STORE)

    /** Waits until [count] messages have arrived. */
    private fun messages(count: Int): List<String> {
        repeat(1_000) {
            shadowOf(Looper.getMainLooper()).idle()
            if (receiver.received.size >= count) return receiver.keys
            Thread.sleep(10)
        }
        error("only ${receiver.keys} arrived within 10 s")
    }

    @Test
    fun `each check is reported, and what was fixed is cleared`() {
        val app = AppRobot(SimulatedPhone(listOf(tikTok)))
        assertEquals(listOf("2: compliance, policy, coverage, acknowledgement"), messages(1))
        assertEquals("2 A banned app is to be removed.", receiver.console["compliance"])
        app.takeStep(0)
        app.answerPrompt()
        assertEquals("1: compliance", messages(2).last())
        assertEquals("1 No banned app can run.", receiver.console["compliance"])
    }

    @Test
    fun `the policy says how much is reported`() {
        val phone = SimulatedPhone(listOf(tikTok)).install()
        phone.managedConfigurations =
            listOf(
                Bundle().apply {
                    putString("banned_family_list", "tiktok")
                    putString("report", "families")
                },
            )
        AppRobot(phone)
        messages(1)
        assertEquals("2 Banned apps to be removed: 1. Of these, only IT can remove: 0.", receiver.console["compliance"])
        assertEquals("1 The organisation's policy is in force.", receiver.console["policy"])
    }

    @Test
    fun `a policy that is refused is reported`() {
        val phone = SimulatedPhone().install()
        phone.managedConfigurations = listOf(Bundle().apply { putString("banned_family_list", "tiktak") })
        AppRobot(phone)
        messages(1)
        val reported = receiver.console.getValue("policy")
        assertTrue(
            reported,
            reported.startsWith("2 The organisation's policy has mistakes and was refused:\nbanned_family_list: "),
        )
    }

    @Test
    fun `a check that fails says no more than that, and the next one takes it back`() {
        val phone = SimulatedPhone().apply { configurationFailure = IllegalStateException() }
        val app = AppRobot(phone)
        messages(1)
        assertEquals(
            mapOf("policy" to "2 The policy could not be read.", "coverage" to "2 The check failed."),
            receiver.console,
        )
        app.leaveAndReturn { phone.configurationFailure = null }
        assertEquals("1: policy, coverage, compliance, acknowledgement", messages(2).last())
        assertEquals("1 The built-in policy is in force.", receiver.console["policy"])
    }

    @Test
    fun `what a check did not see is reported, and cleared when it does`() {
        val phone = SimulatedPhone().apply { visibleListFailure = IllegalStateException() }
        val app = AppRobot(phone)
        messages(1)
        assertEquals("2 Not everything could be checked: list_failed.", receiver.console["coverage"])
        assertEquals("1 The built-in policy is in force.", receiver.console["policy"])
        assertEquals("1 The employee is not asked to confirm anything.", receiver.console["acknowledgement"])
        app.leaveAndReturn { phone.visibleListFailure = null }
        assertEquals("1: compliance, coverage", messages(2).last())
        assertEquals("1 Everything was checked.", receiver.console["coverage"])
    }
}
