package org.appvagt.check

import android.app.admin.DevicePolicyManager
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter

/**
 * Has the phone checked as soon as an app comes or goes, or the device's management changes something. Android broadcasts that
 * only to apps that run.
 */
internal class PhoneChanges(private val checks: CheckRunner) : BroadcastReceiver() {
    fun listen(context: Context) {
        val packages =
            IntentFilter().apply {
                addAction(Intent.ACTION_PACKAGE_ADDED)
                addAction(Intent.ACTION_PACKAGE_REPLACED)
                addAction(Intent.ACTION_PACKAGE_CHANGED)
                addAction(Intent.ACTION_PACKAGE_REMOVED)
                addDataScheme("package")
            }
        context.registerReceiver(this, packages)
        val management =
            IntentFilter().apply {
                addAction(Intent.ACTION_APPLICATION_RESTRICTIONS_CHANGED)
                addAction(DevicePolicyManager.ACTION_APPLICATION_DELEGATION_SCOPES_CHANGED)
            }
        context.registerReceiver(this, management)
    }

    override fun onReceive(
        context: Context,
        intent: Intent,
    ) {
        if (matters(intent)) checks.startAfterChange()
    }

    private fun matters(intent: Intent): Boolean =
        when (intent.action) {
            // An update is broadcast as two changes.
            Intent.ACTION_PACKAGE_REMOVED -> !intent.getBooleanExtra(Intent.EXTRA_REPLACING, false)

            // Apps turn parts of themselves on and off all day; what matters is the whole app.
            Intent.ACTION_PACKAGE_CHANGED -> {
                val changed = intent.getStringArrayExtra(Intent.EXTRA_CHANGED_COMPONENT_NAME_LIST)
                changed == null || intent.data?.schemeSpecificPart in changed
            }

            else -> true
        }
}
