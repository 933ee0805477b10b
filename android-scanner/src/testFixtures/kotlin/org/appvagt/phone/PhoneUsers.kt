package org.appvagt.phone

import android.os.Build
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
        SimulatedPhone.asked("UserManager.getUserProfiles") {
            listOf(Process.myUserHandle()) +
                profiles.filter { it.kind != SimulatedProfile.Kind.PRIVATE }.map { it.user }
        }

    @Implementation
    override fun isManagedProfile(): Boolean =
        SimulatedPhone.asked("UserManager.isManagedProfile") {
            profiles.any { it.kind == SimulatedProfile.Kind.PERSONAL }
        }

    @Implementation
    override fun hasUserRestriction(
        restriction: String,
        user: UserHandle?,
    ): Boolean =
        SimulatedPhone.asked("UserManager.hasUserRestriction $restriction") {
            super.hasUserRestriction(restriction, user)
        }

    /** Answers what newer versions ask instead. */
    @Implementation(minSdk = Build.VERSION_CODES.UPSIDE_DOWN_CAKE)
    override fun hasUserRestrictionForUser(
        restriction: String,
        user: Int,
    ): Boolean =
        SimulatedPhone.asked("UserManager.hasUserRestriction $restriction") {
            super.hasUserRestrictionForUser(restriction, user)
        }
}
