package org.appvagt

import android.widget.TextView
import org.appvagt.phone.SystemBars
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment

/** Nothing on any place of the app is a barrier that the Accessibility Test Framework knows: names, sizes, contrast, order. */
@RunWith(RobolectricTestRunner::class)
class AccessibilityTest {
    @Test
    fun `by day`() = check("w411dp-h891dp-420dpi")

    @Test
    fun `by night, in large text`() = check("da-w411dp-h891dp-night-420dpi", fontScale = 2f)

    @Test
    fun `on a tablet`() = check("fi-w800dp-h1280dp-xhdpi")

    @Test
    fun `a barrier would be found`() {
        RuntimeEnvironment.setQualifiers("w411dp-h891dp-420dpi")
        val app = AppRobot(eventfulPhone())
        app.activity.findViewById<TextView>(R.id.status_text).setTextColor(0xFFE8E8E8.toInt())
        app.finishCheck()
        assertEquals(setOf("TextContrastCheck"), barriers(app).map { it.substringBefore(' ') }.toSet())
    }

    private fun check(
        qualifiers: String,
        fontScale: Float = 1f,
    ) {
        RuntimeEnvironment.setQualifiers(qualifiers)
        RuntimeEnvironment.setFontScale(fontScale)
        SystemBars.show()
        val app = AppRobot(eventfulPhone())
        app.onEachDestination { place ->
            assertEquals("$place", emptyList<String>(), barriers(app))
        }
    }
}
