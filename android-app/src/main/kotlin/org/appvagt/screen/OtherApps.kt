package org.appvagt.screen

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.ClipData
import android.content.ClipboardManager
import android.content.Intent
import android.net.Uri
import android.os.Build
import android.widget.Toast
import org.appvagt.R
import org.appvagt.scanner.Finding

/** What the employee has other apps do, always by an own decision there. [askAt] is IT's e-mail address, if it is known. */
internal class OtherApps(private val activity: Activity, private val askAt: () -> String?) {
    /** Opens a message to IT that asks to remove the app, ready to be sent. */
    fun askIt(finding: Finding) {
        val name = finding.label ?: finding.name
        val ownName = activity.getString(R.string.app_name)
        val message =
            Intent(Intent.ACTION_SEND)
                .setType("text/plain")
                .putExtra(Intent.EXTRA_SUBJECT, activity.getString(R.string.ask_subject, name))
                .putExtra(Intent.EXTRA_TEXT, activity.getString(R.string.ask_body, name, finding.packageName, ownName))
        val address = askAt()
        if (address != null) {
            message.putExtra(Intent.EXTRA_EMAIL, arrayOf(address))
            // Only apps that send e-mail.
            message.selector = Intent(Intent.ACTION_SENDTO, Uri.parse("mailto:"))
        }
        start(if (address == null) Intent.createChooser(message, null) else message)
    }

    fun call(number: String) = start(Intent(Intent.ACTION_DIAL, Uri.fromParts("tel", number, null)))

    fun write(address: String) = start(Intent(Intent.ACTION_SENDTO, Uri.fromParts("mailto", address, null)))

    fun browse(link: String) = start(Intent(Intent.ACTION_VIEW, Uri.parse(link)))

    fun share(text: String) {
        val message = Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, text)
        start(Intent.createChooser(message, null))
    }

    fun copy(text: String) {
        val clipboard = activity.getSystemService(ClipboardManager::class.java)
        clipboard.setPrimaryClip(ClipData.newPlainText(activity.getString(R.string.page_report), text))
        // From Android 13 on, the system says so itself.
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) {
            Toast.makeText(activity, R.string.copied, Toast.LENGTH_SHORT).show()
        }
    }

    /** Opens another app's screen, or says that there is none. */
    fun start(intent: Intent) {
        try {
            activity.startActivity(intent)
        } catch (_: ActivityNotFoundException) {
            Toast.makeText(activity, R.string.no_app_for_this, Toast.LENGTH_LONG).show()
        }
    }
}
