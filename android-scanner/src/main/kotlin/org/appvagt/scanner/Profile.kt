package org.appvagt.scanner

/** A profile of the phone other than the one that is scanned. */
public enum class Profile {
    /** The work profile, which the organisation manages. */
    WORK,

    /** The personal side, as seen from the work profile. */
    PERSONAL,

    /** The private space of Android 15. */
    PRIVATE,

    /** Second copies of apps, as some makers offer them. */
    CLONE,
}
