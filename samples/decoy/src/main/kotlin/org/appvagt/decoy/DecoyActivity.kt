package org.appvagt.decoy

import android.app.Activity
import android.os.Bundle
import android.view.Gravity
import android.widget.ScrollView
import android.widget.TextView

/**
 * The only screen of a decoy: it says what the app is, and under which package name it is installed. Nothing here may call
 * Kotlin's library, which is not packaged.
 */
class DecoyActivity : Activity() {
    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        val text = TextView(this)
        text.text = getString(R.string.what_this_is, packageName)
        text.textSize = 20f
        text.gravity = Gravity.CENTER_VERTICAL
        val margin = (32 * resources.displayMetrics.density).toInt()
        text.setPadding(margin, margin, margin, margin)
        val screen = ScrollView(this)
        screen.isFillViewport = true
        // From Android 15 on, apps draw below the system's bars unless they say this.
        screen.fitsSystemWindows = true
        screen.addView(text)
        setContentView(screen)
    }
}
