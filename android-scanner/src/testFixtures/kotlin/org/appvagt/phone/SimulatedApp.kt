package org.appvagt.phone

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
    /** False for an app that was uninstalled with its data kept, or is installed for another user only. */
    val installed: Boolean = true,
    val uninstallBlocked: Boolean = false,
    val deviceAdmin: Boolean = false,
    /** Its signing certificate, DER; by default that of a test key of its own. Null: the phone does not tell. */
    val certificate: ByteArray? = TestKey.certificate(packageName),
    /** Certificates it rotated from, oldest first. */
    val formerCertificates: List<ByteArray> = emptyList(),
    /** The installed APK, where there is one. */
    val apk: String = "/data/app/$packageName/base.apk",
)
