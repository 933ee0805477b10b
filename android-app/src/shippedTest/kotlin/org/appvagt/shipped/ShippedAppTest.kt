package org.appvagt.shipped

import android.app.Activity
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.TextView
import org.appvagt.phone.MakerCertificates
import org.appvagt.phone.Person
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner

/**
 * The code and resources of the APK itself, shrunk as they ship: its dex is turned back into class files, so nothing can be
 * called by name here that the shrinker was free to rename.
 */
@RunWith(RobolectricTestRunner::class)
class ShippedAppTest {
    private val phone =
        SimulatedPhone(
            listOf(
                SimulatedApp("com.zhiliaoapp.musically", "TikTok", certificate = MakerCertificates.musicalLy),
                SimulatedApp("com.tiktok.tv", "TikTok TV", system = true, updatedSystem = true),
                SimulatedApp("com.example.notes", "Notes"),
            ),
        ).install()

    private val controller = Robolectric.buildActivity(mainActivity()).setup()
    private val activity: Activity = controller.get()

    @Test
    fun `the shipped app finds TikTok and leads the employee through its removal`() {
        assertEquals("Remove 2 apps", titleAfterCheck())
        view<ViewGroup>("findings").getChildAt(0).performClick()
        assertTrue(
            shown().toString(),
            "It is signed by its maker, musical.ly Inc., Shanghai." in shown().joinToString(),
        )
        view<View>("back").performClick()
        view<Button>("main_action").performClick()
        val person = Person(phone, emptyMap())
        for (expected in listOf("com.zhiliaoapp.musically", "com.tiktok.tv", "com.tiktok.tv")) {
            val opened = checkNotNull(person.screenOf(activity)) { "no screen opened for $expected" }
            assertEquals(expected, opened.packageName)
            controller.pause()
            person.answer(opened)
            controller.resume()
            titleAfterCheck()
        }
        assertEquals("Done. Thank you.", titleAfterCheck())
    }

    @Test
    fun `the shipped app says what it could not check, below what it found`() {
        titleAfterCheck()
        controller.pause()
        phone.visibleListFailure = IllegalStateException("no list")
        controller.resume()
        assertEquals("Remove 2 apps", titleAfterCheck())
        assertTrue(shown().toString(), shown().any { "IllegalStateException" in it })
    }

    @Test
    fun `the code is the shrunk one`() {
        assertNotNull(Class.forName("org.appvagt.scanner.NativeCore"))
        assertTrue(runCatching { Class.forName("org.appvagt.scanner.Scanner") }.isFailure)
    }

    private fun titleAfterCheck(): String {
        waitForCheck(activity)
        return view<TextView>("status_title").text.toString()
    }

    private fun shown(): List<String> = texts(activity.window.decorView)

    private fun <T : View> view(name: String): T = activity.findViewById(activity.id(name, "id"))
}
