package org.appvagt.feedback

/** What is known of the policy that a check went by. */
internal data class PolicyStatus(
    val source: Source,
    /** What it is known by; null if it could not be read. */
    val version: String?,
    /** Why what the organisation delivered last is not in force, a mistake a line; null if it is. */
    val refusal: String? = null,
    /** How many apps this app keeps from being used. */
    val restrained: Int = 0,
    /** How many of them it should not, but may not let go of any more. */
    val stuck: Int = 0,
    /** How many banned apps were found suspended or hidden, and this app has no record of doing that. */
    val unclaimed: Int = 0,
    /** How many of those are not banned any more, and still suspended or hidden. */
    val left: Int = 0,
    /** What is no mistake in the managed configuration, but surely not meant: each by its key. */
    val warnings: List<String> = emptyList(),
) {
    enum class Source {
        /** The organisation set none: the built-in one is in force. */
        BUILT_IN,

        /** The organisation's own is in force. */
        APPLIED,

        /** It could not be read, so nobody knows. */
        UNREAD,
    }
}
