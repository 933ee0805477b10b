package org.appvagt.check

import android.content.Context
import android.content.pm.PackageInfo
import org.appvagt.platform.TimeLimit
import org.appvagt.platform.answered
import java.time.Instant

/** When this app came onto the phone, which clearing its storage does not change. Null where the phone does not say. */
internal class OwnInstallation(private val context: Context, private val limit: TimeLimit) {
    fun installedAt(): Instant? = time { firstInstallTime }

    fun updatedAt(): Instant? = time { lastUpdateTime }

    private fun time(of: PackageInfo.() -> Long): Instant? {
        val info =
            answered("when this app was installed") {
                limit.run { context.packageManager.getPackageInfo(context.packageName, 0) }
            }
        return info?.of()?.takeIf { it > 0 }?.let(Instant::ofEpochMilli)
    }
}
