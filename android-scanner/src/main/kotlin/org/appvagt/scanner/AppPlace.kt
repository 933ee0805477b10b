package org.appvagt.scanner

/** An app of which no more is said than where it is. */
public data class AppPlace(
    /** Its package name, such as `com.zhiliaoapp.musically`. */
    val packageName: String,
    /** The profile it is in; null for the one that is scanned. */
    val profile: Profile? = null,
)
