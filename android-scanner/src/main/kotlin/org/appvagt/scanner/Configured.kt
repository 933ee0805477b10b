package org.appvagt.scanner

/** What an MDM has configured an app with. */
public data class Configured(
    /** The policy that is in force by that, as JSON for [Scanner.scan]: the built-in one if the configuration says nothing of one. */
    val policy: String,
    /** Whether it is the built-in one. */
    val builtIn: Boolean,
    /** What the policy is known by: where two devices show the same, the same policy is in force. */
    val version: String,
    /** The group that the phone is in: some exemptions are for one group only. */
    val group: String?,
) {
    public companion object {
        /**
         * Reads a managed [configuration]: a JSON object of its keys (`docs/policy.md`), with each value as it was delivered.
         * Null where the native library cannot be used on this device, which each scan says.
         *
         * @throws PolicyException if the configuration has a mistake; the message names every one by its key.
         */
        public fun read(configuration: String): Configured? {
            if (NativeCore.unavailable != null) return null
            return CoreJson.configured(NativeCore.configured(configuration.toByteArray()))
        }
    }
}
