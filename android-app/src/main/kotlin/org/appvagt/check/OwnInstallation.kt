package org.appvagt.check

import android.content.Context
import android.content.pm.PackageInfo
import android.content.pm.PackageManager
import java.time.Instant

/** When this app came onto the phone, which clearing its storage does not change. Null where the phone does not say. */
internal class OwnInstallation(private val context: Context) {
    fun installedAt(): Instant? = time { firstInstallTime }

    fun updatedAt(): Instant? = time { lastUpdateTime }

    private fun time(of: PackageInfo.() -> Long): Instant? =
        try {
            context.packageManager
                .getPackageInfo(context.packageName, 0)
                .of()
                .takeIf { it > 0 }
                ?.let(Instant::ofEpochMilli)
        } catch (_: PackageManager.NameNotFoundException) {
            null
        } catch (_: RuntimeException) {
            // System services throw anything when they are down.
            null
        }
}
