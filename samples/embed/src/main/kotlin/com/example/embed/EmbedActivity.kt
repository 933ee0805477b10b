package com.example.embed

import android.app.Activity
import android.content.ActivityNotFoundException
import android.os.Bundle
import android.widget.TextView
import android.widget.Toast
import org.appvagt.scanner.Finding
import org.appvagt.scanner.NoSuchFindingException
import org.appvagt.scanner.Scanner
import kotlin.concurrent.thread

/** Lists the banned apps on this phone, and opens the removal of the first that has a screen for it. */
class EmbedActivity : Activity() {
    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        val text = TextView(this).also(::setContentView)
        val scanner = Scanner(this)
        thread {
            val report = scanner.scan()
            runOnUiThread {
                if (isFinishing || isDestroyed) return@runOnUiThread
                text.text = "${report.verdict}: ${report.findings.joinToString { it.name }}"
                report.findings.firstOrNull { it.removal.hasScreen }?.let { open(scanner, it) }
            }
        }
    }

    private fun open(
        scanner: Scanner,
        finding: Finding,
    ) {
        try {
            scanner.openRemoval(this, finding, requestCode = 1)
        } catch (_: ActivityNotFoundException) {
            say("This phone has no screen to remove ${finding.name}")
        } catch (_: NoSuchFindingException) {
            say("A later scan did not find ${finding.name} any more")
        }
    }

    private fun say(text: String) = Toast.makeText(this, text, Toast.LENGTH_LONG).show()
}
