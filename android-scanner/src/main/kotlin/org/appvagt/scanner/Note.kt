package org.appvagt.scanner

import java.time.LocalDate

/** Something worth knowing about a scan that is neither a finding nor a gap. */
public sealed interface Note {
    /** A profile is there that cannot be seen, and the policy does not ask for it. */
    public data class ProfileUnseen(val profile: Profile) : Note

    /**
     * A banned app was uninstalled, but its data were kept. [name] is its family's, or its package name; [label] what the app
     * calls itself or is on record as, where that is known.
     */
    public data class DataKept(val packageName: String, val name: String, val label: String? = null) : Note

    /** A banned app is there that the policy exempts, up to and with [until]. [name] and [label] as in [DataKept]. */
    public data class Exempt(
        val packageName: String,
        val name: String,
        /** The profile it is in; null for the one that was scanned. */
        val profile: Profile?,
        val reason: PolicyText,
        val until: LocalDate,
        val label: String? = null,
    ) : Note

    /** An app is there that will be banned on [from]. [name] and [label] as in [DataKept]. */
    public data class Announced(
        val packageName: String,
        val name: String,
        /** The profile it is in; null for the one that was scanned. */
        val profile: Profile?,
        val reason: PolicyText?,
        val from: LocalDate,
        val label: String? = null,
        /** The next step for who does not want to wait for that day, which may have no screen: [Removal.hasScreen]. */
        val removal: Removal = Removal.NOTHING_LEFT,
    ) : Note
}
