package org.appvagt.scanner

import org.json.JSONObject

/** A policy that the native library has read and holds ready for scans. */
public class LoadedPolicy internal constructor(
    internal val handle: Int,
    /** The policy in the form of `docs/policy.md`. A key that was left out and has a default stands there with it. */
    public val json: JSONObject,
    /** Whether it is the built-in one, as the managed configuration says nothing of a policy. */
    public val builtIn: Boolean,
    /** What the policy is known by: where two devices show the same, the same policy is in force. */
    public val version: String,
    /** The group that the phone is in, by the managed configuration: some exemptions are for one group only. */
    public val group: String?,
    /** What is no mistake in the managed configuration, but surely not meant, such as a key that is not known: each by its key. */
    public val warnings: List<String> = emptyList(),
) {
    /** Reads policies. */
    public companion object {
        /**
         * Reads a policy from [json].
         *
         * @return null where the native library cannot be used on this device, which each scan reports.
         * @throws PolicyException if the policy has a mistake; the message names every one by its place.
         */
        public fun read(json: String): LoadedPolicy? = read(json, managed = false, builtIn = null)

        /**
         * Reads the policy of a managed [configuration]: a JSON object of its keys (`docs/policy.md`), with each value as it was
         * delivered.
         *
         * @param builtIn the policy, as JSON, that is in force where the configuration says nothing of one, and stays in force but for
         *   what it says in its place where it bans nothing; null stands for the ban of TikTok.
         * @return null where the native library cannot be used on this device, which each scan reports.
         * @throws PolicyException if the configuration has a mistake; the message names every one by its key.
         * @throws ScannerException if [builtIn] is no policy.
         */
        public fun readManaged(
            configuration: String,
            builtIn: String? = null,
        ): LoadedPolicy? = read(configuration, managed = true, builtIn)

        private fun read(
            json: String,
            managed: Boolean,
            builtIn: String?,
        ): LoadedPolicy? {
            if (NativeCore.unavailable != null) return null
            return CoreJson.loadedPolicy(NativeCore.readPolicy(json.toByteArray(), managed, builtIn?.toByteArray()))
        }
    }
}
