package org.appvagt

import android.view.KeyEvent
import android.view.View
import android.view.ViewGroup
import org.appvagt.screen.Destination
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowInstrumentation

/** Who uses a keyboard or switches gets everywhere, and can do all that a finger can. */
@RunWith(RobolectricTestRunner::class)
class KeyboardTest {
    @Before
    fun useKeys() = ShadowInstrumentation.getInstrumentation().setInTouchMode(false)

    @Test
    fun `every button on every place is reached, one after the other`() = everythingIsReached("w411dp-h891dp")

    @Test
    fun `on a tablet too`() = everythingIsReached("w800dp-h1280dp")

    private fun everythingIsReached(qualifiers: String) {
        RuntimeEnvironment.setQualifiers(qualifiers)
        val app = AppRobot(eventfulPhone())
        app.onEachDestination { place ->
            val root = app.activity.window.decorView
            val buttons = everyView(root).filter { it.isShown && it.isEnabled && it.isClickable }
            assertTrue("$place has buttons", buttons.isNotEmpty())
            assertEquals("$place", buttons.toSet(), reached(root).intersect(buttons.toSet()))
        }
    }

    @Test
    fun `Enter does what a tap does`() {
        val app = AppRobot(eventfulPhone())
        val link =
            app.activity
                .findViewById<ViewGroup>(R.id.destinations)
                .getChildAt(Destination.LISTED.indexOf(Destination.HELP))
        assertTrue(link.requestFocus())
        for (action in listOf(KeyEvent.ACTION_DOWN, KeyEvent.ACTION_UP)) {
            app.activity.dispatchKeyEvent(KeyEvent(action, KeyEvent.KEYCODE_ENTER))
        }
        shadowOf(app.activity.mainLooper).idle()
        assertTrue("${app.page}", app.page.first() == "Whom to ask")
    }

    /** Returns where the Tab key leads, until it comes back. */
    private fun reached(root: View): Set<View> {
        val reached = LinkedHashSet<View>()
        root.findFocus()?.clearFocus()
        assertTrue(root.requestFocus(View.FOCUS_FORWARD))
        var focused: View? = root.findFocus()
        while (focused != null && reached.add(focused)) {
            focused = focused.focusSearch(View.FOCUS_FORWARD)?.takeIf { it.requestFocus(View.FOCUS_FORWARD) }
        }
        return reached
    }
}
