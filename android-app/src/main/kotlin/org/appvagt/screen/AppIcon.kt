package org.appvagt.screen

import android.content.pm.PackageManager
import android.graphics.drawable.Drawable

/** Returns the icon of the app [packageName]; the one of nameless apps where it was removed since the check. */
internal fun PackageManager.appIcon(packageName: String): Drawable =
    try {
        getApplicationInfo(packageName, PackageManager.MATCH_UNINSTALLED_PACKAGES).loadIcon(this)
    } catch (_: PackageManager.NameNotFoundException) {
        defaultActivityIcon
    }
