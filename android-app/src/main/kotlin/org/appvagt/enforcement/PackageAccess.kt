package org.appvagt.enforcement

import android.app.admin.DevicePolicyManager
import android.content.Context
import android.content.pm.ApplicationInfo
import android.content.pm.PackageManager

/**
 * The apps of this profile as the device's management lets this app deal with them, if it has delegated package access. What
 * Android refuses did not happen, and that is the answer.
 */
internal class PackageAccess(private val context: Context) {
    /** Null where the device cannot be managed. */
    private val policies: DevicePolicyManager? = context.getSystemService(DevicePolicyManager::class.java)

    /** Whether it is delegated now. */
    fun isGranted(): Boolean =
        try {
            policies?.getDelegatedScopes(null, context.packageName).orEmpty()
                .contains(DevicePolicyManager.DELEGATION_PACKAGE_ACCESS)
        } catch (_: SecurityException) {
            false
        }

    /** Has an app [restrained] or not. Whether it is after this, by whomever. */
    fun restrain(
        packageName: String,
        restraint: Restraint,
        restrained: Boolean,
    ): Boolean {
        val policies = policies ?: return false
        val done =
            try {
                when (restraint) {
                    Restraint.SUSPENDED ->
                        policies.setPackagesSuspended(null, arrayOf(packageName), restrained).isEmpty()

                    Restraint.HIDDEN -> policies.setApplicationHidden(null, packageName, restrained)
                }
            } catch (_: SecurityException) {
                false
            }
        // Android also answers false where there was nothing to change.
        return if (done) restrained else isRestrained(packageName, restraint)
    }

    /** Whether the app is here, restrained or not. */
    fun isInstalled(packageName: String): Boolean =
        application(packageName, PackageManager.MATCH_UNINSTALLED_PACKAGES)
            ?.let { it.flags and ApplicationInfo.FLAG_INSTALLED != 0 } == true

    /** Whether the app, which is here, is restrained in this way, by whomever. */
    fun isRestrained(
        packageName: String,
        restraint: Restraint,
    ): Boolean {
        // Lists without a flag leave out what is hidden.
        val visible = application(packageName, 0)
        return when (restraint) {
            Restraint.SUSPENDED -> visible != null && visible.flags and ApplicationInfo.FLAG_SUSPENDED != 0
            Restraint.HIDDEN -> visible == null && isInstalled(packageName)
        }
    }

    private fun application(
        packageName: String,
        flags: Int,
    ): ApplicationInfo? =
        try {
            context.packageManager.getApplicationInfo(packageName, flags)
        } catch (_: PackageManager.NameNotFoundException) {
            null
        }
}
