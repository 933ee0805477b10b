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

/** What the employee has other apps do, always by an own decision there. */
internal class OtherApps(private val activity: Activity) {
    fun call(number: String) = start(Intent(Intent.ACTION_DIAL, Uri.fromParts("tel", number, null)))

    /** Opens an e-mail to [address], with [message] ready in it. */
    fun write(
        address: String,
        message: Message? = null,
    ) {
        val mail = Intent(Intent.ACTION_SENDTO, Uri.fromParts("mailto", address, null))
        if (message != null) {
            mail.putExtra(Intent.EXTRA_SUBJECT, message.subject).putExtra(Intent.EXTRA_TEXT, message.body)
        }
        start(mail)
    }

    fun browse(link: String) = start(Intent(Intent.ACTION_VIEW, Uri.parse(link)))

    fun share(text: String) {
        val message = Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, text)
        start(Intent.createChooser(message, null))
    }

    fun copy(text: String) {
        val clipboard = activity.getSystemService(ClipboardManager::class.java)
        clipboard.setPrimaryClip(ClipData.newPlainText(activity.getString(R.string.app_name), text))
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
