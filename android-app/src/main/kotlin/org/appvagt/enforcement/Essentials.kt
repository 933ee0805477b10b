package org.appvagt.enforcement

import android.app.admin.DevicePolicyManager
import android.content.Context
import android.content.Intent
import android.content.pm.ApplicationInfo
import android.content.pm.PackageManager
import android.os.Process
import android.provider.Settings
import android.telecom.TelecomManager
import android.view.inputmethod.InputMethodManager
import org.appvagt.platform.answered
import org.appvagt.scanner.Finding

/** Apps without which a phone cannot be used or managed: they are never suspended or hidden, whatever a policy bans. */
internal class Essentials(private val context: Context) {
    private val packages: PackageManager = context.packageManager
    private val policies: DevicePolicyManager? = context.getSystemService(DevicePolicyManager::class.java)

    /** Returns the packages of those [findings] that are essential to this phone: by their names, or as it uses them. */
    fun among(findings: List<Finding>): Set<String> {
        if (findings.isEmpty()) return emptySet()
        val chosen = chosen()
        return findings
            .filter { it.essential || it.packageName == context.packageName || isPart(it.packageName, chosen) }
            .mapTo(mutableSetOf()) { it.packageName }
    }

    /** Returns whether [packageName] is a part of Android, the owner of the device, or came with it and is [chosen]. */
    private fun isPart(
        packageName: String,
        chosen: Set<String>,
    ): Boolean =
        answered(WHAT) {
            val app = packages.getApplicationInfo(packageName, PackageManager.MATCH_UNINSTALLED_PACKAGES)
            val isSystem = app.flags and ApplicationInfo.FLAG_SYSTEM != 0
            app.uid % USERS < Process.FIRST_APPLICATION_UID ||
                (isSystem && (packageName in chosen || app.flags and ApplicationInfo.FLAG_PERSISTENT != 0)) ||
                policies?.run { isDeviceOwnerApp(packageName) || isProfileOwnerApp(packageName) } == true
        } ?: false

    /** Returns the home screen, the settings, the dialler and the keyboards in use. Android goes back to those it came with. */
    private fun chosen(): Set<String> =
        setOfNotNull(
            answered(WHAT) { opens(Intent(Intent.ACTION_MAIN).addCategory(Intent.CATEGORY_HOME)) },
            answered(WHAT) { opens(Intent(Settings.ACTION_SETTINGS)) },
            answered(WHAT) { context.getSystemService(TelecomManager::class.java)?.defaultDialerPackage },
        ) + answered(WHAT) { keyboards() }.orEmpty()

    private fun keyboards(): List<String>? =
        context.getSystemService(InputMethodManager::class.java)?.enabledInputMethodList?.map { it.packageName }

    private fun opens(intent: Intent): String? =
        packages.resolveActivity(intent, PackageManager.MATCH_DEFAULT_ONLY)?.activityInfo?.packageName

    private companion object {
        const val WHAT = "which apps it needs"

        /** Each user has the numbers of apps anew. */
        const val USERS = 100_000
    }
}
