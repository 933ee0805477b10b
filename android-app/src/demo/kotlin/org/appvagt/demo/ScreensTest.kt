package org.appvagt.demo

import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.graphics.Canvas
import android.graphics.Color
import android.os.Build
import android.widget.ScrollView
import org.appvagt.R
import org.appvagt.phone.Screenshot
import org.appvagt.screen.MainActivity
import org.junit.Assert.assertEquals
import org.junit.Assume.assumeTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.ParameterizedRobolectricTestRunner.Parameters
import org.robolectric.Shadows.shadowOf
import java.io.File
import kotlin.math.abs

/**
 * Every scene in every language, each time with another look, as the real app draws it: the [Picture]s are those in
 * `docs/screens`. One that has changed is left in `target/screens` along with the old one and where they differ;
 * `cargo xtask screens` puts the new ones in place.
 */
@RunWith(ParameterizedRobolectricTestRunner::class)
class ScreensTest(scene: String, language: String) {
    private val wanted = Picture(Scene.valueOf(scene), language, Build.VERSION.SDK_INT)

    @Test
    fun `the picture is the one in the documentation`() {
        assumeTrue(wanted in Picture.all)
        val name = wanted.fileName
        val picture = draw()
        val written = File(root, if (rewrites) "docs/screens" else "target/screens")
        val documented = File(root, "docs/screens/$name")
        if (rewrites) {
            saveSmallPng(picture, File(written, name))
            return
        }
        check(documented.exists()) { "docs/screens has no $name: run `cargo xtask screens`" }
        val before = documented.readBytes().let { BitmapFactory.decodeByteArray(it, 0, it.size) }
        val difference = difference(before, picture)
        if (difference != null) {
            saveSmallPng(picture, File(written, name))
            saveSmallPng(before, File(written, "before-$name"))
            saveSmallPng(difference, File(written, "difference-$name"))
        }
        assertEquals("see $name in target/screens; if it is meant, run `cargo xtask screens`", null, difference)
    }

    private fun draw(): Bitmap {
        val scene = wanted.scene
        val app = scene.onPhone(wanted.language, wanted.look)
        scene.open(app)
        lateinit var picture: Bitmap
        scene.whileLooking(app) { picture = screenfuls(app.activity) }
        return picture
    }

    /** Returns what is seen at first, and beside it what is seen after scrolling down, if that shows more. */
    private fun screenfuls(activity: MainActivity): Bitmap {
        val first = Screenshot.of(activity)
        val scroll = activity.findViewById(R.id.status) ?: activity.findViewById<ScrollView>(R.id.page)
        val shown = scroll.height - scroll.paddingTop - scroll.paddingBottom
        val more = scroll.getChildAt(0).height - shown
        if (more <= 0 || wanted.look == Look.TABLET) return first
        scroll.scrollTo(0, minOf(more, shown))
        shadowOf(activity.mainLooper).idle()
        val second = Screenshot.of(activity)
        val both = Bitmap.createBitmap(first.width + GAP + second.width, first.height, Bitmap.Config.ARGB_8888)
        Canvas(both).apply {
            drawColor(Color.WHITE)
            drawBitmap(first, 0f, 0f, null)
            drawBitmap(second, (first.width + GAP).toFloat(), 0f, null)
        }
        return both
    }

    /** Returns where two pictures differ so that people could see it; null if they do not. */
    private fun difference(
        before: Bitmap,
        after: Bitmap,
    ): Bitmap? {
        if (before.width != after.width || before.height != after.height) return after
        val size = before.width * before.height
        val (one, other) = listOf(before, after).map { picture ->
            IntArray(size).also { picture.getPixels(it, 0, picture.width, 0, 0, picture.width, picture.height) }
        }
        val differs = BooleanArray(size) { index -> distance(one[index], other[index]) > TOLERANCE }
        if (differs.count { it } <= size * MOST_DIFFERENT) return null
        val marked = IntArray(size) { if (differs[it]) Color.RED else Color.WHITE }
        return Bitmap.createBitmap(marked, before.width, before.height, Bitmap.Config.ARGB_8888)
    }

    private fun distance(
        one: Int,
        other: Int,
    ): Int = listOf(0, 8, 16).maxOf { abs((one shr it and 0xFF) - (other shr it and 0xFF)) }

    internal companion object {
        val root = File(System.getProperty("appvagt.root") ?: ".")

        /** Whether the documentation is to show what is drawn now. */
        val rewrites = System.getProperty("appvagt.screens") == "rewrite"

        /** How far two screenfuls stand apart. */
        private const val GAP = 12

        /** How far a colour may be from what it was, of 255: smooth edges differ between machines. */
        private const val TOLERANCE = 48

        /** Which share of a picture may be further away. */
        private const val MOST_DIFFERENT = 0.0005

        fun samplePolicy(): String = File(root, "samples/policies/municipality.json").readText()

        @JvmStatic
        @Parameters(name = "{0} {1}")
        fun pictures(): List<Array<String>> =
            Scene.entries.flatMap { scene -> Picture.LANGUAGES.keys.map { arrayOf(scene.name, it) } }
    }
}
