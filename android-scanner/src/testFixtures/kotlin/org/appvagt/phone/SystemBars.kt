package org.appvagt.phone

import android.app.Activity
import android.graphics.Canvas
import android.graphics.Color
import android.graphics.Paint
import android.graphics.Rect
import android.os.Build
import android.view.WindowInsets

/**
 * Status and navigation bar of a [SimulatedPhone]. Robolectric gives them room only; what is drawn here shows where they
 * are.
 */
object SystemBars {
    /** Gives the default display a status bar and three-button navigation. */
    fun show() {
        // Robolectric 4.16 keeps this to itself.
        val type = Class.forName("org.robolectric.shadows.SystemUi")

        fun call(
            on: Any?,
            name: String,
            vararg arguments: Any?,
        ): Any? =
            type.declaredMethods
                .single { it.name == name && it.parameterCount == arguments.size }
                .apply { isAccessible = true }
                .invoke(on, *arguments)

        fun constant(name: String): Any? = type.getField(name).apply { isAccessible = true }.get(null)
        call(
            call(null, "systemUiForDefaultDisplay"),
            "setBehavior",
            constant("STANDARD_STATUS_BAR"),
            constant("THREE_BUTTON_NAVIGATION"),
        )
    }

    /** Returns the room that the bars take from the edges of [activity]'s window. */
    fun room(activity: Activity): Rect {
        val insets = checkNotNull(activity.window.decorView.rootWindowInsets) { "the window is not shown" }
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
            val bars = insets.getInsets(WindowInsets.Type.systemBars())
            return Rect(bars.left, bars.top, bars.right, bars.bottom)
        }
        @Suppress("DEPRECATION")
        return Rect(
            insets.systemWindowInsetLeft,
            insets.systemWindowInsetTop,
            insets.systemWindowInsetRight,
            insets.systemWindowInsetBottom,
        )
    }

    internal fun draw(
        canvas: Canvas,
        room: Rect,
        dark: Boolean,
    ) {
        val ink =
            Paint(Paint.ANTI_ALIAS_FLAG).apply {
                color = if (dark) Color.WHITE else Color.BLACK
                alpha = 160
                textSize = room.top * 0.55f
            }
        canvas.drawText("9:41", room.top.toFloat(), room.top * 0.72f, ink)
        val y = canvas.height - room.bottom / 2f
        val size = room.bottom * 0.16f
        for (place in listOf(0.25f, 0.5f, 0.75f)) canvas.drawCircle(canvas.width * place, y, size, ink)
    }
}
