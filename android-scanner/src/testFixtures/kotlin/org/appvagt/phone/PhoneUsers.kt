package org.appvagt.phone

import android.os.Process
import android.os.UserHandle
import android.os.UserManager
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadows.ShadowUserManager

/** Answers for [SimulatedPhone.current] which profiles there are. */
@Implements(UserManager::class)
class PhoneUsers : ShadowUserManager() {
    private val profiles get() = SimulatedPhone.current.profiles

    @Implementation
    override fun getUserProfiles(): List<UserHandle> =
        listOf(Process.myUserHandle()) + profiles.filter { it.kind != SimulatedProfile.Kind.PRIVATE }.map { it.user }

    @Implementation
    override fun isManagedProfile(): Boolean = profiles.any { it.kind == SimulatedProfile.Kind.PERSONAL }
}
