package org.appvagt.screen

import android.app.Activity
import android.os.Build
import android.window.OnBackInvokedCallback
import android.window.OnBackInvokedDispatcher
import org.appvagt.platform.RequiresApi

/**
 * What going back does from Android 13 on. Where it is not ours, Android shows beforehand where it leads.
 */
internal class BackGesture(private val activity: Activity, private val back: () -> Unit) {
    private var registered: Any? = null

    /** Whether it leads to another place of this app. */
    var isOurs: Boolean
        get() = registered != null
        set(value) {
            if (value == isOurs || Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) return
            registered =
                if (value) {
                    Api33.register(activity, back)
                } else {
                    registered?.let { Api33.unregister(activity, it) }
                    null
                }
        }

    @RequiresApi(Build.VERSION_CODES.TIRAMISU)
    private object Api33 {
        fun register(
            activity: Activity,
            back: () -> Unit,
        ): Any =
            OnBackInvokedCallback(back).also {
                activity.onBackInvokedDispatcher.registerOnBackInvokedCallback(
                    OnBackInvokedDispatcher.PRIORITY_DEFAULT,
                    it,
                )
            }

        fun unregister(
            activity: Activity,
            registered: Any,
        ) = activity.onBackInvokedDispatcher.unregisterOnBackInvokedCallback(registered as OnBackInvokedCallback)
    }
}
