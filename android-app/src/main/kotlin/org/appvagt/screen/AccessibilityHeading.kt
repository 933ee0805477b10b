package org.appvagt.screen

import android.os.Build
import android.view.View
import org.appvagt.platform.RequiresApi

/** Lets screen readers jump to this view, where Android has that (9 and newer). */
internal fun View.markAsHeading() {
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) HeadingApi28.mark(this)
}

@RequiresApi(Build.VERSION_CODES.P)
private object HeadingApi28 {
    fun mark(view: View) {
        view.isAccessibilityHeading = true
    }
}
