package org.appvagt.check

import android.content.Context
import org.appvagt.feedback.KeyedAppState
import org.appvagt.kept.KeptFile
import org.appvagt.policy.PolicyInForce
import org.json.JSONArray
import org.json.JSONObject
import java.time.Instant

/** What is remembered of the last check, to be shown to the employee: what was said of it, and no app. */
internal data class LastCheck(
    val at: Instant,
    /** Where the policy came from; null if it could not be read. */
    val origin: PolicyInForce.Origin?,
    /** What the policy is known by. */
    val policyVersion: String?,
    /** What the organisation was to be told, to the word. */
    val states: List<KeyedAppState>,
) {
    /** Keeps the last one. */
    class Memory(context: Context) {
        private val file = KeptFile(context, "last-check.json")

        fun load(): LastCheck? =
            file.loadJson { json ->
                val states = json.getJSONArray("states")
                LastCheck(
                    Instant.ofEpochMilli(json.getLong("at")),
                    json.textOrNull("origin")?.let(PolicyInForce.Origin::valueOf),
                    json.textOrNull("policy_version"),
                    List(states.length()) { KeyedAppState.read(states.getJSONObject(it)) },
                )
            }

        fun save(check: LastCheck) {
            file.save(
                JSONObject()
                    .put("at", check.at.toEpochMilli())
                    .put("origin", check.origin?.name)
                    .put("policy_version", check.policyVersion)
                    .put("states", JSONArray(check.states.map { it.json() }))
                    .toString(),
            )
        }

        private fun JSONObject.textOrNull(name: String): String? = if (has(name)) getString(name) else null
    }
}
