package org.appvagt.phone

import android.app.admin.DevicePolicyManager
import android.content.ComponentName
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadows.ShadowDevicePolicyManager

/**
 * Answers for [SimulatedPhone.current] which apps are administrators and which may not be uninstalled, and suspends and hides
 * apps for an app under test to which package access is delegated.
 */
@Implements(DevicePolicyManager::class)
class PhoneDevicePolicy : ShadowDevicePolicyManager() {
    private val phone get() = SimulatedPhone.current
    private val apps get() = phone.apps

    private fun <T> answer(
        question: String,
        answer: () -> T,
    ): T =
        SimulatedPhone.asked("DevicePolicyManager.$question") {
            phone.onDevicePolicyQuestion()
            answer()
        }

    @Implementation
    override fun isUninstallBlocked(
        admin: ComponentName?,
        packageName: String?,
    ): Boolean = answer("isUninstallBlocked $packageName") { apps[packageName]?.uninstallBlocked == true }

    @Implementation
    override fun getActiveAdmins(): List<ComponentName>? =
        answer("getActiveAdmins") {
            apps.values
                .filter { it.deviceAdmin }
                .map { ComponentName(it.packageName, "${it.packageName}.AdminReceiver") }
                .ifEmpty { null }
        }

    @Implementation
    override fun getDelegatedScopes(
        admin: ComponentName?,
        delegatedPackage: String,
    ): List<String> =
        answer("getDelegatedScopes") {
            listOf(DevicePolicyManager.DELEGATION_PACKAGE_ACCESS).filter { phone.delegatesPackageAccess }
        }

    /** Suspends as Android does: leaves administrators alone, and names what it did not suspend. */
    @Implementation
    override fun setPackagesSuspended(
        admin: ComponentName?,
        packageNames: Array<String>,
        suspended: Boolean,
    ): Array<String> =
        answer("setPackagesSuspended ${packageNames.asList()} $suspended") {
            refuseUndelegated()
            val (done, failed) =
                packageNames.partition { apps[it]?.run { installed && !hidden && !deviceAdmin } == true }
            done.forEach { name -> phone.change(name) { it.copy(suspended = suspended) } }
            failed.toTypedArray()
        }

    /** Returns whether that changed anything. */
    @Implementation
    override fun setApplicationHidden(
        admin: ComponentName?,
        packageName: String,
        hidden: Boolean,
    ): Boolean =
        answer("setApplicationHidden $packageName $hidden") {
            refuseUndelegated()
            val app = apps[packageName]
            val changes = app != null && app.hidden != hidden && !app.deviceAdmin
            if (changes) phone.change(packageName) { it.copy(hidden = hidden) }
            changes
        }

    private fun refuseUndelegated() {
        if (!phone.delegatesPackageAccess) throw SecurityException("no delegation-package-access")
    }
}
