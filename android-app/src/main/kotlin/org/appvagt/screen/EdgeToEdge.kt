package org.appvagt.screen

import android.os.Build
import android.view.View
import android.view.Window
import android.view.WindowInsets
import org.appvagt.platform.RequiresApi

/**
 * Draws [content] behind the system bars on every version, as Android 15 does by itself, and keeps its own content clear of
 * them.
 */
internal fun drawEdgeToEdge(window: Window, content: View) {
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
        EdgeToEdgeApi30.draw(window, content)
    } else {
        drawEdgeToEdgeBefore30(window, content)
    }
}

@Suppress("DEPRECATION")
private fun drawEdgeToEdgeBefore30(window: Window, content: View) {
    window.decorView.systemUiVisibility = window.decorView.systemUiVisibility or
        View.SYSTEM_UI_FLAG_LAYOUT_STABLE or
        View.SYSTEM_UI_FLAG_LAYOUT_FULLSCREEN or
        View.SYSTEM_UI_FLAG_LAYOUT_HIDE_NAVIGATION
    content.setOnApplyWindowInsetsListener { view, insets ->
        view.setPadding(
            insets.systemWindowInsetLeft,
            insets.systemWindowInsetTop,
            insets.systemWindowInsetRight,
            insets.systemWindowInsetBottom,
        )
        insets.consumeSystemWindowInsets()
    }
}

@RequiresApi(Build.VERSION_CODES.R)
private object EdgeToEdgeApi30 {
    fun draw(window: Window, content: View) {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.VANILLA_ICE_CREAM) {
            @Suppress("DEPRECATION")
            window.setDecorFitsSystemWindows(false)
        }
        content.setOnApplyWindowInsetsListener(::clearOfBars)
    }

    private fun clearOfBars(view: View, insets: WindowInsets): WindowInsets {
        val bars = insets.getInsets(WindowInsets.Type.systemBars() or WindowInsets.Type.displayCutout())
        view.setPadding(bars.left, bars.top, bars.right, bars.bottom)
        return WindowInsets.CONSUMED
    }
}
