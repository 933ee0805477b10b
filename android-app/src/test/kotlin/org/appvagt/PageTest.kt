package org.appvagt

import android.graphics.Bitmap
import android.graphics.Canvas
import android.view.View
import android.widget.ImageView
import android.widget.ScrollView
import android.widget.TextView
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.screen.Destination
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment

/** What stands at the top of a page: the way back, the title, and the icon of the app that it is about. */
@RunWith(RobolectricTestRunner::class)
class PageTest {
    private val tikTok = SimulatedApp("com.zhiliaoapp.musically", "TikTok")
    private val studio = SimulatedApp("com.ss.android.tt.creator", "Studio")

    private fun pixels(icon: ImageView): List<Int> {
        val picture = Bitmap.createBitmap(40, 40, Bitmap.Config.ARGB_8888)
        icon.drawable.setBounds(0, 0, picture.width, picture.height)
        icon.drawable.draw(Canvas(picture))
        return List(picture.width * picture.height) { picture.getPixel(it % picture.width, it / picture.width) }
    }

    @Test
    fun `the page of an app has the icon of its row, and no other page has one`() {
        val app = AppRobot(SimulatedPhone(listOf(tikTok, studio)))
        val rows = everyView(app.activity.findViewById(R.id.findings)).filter { it.id == R.id.icon }
        val (first, second) = rows.map { pixels(it as ImageView) }
        app.openApp(1)
        val shown = app.activity.findViewById<ImageView>(R.id.page_icon)
        assertTrue(shown.isShown)
        assertEquals(second, pixels(shown))
        assertNotEquals(first, pixels(shown))
        app.tapPage("I need it for work")
        assertFalse(app.activity.findViewById<View>(R.id.page_icon).isShown)
    }

    @Test
    fun `the way back and the title stay where they are while a page is scrolled`() {
        RuntimeEnvironment.setQualifiers("w360dp-h640dp-mdpi")
        RuntimeEnvironment.setFontScale(2f)
        val app = AppRobot(SimulatedPhone(listOf(tikTok)))
        app.open(Destination.REPORT)
        val bar = app.activity.findViewById<TextView>(R.id.bar_title)
        assertFalse("the title is said once", bar.isShown)
        app.activity.findViewById<ScrollView>(R.id.page).scrollTo(0, 500)
        assertTrue(bar.isShown && app.activity.findViewById<View>(R.id.back).isShown)
        assertEquals(app.pageTitle, "${bar.text}")
        app.back()
        app.open(Destination.REPORT)
        assertFalse("a page begins at its beginning", app.activity.findViewById<View>(R.id.bar_title).isShown)
    }
}
