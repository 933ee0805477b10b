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

    /** Which of some apps are essential. */
    data class Among(
        val essential: Set<String>,
        /** Those of which the phone does not say it now. */
        val unknown: Set<String>,
    )

    /** Returns the packages of those [findings] that are essential to this phone: by their names, or as it uses them. */
    fun among(findings: List<Finding>): Among {
        if (findings.isEmpty()) return Among(emptySet(), emptySet())
        val chosen = chosen()
        val answers =
            findings.associate {
                val isNamed = it.essential || it.packageName == context.packageName
                it.packageName to if (isNamed) true else isPart(it.packageName, chosen)
            }
        return Among(answers.filterValues { it == true }.keys, answers.filterValues { it == null }.keys)
    }

    /**
     * Returns whether [packageName] is a part of Android, the owner of the device, or came with it and is [chosen]; null if the
     * phone does not say it.
     */
    private fun isPart(
        packageName: String,
        chosen: Chosen,
    ): Boolean? =
        answered(WHAT) {
            val app = packages.getApplicationInfo(packageName, PackageManager.MATCH_UNINSTALLED_PACKAGES)
            val isSystem = app.flags and ApplicationInfo.FLAG_SYSTEM != 0
            when {
                app.uid % USERS < Process.FIRST_APPLICATION_UID -> true
                isSystem && app.flags and ApplicationInfo.FLAG_PERSISTENT != 0 -> true
                policies?.run { isDeviceOwnerApp(packageName) || isProfileOwnerApp(packageName) } == true -> true
                !isSystem -> false
                packageName in chosen.packages -> true
                else -> if (chosen.isWhole) false else null
            }
        }

    /** The apps that the phone uses for what it cannot do without. */
    private class Chosen(
        val packages: Set<String>,
        /** Whether the phone has said which these are. */
        val isWhole: Boolean,
    )

    /** Returns the home screen, the settings, the dialler and the keyboards in use. Android goes back to those it came with. */
    private fun chosen(): Chosen {
        val answers =
            listOf(
                answered(WHAT) { setOfNotNull(opens(Intent(Intent.ACTION_MAIN).addCategory(Intent.CATEGORY_HOME))) },
                answered(WHAT) { setOfNotNull(opens(Intent(Settings.ACTION_SETTINGS))) },
                answered(WHAT) {
                    setOfNotNull(context.getSystemService(TelecomManager::class.java)?.defaultDialerPackage)
                },
                answered(WHAT) { keyboards().orEmpty().toSet() },
            )
        return Chosen(answers.filterNotNull().flatten().toSet(), isWhole = null !in answers)
    }

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
