package org.appvagt.policy

import android.content.Context
import android.content.RestrictionsManager
import android.os.Build
import android.os.Bundle
import android.os.UserManager
import org.appvagt.platform.RequiresApi

/** What the device's management has configured this app with. Reading it asks the system, so not on the main thread. */
internal sealed interface ManagedConfiguration {
    /** Nothing is configured. */
    data object None : ManagedConfiguration

    /** The management says that a configuration is to come. */
    data object Pending : ManagedConfiguration

    /** As JSON: an object of all keys. */
    data class Delivered(val json: String) : ManagedConfiguration

    companion object {
        /** Reads what is configured now. */
        fun read(context: Context): ManagedConfiguration {
            val restrictions = context.getSystemService(RestrictionsManager::class.java)
            val all = merged(bundles(restrictions))
            val pending = all.getBoolean(UserManager.KEY_RESTRICTIONS_PENDING)
            all.remove(UserManager.KEY_RESTRICTIONS_PENDING)
            return when {
                !all.isEmpty -> Delivered(json(all).toString())
                pending -> Pending
                else -> None
            }
        }

        /** Reads the configurations of all admins: from Android 14 several may configure an app, and some only there. */
        private fun bundles(restrictions: RestrictionsManager): List<Bundle> {
            val one = listOfNotNull(restrictions.applicationRestrictions)
            if (Build.VERSION.SDK_INT < Build.VERSION_CODES.UPSIDE_DOWN_CAKE) return one
            return one + PerAdmin.bundles(restrictions)
        }

        /** Merges them: the first that has a key counts. */
        private fun merged(bundles: List<Bundle>): Bundle =
            Bundle().apply { bundles.asReversed().forEach(::putAll) }
    }

    @RequiresApi(Build.VERSION_CODES.UPSIDE_DOWN_CAKE)
    private object PerAdmin {
        fun bundles(restrictions: RestrictionsManager): List<Bundle> =
            restrictions.applicationRestrictionsPerAdmin.orEmpty()
    }
}
