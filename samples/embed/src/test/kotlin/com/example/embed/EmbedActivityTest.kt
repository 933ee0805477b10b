package com.example.embed

import android.app.Activity
import android.view.ViewGroup
import android.widget.TextView
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.scanner.Scanner
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowToast
import kotlin.concurrent.thread

@RunWith(RobolectricTestRunner::class)
class EmbedActivityTest {
    @Test
    fun `another app finds TikTok with the library and opens its uninstall prompt`() {
        SimulatedPhone(listOf(SimulatedApp(TIKTOK, "TikTok"))).install()
        val activity = Robolectric.buildActivity(EmbedActivity::class.java).setup().get()
        assertEquals("ACTION_REQUIRED: TikTok", textOf(activity))
        val opened = shadowOf(activity).nextStartedActivity
        assertEquals("package:$TIKTOK", opened.dataString)
    }

    @Test
    fun `another app sees a phone without banned apps pass`() {
        SimulatedPhone(listOf(SimulatedApp("com.example.notes", "Notes"))).install()
        assertEquals("COMPLIANT: ", textOf(Robolectric.buildActivity(EmbedActivity::class.java).setup().get()))
    }

    @Test
    fun `another app opens nothing for an app that has no screen to remove it`() {
        val expected =
            mapOf(
                SimulatedApp(TIKTOK, "TikTok", system = true, enabled = false) to "COMPLIANT: TikTok",
                SimulatedApp(TIKTOK, "TikTok", uninstallBlocked = true) to "ACTION_REQUIRED: TikTok",
            )
        for ((app, text) in expected) {
            SimulatedPhone(listOf(app)).install()
            val activity = Robolectric.buildActivity(EmbedActivity::class.java).setup().get()
            assertEquals(text, textOf(activity))
            assertNull(shadowOf(activity).nextStartedActivity)
        }
    }

    @Test
    fun `another app opens the first that has a screen, past one that has none`() {
        val blocked = SimulatedApp(TIKTOK, "TikTok", uninstallBlocked = true)
        SimulatedPhone(listOf(blocked, SimulatedApp(TIKTOK_ELSEWHERE, "TikTok"))).install()
        val activity = Robolectric.buildActivity(EmbedActivity::class.java).setup().get()
        assertEquals("ACTION_REQUIRED: TikTok, TikTok", textOf(activity))
        assertEquals("package:$TIKTOK_ELSEWHERE", shadowOf(activity).nextStartedActivity.dataString)
    }

    @Test
    fun `another app stays on screen where the phone shows no uninstall prompt`() {
        SimulatedPhone(listOf(SimulatedApp(TIKTOK, "TikTok"))).install()
        shadowOf(RuntimeEnvironment.getApplication()).checkActivities(true)
        val activity = Robolectric.buildActivity(EmbedActivity::class.java).setup().get()
        assertEquals("ACTION_REQUIRED: TikTok", textOf(activity))
        assertEquals("This phone has no screen to remove TikTok", ShadowToast.getTextOfLatestToast())
    }

    @Test
    fun `another app stays on screen where a later scan did not find the app any more`() {
        SimulatedPhone(listOf(SimulatedApp(TIKTOK, "TikTok"))).install()
        // Not shown, which would let it take the result of its scan at once.
        val activity = Robolectric.buildActivity(EmbedActivity::class.java).create().get()
        awaitScan { !shadowOf(activity.mainLooper).isIdle }
        SimulatedPhone(emptyList()).install()
        thread { Scanner(activity).scan() }.join()
        assertEquals("ACTION_REQUIRED: TikTok", textOf(activity))
        assertNull(shadowOf(activity).nextStartedActivity)
        assertEquals("A later scan did not find TikTok any more", ShadowToast.getTextOfLatestToast())
    }

    private fun textOf(activity: Activity): String {
        val view = activity.findViewById<ViewGroup>(android.R.id.content).getChildAt(0) as TextView
        awaitScan {
            shadowOf(activity.mainLooper).idle()
            view.text.isNotEmpty()
        }
        return view.text.toString()
    }

    private fun awaitScan(hasEnded: () -> Boolean) {
        repeat(3_000) {
            if (hasEnded()) return
            Thread.sleep(10)
        }
        error("the scan did not end within 30 s")
    }

    private companion object {
        const val TIKTOK = "com.zhiliaoapp.musically"
        const val TIKTOK_ELSEWHERE = "com.ss.android.ugc.trill"
    }
}
