package org.appvagt.phone

import android.app.Activity
import android.app.Dialog
import android.content.res.Configuration
import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Color
import java.io.File

/** Pictures of what a [SimulatedPhone] shows. */
object Screenshot {
    /** Draws what [activity] shows, with [dialog] before it, and the bars of the system. */
    fun of(
        activity: Activity,
        dialog: Dialog? = null,
    ): Bitmap {
        val view = activity.window.decorView
        val bitmap = Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888)
        val canvas = Canvas(bitmap)
        view.draw(canvas)
        if (dialog != null) {
            canvas.drawColor(Color.argb(150, 0, 0, 0))
            val window = checkNotNull(dialog.window).decorView
            canvas.save()
            canvas.translate((view.width - window.width) / 2f, (view.height - window.height) / 2f)
            window.draw(canvas)
            canvas.restore()
        }
        val mode = activity.resources.configuration.uiMode and Configuration.UI_MODE_NIGHT_MASK
        val dark = mode == Configuration.UI_MODE_NIGHT_YES || dialog != null
        SystemBars.draw(canvas, SystemBars.room(activity), dark)
        return bitmap
    }

    /** Saves that as a PNG. */
    fun save(
        file: File,
        activity: Activity,
        dialog: Dialog? = null,
    ) {
        val bitmap = of(activity, dialog)
        file.parentFile?.mkdirs()
        file.outputStream().use {
            check(bitmap.compress(Bitmap.CompressFormat.PNG, 100, it)) { "$file was not written" }
        }
        bitmap.recycle()
    }
}
