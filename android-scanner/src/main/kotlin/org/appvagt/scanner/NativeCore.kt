package org.appvagt.scanner

import android.content.Context
import android.content.Intent

/** The natives of `libappvagt.so`. What crosses is UTF-8 JSON. */
internal object NativeCore {
    /** Why the library cannot be used on this device; null if it can. */
    val unavailable: String? =
        try {
            System.loadLibrary("appvagt")
            null
        } catch (e: UnsatisfiedLinkError) {
            e.message ?: "libappvagt.so was not loaded"
        }

    /** Lists the apps of the phone, as [PhoneApps]. */
    @JvmStatic
    @CalledFromNative
    external fun installedApps(context: Context): ByteArray

    /**
     * Reads a policy, or the managed configuration that says one, and keeps it for scans. A configuration lies over the policy
     * that is [builtIn]; null stands for the library's.
     *
     * @return a [LoadedPolicy]
     */
    @JvmStatic
    @CalledFromNative
    external fun readPolicy(
        json: ByteArray,
        managed: Boolean,
        builtIn: ByteArray?,
    ): ByteArray

    /**
     * Scans the phone by the policy that has this handle.
     *
     * @return a [Report]
     */
    @JvmStatic
    @CalledFromNative
    external fun scan(
        context: Context,
        policy: Int,
        judgingContext: ByteArray,
        progress: ScanProgress?,
    ): ByteArray

    /** Returns the name under an app's icon, cleaned as [Finding.label] is; [packageName] if the phone knows none. */
    @JvmStatic
    @CalledFromNative
    external fun label(
        context: Context,
        packageName: String,
    ): String

    /**
     * Returns the screen for the next step of removing an app that the last scan found or announced in the [profile] that the JSON
     * calls so; null stands for the one that was scanned.
     */
    @JvmStatic
    @CalledFromNative
    external fun removalScreen(
        context: Context,
        packageName: String,
        profile: String?,
    ): Intent

    /** Panics, to show on any device that a panic in the library becomes a [ScannerException]. */
    @JvmStatic
    @CalledFromNative
    external fun provokePanic()
}
