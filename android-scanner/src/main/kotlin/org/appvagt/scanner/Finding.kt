package org.appvagt.scanner

import java.time.LocalDate

/** A banned app that is on the phone. */
public data class Finding(
    /** Its package name, such as `com.zhiliaoapp.musically`. */
    val packageName: String,
    /** Id of the banned family; null where the organisation bans the package by itself. */
    val family: String?,
    /** Name of the family, in English where [names] has more; without a family, the app's own name, and without that the package name. */
    val name: String,
    /** Name under the icon, where known. */
    val label: String?,
    /** Version as shown to people, where known. */
    val version: String?,
    /** How it got onto the phone. */
    val origin: Origin,
    /** What state it is in. */
    val state: State,
    /** How sure it is that it is the app it is taken for. */
    val certainty: Certainty,
    /** What the finding rests on; never empty. */
    val evidence: List<Evidence>,
    /** The next step towards being rid of it, which may have no screen: [Removal.hasScreen]. */
    val removal: Removal,
    /**
     * Whether it came with the phone under the name of an app without which a phone does not work or cannot be managed: never
     * suspend or hide it.
     */
    val essential: Boolean = false,
    /** Name of the family by language code, where it differs between languages; else empty. */
    val names: Map<String, String> = emptyMap(),
    /** Whether this is Appvagt's own test app, which does nothing. */
    val test: Boolean = false,
    /** The profile it is in; null for the one that was scanned. */
    val profile: Profile? = null,
    /** Why the organisation bans it, where the policy says so. */
    val reason: PolicyText? = null,
    /** The day on which it was first found, going by [JudgingContext.known]. */
    val since: LocalDate? = null,
    /** The last day on which it may be there, where the policy says so. */
    val due: LocalDate? = null,
    /** Whether that day is over. */
    val overdue: Boolean = false,
) {
    /** Where it is: one package may be in several profiles. */
    val place: AppPlace get() = AppPlace(packageName, profile)

    /** How the app got onto the phone. */
    public enum class Origin {
        /** Installed later, by a person or the device's management. */
        INSTALLED,

        /** Came with the phone. */
        PRELOADED,

        /** Came with the phone, and was updated since. */
        PRELOADED_UPDATED,

        /** Runs without being installed. */
        INSTANT,
    }

    /** What state the app is in. */
    public enum class State {
        /** It can run. */
        ENABLED,

        /** It cannot run until it is enabled. */
        DISABLED,

        /** Kept from running for now, by the device's management or a time limit of the person's own. */
        SUSPENDED,

        /** Hidden by the device's management. */
        HIDDEN,

        /** Its code is gone; its data and icon remain, and one tap brings it back. */
        ARCHIVED,
    }
}

/** How sure a mark makes us. */
public enum class Certainty {
    /** Known from a weaker source: very likely. */
    STRONG,

    /** Known for certain. */
    CERTAIN,
}
