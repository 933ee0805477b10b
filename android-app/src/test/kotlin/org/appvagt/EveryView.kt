package org.appvagt

import android.view.View
import android.view.ViewGroup
import android.widget.TextView
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue

/** Returns [view] and all that is in it. */
internal fun everyView(view: View): List<View> =
    listOf(view) + (view as? ViewGroup)?.let { List(it.childCount, it::getChildAt).flatMap(::everyView) }.orEmpty()

/** Asserts that each text of [views] is whole. What an app calls itself may be shortened: it has no right to more. */
internal fun assertNoTextIsCutOff(
    where: String,
    views: List<View>,
) {
    for (view in views.filterIsInstance<TextView>()) {
        val layout = checkNotNull(view.layout) { "$where: ${view.text} was not laid out" }
        if (view.ellipsize != null) continue
        val room = view.height - view.compoundPaddingTop - view.compoundPaddingBottom
        assertTrue("$where: \"${view.text}\" is ${layout.height} high in $room", layout.height <= room)
        val ellipses = (0 until layout.lineCount).sumOf { layout.getEllipsisCount(it) }
        assertEquals("$where: \"${view.text}\" is shortened", 0, ellipses)
    }
}
