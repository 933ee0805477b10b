package org.appvagt.scanner

import java.time.LocalDate

/** Something worth knowing about a scan that is neither a finding nor a gap. */
public sealed interface Note {
    /** A profile is there that cannot be seen, and the policy does not ask for it. */
    public data class ProfileUnseen(
        /** The profile. */
        val profile: Profile,
    ) : Note

    /** A banned app was uninstalled, but its data were kept. */
    public data class DataKept(
        /** Its package name, such as `com.zhiliaoapp.musically`. */
        val packageName: String,
        /** Name of its family; without one, its package name. */
        val name: String,
        /** What the app calls itself or is on record as, where that is known. */
        val label: String? = null,
    ) : Note

    /** A banned app is there that the policy exempts. */
    public data class Exempt(
        /** Its package name, such as `com.zhiliaoapp.musically`. */
        val packageName: String,
        /** Name of its family; without one, its package name. */
        val name: String,
        /** The profile it is in; null for the one that was scanned. */
        val profile: Profile?,
        /** Why it is exempt. */
        val reason: PolicyText,
        /** The last day of the exemption. */
        val until: LocalDate,
        /** What the app calls itself or is on record as, where that is known. */
        val label: String? = null,
    ) : Note

    /** An app is there that will be banned. */
    public data class Announced(
        /** Its package name, such as `com.zhiliaoapp.musically`. */
        val packageName: String,
        /** Name of its family; without one, its package name. */
        val name: String,
        /** The profile it is in; null for the one that was scanned. */
        val profile: Profile?,
        /** Why it will be banned, where the policy says so. */
        val reason: PolicyText?,
        /** The first day of the ban. */
        val from: LocalDate,
        /** What the app calls itself or is on record as, where that is known. */
        val label: String? = null,
        /** The next step for who does not want to wait for that day, which may have no screen: [Removal.hasScreen]. */
        val removal: Removal = Removal.NOTHING_LEFT,
    ) : Note
}
