package org.appvagt.phone

import android.graphics.Canvas
import android.graphics.Color
import android.graphics.ColorFilter
import android.graphics.Paint
import android.graphics.PixelFormat
import android.graphics.drawable.Drawable

/** The icon of a simulated app: the first letter of its name on a colour of its own. */
class LetterIcon(label: String) : Drawable() {
    private val letter = label.take(1).uppercase()
    private val tile =
        Paint(Paint.ANTI_ALIAS_FLAG).apply {
            color =
                Color.HSVToColor(floatArrayOf(Math.floorMod(label.hashCode(), 360).toFloat(), 0.5f, 0.55f))
        }
    private val ink =
        Paint(Paint.ANTI_ALIAS_FLAG).apply {
            color = Color.WHITE
            textAlign = Paint.Align.CENTER
        }

    override fun draw(canvas: Canvas) {
        val side = bounds.width().toFloat()
        val middle = bounds.exactCenterX()
        canvas.drawCircle(middle, bounds.exactCenterY(), side / 2, tile)
        ink.textSize = side * 0.55f
        canvas.drawText(letter, middle, bounds.exactCenterY() - (ink.ascent() + ink.descent()) / 2, ink)
    }

    override fun setAlpha(alpha: Int) = Unit

    override fun setColorFilter(filter: ColorFilter?) = Unit

    @Deprecated("Android still asks for it before API 29.")
    override fun getOpacity(): Int = PixelFormat.TRANSLUCENT
}
