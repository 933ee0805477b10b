package org.appvagt.phone

import android.content.pm.ApplicationInfo
import android.content.pm.LauncherActivityInfo
import android.content.pm.LauncherApps
import android.content.pm.PackageManager
import android.os.Build
import android.os.Process
import android.os.UserHandle
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadow.api.Shadow
import org.robolectric.shadows.ShadowLauncherApps
import org.robolectric.util.ReflectionHelpers

/** Answers for [SimulatedPhone.current] which profiles can be seen, and what is in them. */
@Implements(LauncherApps::class)
class PhoneLauncherApps : ShadowLauncherApps() {
    private val phone get() = SimulatedPhone.current

    @Implementation
    fun getProfiles(): List<UserHandle> =
        SimulatedPhone.asked("LauncherApps.getProfiles") {
            phone.profilesFailure?.let { throw it }
            listOf(Process.myUserHandle()) + phone.profiles.filter { it.kind.visible }.map { it.user }
        }

    @Implementation
    override fun getActivityList(
        packageName: String?,
        user: UserHandle,
    ): List<LauncherActivityInfo> =
        SimulatedPhone.asked("LauncherApps.getActivityList") {
            profile(user).apps.values.filter { it.hasIcon }.map { app ->
                val activity = Shadow.newInstanceOf(LauncherActivityInfo::class.java)
                Shadow.extract<PhoneLauncherActivity>(activity).application = app.application()
                activity
            }
        }

    @Implementation
    override fun getApplicationInfo(
        packageName: String,
        flags: Int,
        user: UserHandle,
    ): ApplicationInfo =
        SimulatedPhone.asked("LauncherApps.getApplicationInfo $packageName") {
            profile(user).apps[packageName]?.application() ?: throw PackageManager.NameNotFoundException(packageName)
        }

    @Implementation(minSdk = Build.VERSION_CODES.VANILLA_ICE_CREAM)
    fun getLauncherUserInfo(user: UserHandle): Any =
        SimulatedPhone.asked("LauncherApps.getLauncherUserInfo") {
            val info = Shadow.newInstanceOf(Class.forName("android.content.pm.LauncherUserInfo"))
            ReflectionHelpers.setField(info, "mUserType", profile(user).kind.userType)
            info
        }

    private fun profile(user: UserHandle) =
        phone.profiles.firstOrNull { it.kind.visible && it.user == user } ?: throw SecurityException("no such profile")
}
