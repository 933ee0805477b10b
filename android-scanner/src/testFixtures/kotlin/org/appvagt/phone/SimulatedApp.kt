package org.appvagt.phone

import android.content.pm.ApplicationInfo
import android.os.Process

/** An app on a [SimulatedPhone]. */
data class SimulatedApp(
    val packageName: String,
    val label: String = packageName.substringAfterLast('.'),
    val versionCode: Long = 1,
    val versionName: String? = "1.0",
    val system: Boolean = false,
    val updatedSystem: Boolean = false,
    val enabled: Boolean = true,
    val hidden: Boolean = false,
    /** Only from API 35. */
    val archived: Boolean = false,
    val suspended: Boolean = false,
    val instant: Boolean = false,
    /** False for an app that is installed for another user only; without its [apk], one whose data alone were kept. */
    val installed: Boolean = true,
    val uninstallBlocked: Boolean = false,
    val deviceAdmin: Boolean = false,
    /** Its signing certificate, DER; by default that of a test key of its own. Null: the phone does not say. */
    val certificate: ByteArray? = TestKey.certificate(packageName),
    /** Certificates it rotated from, oldest first. */
    val formerCertificates: List<ByteArray> = emptyList(),
    /** The installed APK. Null: one that declares what the properties below say, and nothing if it is not [installed]. */
    val apk: String? = null,
    /** The APKs installed beside it. */
    val splits: List<String> = emptyList(),
    /** Class names of its activities. */
    val activities: List<String> = emptyList(),
    /** Authorities of its providers. */
    val authorities: List<String> = emptyList(),
    /** Meta-data of the application. */
    val metaData: Map<String, String> = emptyMap(),
    /** Permissions that it defines. */
    val permissions: List<String> = emptyList(),
    /** Whether a home screen shows it. */
    val hasIcon: Boolean = true,
) {
    /** Describes the app as its phone does. */
    internal fun application(): ApplicationInfo {
        val app = this
        return ApplicationInfo().apply {
            packageName = app.packageName
            nonLocalizedLabel = app.label
            enabled = app.enabled
            uid = Process.FIRST_APPLICATION_UID
            sourceDir =
                app.apk
                    ?: if (app.installed && !app.archived) PhoneApk.of(app).path else "/data/app/gone/base.apk"
            publicSourceDir = sourceDir
            splitSourceDirs = app.splits.toTypedArray().ifEmpty { null }
            flags =
                flagIf(app.installed && !app.archived, ApplicationInfo.FLAG_INSTALLED) or
                flagIf(app.suspended, ApplicationInfo.FLAG_SUSPENDED) or
                flagIf(app.system, ApplicationInfo.FLAG_SYSTEM) or
                flagIf(app.updatedSystem, ApplicationInfo.FLAG_UPDATED_SYSTEM_APP)
        }
    }

    private fun flagIf(
        condition: Boolean,
        flag: Int,
    ) = if (condition) flag else 0
}
