package org.appvagt.scanner

import java.time.LocalDate

/** A reason why a scan is incomplete. */
public sealed class Gap(
    /** What reports call it. */
    public val kind: String,
    /** How often it counts: once, or for so many apps. */
    public val count: Int = 1,
) {
    /** Without a permission, the phone leaves apps out of its list. */
    public data class PermissionMissing(
        /** The permission, such as `android.permission.QUERY_ALL_PACKAGES`. */
        val permission: String,
    ) : Gap("permission_missing")

    /** The phone answered the request for a list with an exception. */
    public data class ListFailed(
        /** The list that was asked for. */
        val list: PackageList,
        /** The exception's class. */
        val exception: String,
    ) : Gap("list_failed")

    /** The list of installed apps was empty. */
    public data object ListEmpty : Gap("list_empty")

    /** The list left out the app that asked. */
    public data object ListWithoutOurselves : Gap("list_without_ourselves")

    /** The list left out Android itself. */
    public data object ListWithoutAndroid : Gap("list_without_android")

    /** A list left out apps that are there: another list holds them, or they answered when asked for by name. */
    public data class ListContradicted(
        /** How many it left out, that are known of. */
        val apps: Int,
    ) : Gap("list_contradicted", apps)

    /** Certificate or manifest of some apps could not be read. */
    public data class AppsUnread(
        /** How many could not be read. */
        val apps: Int,
        /** How many there are. */
        val of: Int,
    ) : Gap("apps_unread", apps)

    /** A profile cannot be seen that the policy asks for. */
    public data class ProfileUnseen(
        /** The profile. */
        val profile: Profile,
    ) : Gap("profile_unseen")

    /** The native library cannot be used on this device: nothing was scanned. */
    public data class ScannerUnavailable(
        /** What Android said when it was to load the library. */
        val reason: String,
    ) : Gap("scanner_unavailable")

    /** The scan stood still and was given up. Added by whoever runs scans. */
    public data object ScanUnfinished : Gap("scan_unfinished")

    /**
     * The phone's clock shows an earlier day than one on which the phone was scanned before. Added by whoever remembers that day.
     */
    public data class ClockSetBack(
        /** The latest day on which the phone was scanned, by which it is judged. */
        val latest: LocalDate,
    ) : Gap("clock_set_back")

    /** The two lists a scan asks for. */
    public enum class PackageList {
        /** Enabled and disabled apps. */
        INSTALLED,

        /** Those, and the hidden and archived ones. */
        HIDDEN,
    }
}
