package org.appvagt.feedback

import android.app.admin.DevicePolicyManager
import android.content.ComponentName
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

/** The Play Store, by which most device management hears of apps. */
internal const val PLAY_STORE = "com.android.vending"

/** The device management's own app on the phone. */
internal const val CONTROLLER = "com.example.controller"

/** Makes [CONTROLLER] an administrator, as many apps can be. */
internal fun SimulatedPhone.addAdministrator() {
    apps[CONTROLLER] = SimulatedApp(CONTROLLER, deviceAdmin = true)
}

/** Makes [CONTROLLER] the owner of the device. */
internal fun SimulatedPhone.addDeviceOwner() {
    addAdministrator()
    shadowOf(policies()).setDeviceOwner(ComponentName(CONTROLLER, "$CONTROLLER.AdminReceiver"))
}

/** Makes [CONTROLLER] the owner of the profile. */
internal fun SimulatedPhone.addProfileOwner() {
    addAdministrator()
    shadowOf(policies()).setProfileOwner(ComponentName(CONTROLLER, "$CONTROLLER.AdminReceiver"))
}

private fun policies(): DevicePolicyManager =
    RuntimeEnvironment.getApplication().getSystemService(DevicePolicyManager::class.java)
