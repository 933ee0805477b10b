package org.appvagt.scanner

/** Something worth knowing about a scan that is neither a finding nor a gap. */
public sealed interface Note {
    /** A profile is there that cannot be seen, and the policy does not ask for it. */
    public data class ProfileUnseen(val profile: Profile) : Note

    /** A banned app was uninstalled, but its data were kept. [name] is its family's, or its package name. */
    public data class DataKept(val packageName: String, val name: String) : Note
}
