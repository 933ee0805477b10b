package org.appvagt.phone

import android.content.RestrictionsManager
import android.os.Build
import android.os.Bundle
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadows.ShadowRestrictionsManager

/** Answers for [SimulatedPhone.current] what the app under test is configured with. */
@Implements(RestrictionsManager::class)
class PhoneRestrictions : ShadowRestrictionsManager() {
    private val configurations: List<Bundle>
        get() =
            SimulatedPhone.asked("RestrictionsManager.getApplicationRestrictions") {
                SimulatedPhone.current.configurationFailure?.let { throw it }
                SimulatedPhone.current.managedConfigurations
            }

    @Implementation
    override fun getApplicationRestrictions(): Bundle? = configurations.firstOrNull()?.let(::Bundle)

    @Implementation(minSdk = Build.VERSION_CODES.UPSIDE_DOWN_CAKE)
    fun getApplicationRestrictionsPerAdmin(): List<Bundle> = configurations.map(::Bundle)
}
