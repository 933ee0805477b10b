package org.appvagt.scanner

import org.json.JSONObject

/** What an MDM has configured an app with. */
public data class Configured(
    /** The policy, as JSON for [Scanner.scan]; null if the configuration says nothing of one. */
    val policy: String?,
    /** The group that the phone is in: some exemptions are for one group only. */
    val group: String?,
) {
    public companion object {
        /**
         * Reads a managed [configuration]: a JSON object of its keys (`docs/policy.md`), with each value as it was delivered.
         * Where the native library cannot be used on this device, which each scan says, nothing is read.
         *
         * @throws PolicyException if the configuration has a mistake; the message names every one by its key.
         */
        public fun read(configuration: String): Configured {
            if (NativeCore.unavailable != null) return Configured(null, null)
            val json = JSONObject(String(NativeCore.configured(configuration.toByteArray())))
            return Configured(
                policy = json.optJSONObject("policy")?.toString(),
                group = if (json.isNull("group")) null else json.getString("group"),
            )
        }
    }
}
