package org.appvagt.demo

import android.graphics.Rect
import android.os.Build
import android.view.View
import android.widget.Button
import android.widget.TextView
import org.appvagt.AppRobot
import org.appvagt.R
import org.appvagt.assertNoTextIsCutOff
import org.appvagt.barriers
import org.appvagt.everyView
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.ParameterizedRobolectricTestRunner.Parameters

/** What holds on every screen: in each state, in each language, on each size, with text of each size. */
@RunWith(ParameterizedRobolectricTestRunner::class)
class EveryScreenTest(name: String) {
    private val scene = Scene.valueOf(name)

    @Test
    fun `it says what to do first, once, and whole`() {
        val app = scene.onPhone(Picture.LANGUAGES.keys.first(), Look.PHONE)
        scene.open(app)
        val isOnStatus = isOnStatus(app)
        for ((turn, language) in Picture.LANGUAGES.keys.withIndex()) {
            for ((size, fontScale) in sizes(turn)) {
                setTheScreen(language, size, fontScale)
                app.rotate()
                val where = "$scene, $language, $size at $fontScale"
                val isWide = app.activity.findViewById<View>(R.id.second_pane) != null
                assertEquals("$where: it is still there", isOnStatus || isWide, isOnStatus(app))
                scene.whileLooking(app) { check(where, app) }
            }
        }
    }

    /** Every size where most phones are; elsewhere that with the least room, and one of the others, which take turns. */
    private fun sizes(turn: Int): List<Pair<String, Float>> {
        if (Build.VERSION.SDK_INT == Picture.USUAL) return SIZES
        val least = Look.SMALL_LARGE.run { qualifiers to fontScale }
        return listOf(least, (SIZES - least)[(scene.ordinal + turn) % (SIZES.size - 1)])
    }

    private fun isOnStatus(app: AppRobot) = app.activity.findViewById<View>(R.id.status) != null

    private fun check(
        where: String,
        app: AppRobot,
    ) {
        val views = everyView(app.activity.findViewById(R.id.screen)).filter { it.isShown }
        mainActionIsWhole(where, app)
        oneButtonIsFilled(where, app, views)
        whatToDoComesFirst(where, views)
        noSentenceStandsTwice(where, views)
        assertNoTextIsCutOff(where, views)
        // Letters of few points are too thin to measure: the test of barriers does that, on screens of real density.
        assertEquals(where, emptyList<String>(), barriers(app).filter { "ContrastCheck" !in it })
    }

    private fun mainActionIsWhole(
        where: String,
        app: AppRobot,
    ) {
        val button = app.activity.findViewById<View>(R.id.main_action)?.takeIf { it.isShown } ?: return
        val seen = Rect()
        assertTrue("$where: the main action is seen", button.getGlobalVisibleRect(seen))
        assertEquals("$where: the main action is whole", button.height, seen.height())
    }

    private fun oneButtonIsFilled(
        where: String,
        app: AppRobot,
        views: List<View>,
    ) {
        val filled =
            views.filterIsInstance<Button>().filter { it.currentTextColor == app.activity.getColor(R.color.on_accent) }
        assertTrue("$where: ${filled.map { it.text }}", filled.size <= 1)
    }

    private fun whatToDoComesFirst(
        where: String,
        views: List<View>,
    ) {
        val action = views.indexOfFirst { it.id == R.id.main_action }
        val rest = views.indexOfFirst { it.id == R.id.name || it.id == R.id.reason || it.id == R.id.check_again }
        assertTrue("$where: read in order, the action comes before the rest", rest == -1 || action < rest)
    }

    private fun noSentenceStandsTwice(
        where: String,
        views: List<View>,
    ) {
        val sentences =
            views
                .filterIsInstance<TextView>()
                .filter { it !is Button }
                .flatMap { it.text.split(Regex("""(?<=[.!?:])\s+|\n""")) }
                .map { it.trim() }
                .filter { it.length >= SENTENCE && WORD.findAll(it).count() > 3 }
        val twice = sentences.groupingBy { it }.eachCount().filterValues { it > 1 }.keys
        assertEquals(where, emptySet<String>(), twice)
    }

    internal companion object {
        /** Each size that a screen has, with text of each size. */
        private val SIZES =
            Look.entries.map { it.qualifiers.replace("-night", "") }.distinct().flatMap { size ->
                Look.entries.map { it.fontScale }.distinct().map { size to it }
            }

        /** How long something is that is a sentence and not a word. */
        private const val SENTENCE = 24

        private val WORD = Regex("""\p{L}{2,}""")

        @JvmStatic
        @Parameters(name = "{0}")
        fun scenes(): List<Array<String>> = Scene.entries.map { arrayOf(it.name) }
    }
}
