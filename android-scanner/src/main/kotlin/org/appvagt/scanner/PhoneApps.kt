package org.appvagt.scanner

/** The apps of the phone. Keep it no longer than it is needed: it says much about the person. */
public data class PhoneApps(
    /** All apps that the phone names. */
    val apps: List<InstalledApp>,
    /** What could not be seen. */
    val gaps: List<Gap>,
)

/** What the phone says of one app. */
public data class InstalledApp(
    /** Its package name, such as `com.example.notes`. */
    val packageName: String,
    /** The version by which Android compares, where known. */
    val versionCode: Long?,
    /** Version as shown to people, where known. */
    val versionName: String?,
    /** Where it stands for the person using the phone. */
    val presence: Presence,
    /** Whether it can run. */
    val enabled: Boolean,
    /** Whether it came with the phone. */
    val system: Boolean,
    /** Whether an app that came with the phone was updated since. */
    val updatedSystem: Boolean,
    /** SHA-256 digests of its signing certificates, the present ones first, then those it rotated from; null if unknown. */
    val certificates: List<String>?,
) {
    /** Where the app stands for the person using the phone. */
    public enum class Presence {
        /** Installed and visible, enabled or disabled. */
        INSTALLED,

        /** Hidden by the device's management. */
        HIDDEN,

        /** Archived. */
        ARCHIVED,

        /** Uninstalled with its data kept. */
        DATA_KEPT,

        /** Uninstalled with its data kept where the phone does not say so, or installed for another user only. */
        NOT_INSTALLED,
    }
}
