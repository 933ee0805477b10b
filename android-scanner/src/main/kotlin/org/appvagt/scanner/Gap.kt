package org.appvagt.scanner

import java.time.LocalDate

/** A reason why a scan is incomplete. */
public sealed class Gap(
    /** What reports call it. */
    public val kind: String,
    /** How often it counts: once, or for so many apps. */
    public val count: Int = 1,
) {
    /** Without this permission, the phone leaves apps out of its list. */
    public data class PermissionMissing(val permission: String) : Gap("permission_missing")

    /** The phone answered the request for a list with an exception of this class. */
    public data class ListFailed(val list: PackageList, val exception: String) : Gap("list_failed")

    /** The list of installed apps was empty. */
    public data object ListEmpty : Gap("list_empty")

    /** The list left out the app that asked. */
    public data object ListWithoutOurselves : Gap("list_without_ourselves")

    /** The list left out Android itself. */
    public data object ListWithoutAndroid : Gap("list_without_android")

    /** A list left out apps that are there: another list holds them, or they answered when asked for by name. */
    public data class ListContradicted(val apps: Int) : Gap("list_contradicted", apps)

    /** Certificate or manifest of [apps] of [of] apps could not be read. */
    public data class AppsUnread(val apps: Int, val of: Int) : Gap("apps_unread", apps)

    /** A profile cannot be seen that the policy asks for. */
    public data class ProfileUnseen(val profile: Profile) : Gap("profile_unseen")

    /** The native library cannot be used on this device: nothing was scanned. */
    public data class ScannerUnavailable(val reason: String) : Gap("scanner_unavailable")

    /** The scan stood still and was given up. Added by whoever runs scans. */
    public data object ScanUnfinished : Gap("scan_unfinished")

    /**
     * The phone's clock shows an earlier day than [latest], on which the phone was scanned before and by which it is judged.
     * Added by whoever remembers that day.
     */
    public data class ClockSetBack(val latest: LocalDate) : Gap("clock_set_back")

    /** The two lists a scan asks for. */
    public enum class PackageList {
        /** Enabled and disabled apps. */
        INSTALLED,

        /** Those, and the hidden and archived ones. */
        HIDDEN,
    }
}
