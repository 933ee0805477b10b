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

    /** Returns whether it is delegated now. */
    fun isGranted(): Boolean =
        try {
            policies?.getDelegatedScopes(null, context.packageName).orEmpty()
                .contains(DevicePolicyManager.DELEGATION_PACKAGE_ACCESS)
        } catch (_: SecurityException) {
            false
        }

    /** Restrains these [packages], and returns those that are restrained after this, by whomever. */
    fun restrain(
        packages: Set<String>,
        restraint: Restraint,
    ): Set<String> {
        val refused = set(packages, restraint, restrained = true)
        return packages.filterTo(mutableSetOf()) { it !in refused || isRestrained(it, restraint) }
    }

    /** Frees an app, and returns whether it is free after this. */
    fun release(
        packageName: String,
        restraint: Restraint,
    ): Boolean =
        set(setOf(packageName), restraint, restrained = false).isEmpty() || !isRestrained(packageName, restraint)

    /** Returns the packages that Android refuses; also those where there was nothing to change. */
    private fun set(
        packages: Set<String>,
        restraint: Restraint,
        restrained: Boolean,
    ): Set<String> {
        val policies = policies ?: return packages
        return try {
            when (restraint) {
                Restraint.SUSPENDED ->
                    policies.setPackagesSuspended(null, packages.toTypedArray(), restrained).toSet()

                Restraint.HIDDEN ->
                    packages.filterTo(mutableSetOf()) { !policies.setApplicationHidden(null, it, restrained) }
            }
        } catch (_: SecurityException) {
            packages
        }
    }

    /** Returns whether the app is here, restrained or not. */
    fun isInstalled(packageName: String): Boolean =
        application(packageName, PackageManager.MATCH_UNINSTALLED_PACKAGES)
            ?.let { it.flags and ApplicationInfo.FLAG_INSTALLED != 0 } == true

    /** Returns whether the app is here and restrained in this way, by whomever. */
    fun isRestrained(
        packageName: String,
        restraint: Restraint,
    ): Boolean = restraint(packageName) == restraint

    /** Returns how the app is restrained, by whomever; null if it is not, or not here. */
    fun restraint(packageName: String): Restraint? {
        // Lists without a flag leave out what is hidden.
        val visible = application(packageName, 0) ?: return Restraint.HIDDEN.takeIf { isInstalled(packageName) }
        return Restraint.SUSPENDED.takeIf { visible.flags and ApplicationInfo.FLAG_SUSPENDED != 0 }
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
