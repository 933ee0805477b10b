package com.example.embed

import android.app.Activity
import android.os.Bundle
import android.widget.TextView
import org.appvagt.scanner.Scanner
import kotlin.concurrent.thread

/** Lists the banned apps on this phone, and opens the removal of the first. */
class EmbedActivity : Activity() {
    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        val text = TextView(this).also(::setContentView)
        val scanner = Scanner(this)
        thread {
            val report = scanner.scan()
            runOnUiThread {
                text.text = "${report.verdict}: ${report.findings.joinToString { it.name }}"
                report.findings.firstOrNull()?.let { scanner.openRemoval(this, it, requestCode = 1) }
            }
        }
    }
}
