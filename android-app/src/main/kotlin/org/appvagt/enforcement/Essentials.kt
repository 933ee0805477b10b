package org.appvagt.enforcement

import android.app.admin.DevicePolicyManager
import android.content.Context
import android.content.Intent
import android.content.pm.ApplicationInfo
import android.content.pm.PackageManager
import android.os.Process
import android.provider.Settings
import android.telecom.TelecomManager
import android.util.Log
import android.view.inputmethod.InputMethodManager

/** Apps without which a phone cannot be used or managed: they are never suspended or hidden, whatever a policy bans. */
internal class Essentials(private val context: Context) {
    private val packages: PackageManager = context.packageManager
    private val policies: DevicePolicyManager? = context.getSystemService(DevicePolicyManager::class.java)

    /** Returns which of these [apps] are essential to this phone. */
    fun among(apps: Set<String>): Set<String> {
        if (apps.isEmpty()) return emptySet()
        val chosen = chosen()
        return apps.filterTo(mutableSetOf()) { it in NAMES || it == context.packageName || isPart(it, chosen) }
    }

    /** Returns whether [packageName] is a part of Android, the owner of the device, or came with it and is [chosen]. */
    private fun isPart(
        packageName: String,
        chosen: Set<String>,
    ): Boolean =
        answered {
            val app = packages.getApplicationInfo(packageName, PackageManager.MATCH_UNINSTALLED_PACKAGES)
            val isSystem = app.flags and ApplicationInfo.FLAG_SYSTEM != 0
            app.uid % USERS < Process.FIRST_APPLICATION_UID ||
                (isSystem && (packageName in chosen || app.flags and ApplicationInfo.FLAG_PERSISTENT != 0)) ||
                policies?.run { isDeviceOwnerApp(packageName) || isProfileOwnerApp(packageName) } == true
        } ?: false

    /** Returns the home screen, the settings, the dialler and the keyboards in use. Android goes back to those it came with. */
    private fun chosen(): Set<String> =
        setOfNotNull(
            answered { opens(Intent(Intent.ACTION_MAIN).addCategory(Intent.CATEGORY_HOME)) },
            answered { opens(Intent(Settings.ACTION_SETTINGS)) },
            answered { context.getSystemService(TelecomManager::class.java)?.defaultDialerPackage },
        ) + answered { keyboards() }.orEmpty()

    private fun keyboards(): List<String>? =
        context.getSystemService(InputMethodManager::class.java)?.enabledInputMethodList?.map { it.packageName }

    private fun opens(intent: Intent): String? =
        packages.resolveActivity(intent, PackageManager.MATCH_DEFAULT_ONLY)?.activityInfo?.packageName

    /** Returns what comes of a question to the phone; null if there is no answer. */
    private fun <T> answered(question: () -> T?): T? =
        try {
            question()
        } catch (_: PackageManager.NameNotFoundException) {
            null
        } catch (e: RuntimeException) {
            // System services throw anything when they are down.
            Log.w("Appvagt", "the phone does not say which apps it needs", e)
            null
        }

    private companion object {
        /** Each user has the numbers of apps anew. */
        const val USERS = 100_000

        val NAMES =
            setOf(
                "android",
                "com.android.packageinstaller",
                "com.android.permissioncontroller",
                "com.android.phone",
                "com.android.settings",
                "com.android.systemui",
                "com.android.vending",
                "com.google.android.gms",
                "com.google.android.gsf",
                "com.google.android.packageinstaller",
                "com.google.android.permissioncontroller",
            )
    }
}
