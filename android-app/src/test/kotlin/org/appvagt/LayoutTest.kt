package org.appvagt

import android.graphics.Rect
import android.view.View
import android.view.ViewGroup
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
            "ar-ldrtl-w411dp-h891dp-420dpi",
        )

    private fun onEachPhone(check: (String, AppRobot) -> Unit) {
        for (scale in listOf(1f, 2f)) {
            for (qualifiers in phones) {
                RuntimeEnvironment.setQualifiers(qualifiers)
                RuntimeEnvironment.setFontScale(scale)
                SystemBars.show()
                val app = AppRobot(eventfulPhone())
                app.onEachPlace { place -> check("$place, $qualifiers at $scale", app) }
                app.close()
            }
        }
    }

    @Test
    fun `no text is cut off`() =
        onEachPhone { phone, app ->
            val texts = views(app.activity.window.decorView).filterIsInstance<TextView>().filter { it.isShown }
            assertTrue(phone, texts.size >= 4)
            for (view in texts) {
                val layout = checkNotNull(view.layout) { "$phone: ${view.text} was not laid out" }
                val room = view.height - view.compoundPaddingTop - view.compoundPaddingBottom
                assertTrue("$phone: \"${view.text}\" is ${layout.height} high in $room", layout.height <= room)
                val ellipses = (0 until layout.lineCount).sumOf { layout.getEllipsisCount(it) }
                assertEquals("$phone: \"${view.text}\" is shortened", 0, ellipses)
            }
        }

    @Test
    fun `nothing lies under a bar`() =
        onEachPhone { phone, app ->
            val bars = SystemBars.room(app.activity)
            assertTrue("$phone: the phone has bars", bars.top > 0 && bars.bottom > 0)
            val screen = app.activity.findViewById<View>(R.id.screen)
            val padding = Rect(screen.paddingLeft, screen.paddingTop, screen.paddingRight, screen.paddingBottom)
            assertEquals(phone, bars, padding)
            val place = IntArray(2).also(screen::getLocationOnScreen)
            assertEquals("$phone: the background reaches behind the bars", listOf(0, 0), place.asList())
        }

    @Test
    fun `every button is big enough to hit`() =
        onEachPhone { phone, app ->
            val density = app.activity.resources.displayMetrics.density
            val buttons = views(app.activity.window.decorView).filterIsInstance<Button>().filter { it.isShown }
            for (button in buttons) {
                assertTrue("$phone: \"${button.text}\" is ${button.height} px high", button.height >= 48 * density - 1)
            }
        }

    private fun views(view: View): List<View> =
        listOf(view) +
            (
                (view as? ViewGroup)?.let { group ->
                    List(group.childCount) { group.getChildAt(it) }
                }.orEmpty().flatMap(::views)
                )
}
