package org.appvagt.feedback

import android.app.admin.DevicePolicyManager
import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.content.pm.ApplicationInfo
import org.appvagt.platform.TimeLimit
import org.appvagt.platform.answered

/** Who gets keyed app states: the owner of the device or profile, and the Play Store that came with the device. */
internal class StateReceivers(private val context: Context, private val limit: TimeLimit) {
    /** Null where the device cannot be managed. */
    private val policies: DevicePolicyManager? = context.getSystemService(DevicePolicyManager::class.java)

    /** Returns their services; none if the phone does not answer. */
    fun all(): Set<ComponentName> =
        asked {
            val owners = policies?.activeAdmins.orEmpty().map { it.packageName }.filter(::isOwner)
            val allowed = owners.toSet() + listOf(PLAY_STORE).filter(::isPreinstalled)
            context.packageManager
                .queryIntentServices(Intent(ACTION_APP_STATES), 0)
                .map { it.serviceInfo }
                .filter { it.packageName in allowed }
                .mapTo(LinkedHashSet()) { ComponentName(it.packageName, it.name) }
        }.orEmpty()

    /** Returns whether [packageName] may get states now: between binding and sending, an owner can lose the device. */
    fun allows(packageName: String): Boolean =
        asked { (packageName == PLAY_STORE && isPreinstalled(packageName)) || isOwner(packageName) } == true

    private fun <T : Any> asked(question: () -> T): T? =
        answered("who gets app states") { limit.run { question() } }

    /** Returns whether an app came with the device: anybody can give an app a name. */
    private fun isPreinstalled(packageName: String): Boolean =
        answered("which apps came with it") {
            context.packageManager.getApplicationInfo(packageName, 0).flags and ApplicationInfo.FLAG_SYSTEM != 0
        } == true

    private fun isOwner(packageName: String): Boolean =
        policies?.run { isDeviceOwnerApp(packageName) || isProfileOwnerApp(packageName) } == true

    private companion object {
        const val PLAY_STORE = "com.android.vending"
    }
}
