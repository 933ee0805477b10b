package org.appvagt.removal

/** An app that the person has removed, by the [name] that they know it by; or disabled, where it came with the phone. */
internal data class Removed(val name: String, val isDisabled: Boolean)
