package org.appvagt

import android.graphics.Rect
import android.view.View
import android.widget.Button
import android.widget.TextView
import org.appvagt.phone.SystemBars
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment

/** On each place and any phone, in all languages, by day and night: nothing is cut off and nothing lies under a bar. */
@RunWith(RobolectricTestRunner::class)
class LayoutTest {
    private val phones =
        listOf(
            "w411dp-h891dp-420dpi",
            "da-w411dp-h891dp-420dpi",
            "fi-w320dp-h480dp-night-hdpi",
            "sv-w891dp-h411dp-land-420dpi",
            "fi-w800dp-h1280dp-xhdpi",
            // Folded and unfolded; half of a screen, split across and along.
            "da-w280dp-h653dp-xhdpi",
            "sv-w673dp-h841dp-420dpi",
            "w411dp-h300dp-land-420dpi",
            "fi-w240dp-h640dp-xhdpi",
            // The pseudo-locales: longer words than any language has, and right to left.
            "en-rXA-w411dp-h891dp-420dpi",
            "ar-rXB-ldrtl-w411dp-h891dp-420dpi",
        )

    @Test
    fun `nothing is cut off, under a bar, or too small to hit`() {
        for (scale in listOf(1f, 2f)) {
            for (qualifiers in phones) {
                RuntimeEnvironment.setQualifiers(qualifiers)
                RuntimeEnvironment.setFontScale(scale)
                SystemBars.show()
                val app = AppRobot(eventfulPhone())
                app.onEachDestination { place ->
                    val where = "$place, $qualifiers at $scale"
                    noTextIsCutOff(where, app)
                    nothingLiesUnderABar(where, app)
                    everyButtonIsBigEnough(where, app)
                }
                app.close()
            }
        }
    }

    private fun noTextIsCutOff(
        where: String,
        app: AppRobot,
    ) {
        val texts = everyView(app.activity.window.decorView).filterIsInstance<TextView>().filter { it.isShown }
        assertTrue(where, texts.size >= 4)
        assertNoTextIsCutOff(where, texts)
    }

    private fun nothingLiesUnderABar(
        where: String,
        app: AppRobot,
    ) {
        val bars = SystemBars.room(app.activity)
        assertTrue("$where: the phone has bars", bars.top > 0 && maxOf(bars.left, bars.right, bars.bottom) > 0)
        val screen = app.activity.findViewById<View>(R.id.screen)
        val padding = Rect(screen.paddingLeft, screen.paddingTop, screen.paddingRight, screen.paddingBottom)
        assertEquals(where, bars, padding)
        val place = IntArray(2).also(screen::getLocationOnScreen)
        assertEquals("$where: the background reaches behind the bars", listOf(0, 0), place.asList())
    }

    private fun everyButtonIsBigEnough(
        where: String,
        app: AppRobot,
    ) {
        val density = app.activity.resources.displayMetrics.density
        for (button in everyView(app.activity.window.decorView).filterIsInstance<Button>().filter { it.isShown }) {
            assertTrue("$where: \"${button.text}\" is ${button.height} px high", button.height >= 48 * density - 1)
        }
    }
}
