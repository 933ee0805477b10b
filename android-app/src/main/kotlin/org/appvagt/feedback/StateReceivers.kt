package org.appvagt.feedback

import android.app.admin.DevicePolicyManager
import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.util.Log

/** Who may be told keyed app states: the owner of the device or profile, and the Play Store, which passes them on. */
internal class StateReceivers(private val context: Context) {
    /** Null where the device cannot be managed. */
    private val policies: DevicePolicyManager? = context.getSystemService(DevicePolicyManager::class.java)

    /** Their services; none if the phone does not tell. */
    fun all(): Set<ComponentName> =
        try {
            val owners = policies?.activeAdmins.orEmpty().map { it.packageName }.filter(::isOwner)
            val allowed = owners.toSet() + PLAY_STORE
            context.packageManager
                .queryIntentServices(Intent(ACTION_APP_STATES), 0)
                .map { it.serviceInfo }
                .filter { it.packageName in allowed }
                .mapTo(LinkedHashSet()) { ComponentName(it.packageName, it.name) }
        } catch (e: RuntimeException) {
            // System services throw anything when they are down. No check may fail of that.
            Log.w("Appvagt", "cannot look for receivers of app states", e)
            emptySet()
        }

    /** Whether [packageName] may be told now: between binding and sending, an owner can lose the device. */
    fun allows(packageName: String): Boolean = packageName == PLAY_STORE || isOwner(packageName)

    private fun isOwner(packageName: String): Boolean =
        policies?.run { isDeviceOwnerApp(packageName) || isProfileOwnerApp(packageName) } == true

    private companion object {
        const val PLAY_STORE = "com.android.vending"
    }
}
