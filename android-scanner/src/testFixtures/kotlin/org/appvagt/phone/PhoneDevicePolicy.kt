package org.appvagt.phone

import android.app.admin.DevicePolicyManager
import android.content.ComponentName
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadows.ShadowDevicePolicyManager

/** Answers for [SimulatedPhone.current] which apps are administrators and which may not be uninstalled. */
@Implements(DevicePolicyManager::class)
class PhoneDevicePolicy : ShadowDevicePolicyManager() {
    private val apps get() = SimulatedPhone.current.apps

    @Implementation
    override fun isUninstallBlocked(
        admin: ComponentName?,
        packageName: String?,
    ): Boolean = apps[packageName]?.uninstallBlocked == true

    @Implementation
    override fun getActiveAdmins(): List<ComponentName>? =
        apps.values
            .filter { it.deviceAdmin }
            .map { ComponentName(it.packageName, "${it.packageName}.AdminReceiver") }
            .ifEmpty { null }
}
