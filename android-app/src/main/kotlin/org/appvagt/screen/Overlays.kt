package org.appvagt.screen

import android.os.Build
import android.util.Log
import android.view.Window
import org.appvagt.platform.RequiresApi

/** Keeps windows of other apps from lying over [window], from Android 12 on: they could change what a button seems to do. */
internal fun hideOverlays(window: Window) {
    if (Build.VERSION.SDK_INT < Build.VERSION_CODES.S) return
    try {
        OverlaysApi31.hide(window)
    } catch (e: SecurityException) {
        // Android grants the permission to whoever asks for it; a phone that does not still shows this screen.
        Log.w("Appvagt", "windows of other apps are not hidden", e)
    }
}

@RequiresApi(Build.VERSION_CODES.S)
private object OverlaysApi31 {
    fun hide(window: Window) = window.setHideOverlayWindows(true)
}
