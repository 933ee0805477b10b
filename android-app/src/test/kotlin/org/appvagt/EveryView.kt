package org.appvagt

import android.view.View
import android.view.ViewGroup

/** [view] and all that is in it. */
internal fun everyView(view: View): List<View> =
    listOf(view) + (view as? ViewGroup)?.let { List(it.childCount, it::getChildAt).flatMap(::everyView) }.orEmpty()
