package org.appvagt.phone

import android.content.pm.ApplicationInfo
import android.content.pm.LauncherActivityInfo
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements

/** The icon of an app in another profile. */
@Implements(LauncherActivityInfo::class)
class PhoneLauncherActivity {
    internal lateinit var application: ApplicationInfo

    @Implementation
    fun getApplicationInfo(): ApplicationInfo = application
}
