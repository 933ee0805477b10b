package com.example.embed

import android.app.Activity
import android.view.ViewGroup
import android.widget.TextView
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf

@RunWith(RobolectricTestRunner::class)
class EmbedActivityTest {
    @Test
    fun `another app finds TikTok with the library and opens its uninstall prompt`() {
        SimulatedPhone(listOf(SimulatedApp("com.zhiliaoapp.musically", "TikTok"))).install()
        val activity = Robolectric.buildActivity(EmbedActivity::class.java).setup().get()
        assertEquals("ACTION_REQUIRED: TikTok", textOf(activity))
        val opened = shadowOf(activity).nextStartedActivity
        assertEquals("package:com.zhiliaoapp.musically", opened.dataString)
    }

    @Test
    fun `another app sees a phone without banned apps pass`() {
        SimulatedPhone(listOf(SimulatedApp("com.example.notes", "Notes"))).install()
        assertEquals("COMPLIANT: ", textOf(Robolectric.buildActivity(EmbedActivity::class.java).setup().get()))
    }

    private fun textOf(activity: Activity): String {
        val view = activity.findViewById<ViewGroup>(android.R.id.content).getChildAt(0) as TextView
        repeat(3_000) {
            shadowOf(activity.mainLooper).idle()
            if (view.text.isNotEmpty()) return view.text.toString()
            Thread.sleep(10)
        }
        error("the scan did not end within 30 s")
    }
}
