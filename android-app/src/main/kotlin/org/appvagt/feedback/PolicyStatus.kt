package org.appvagt.feedback

/** What is known of the policy that a check went by. */
internal sealed interface PolicyStatus {
    /** The organisation set none: the built-in one is in force. */
    data object BuiltIn : PolicyStatus

    /** The organisation's own is in force. */
    data object Applied : PolicyStatus

    /** The organisation's own has mistakes. */
    data object Refused : PolicyStatus
}
