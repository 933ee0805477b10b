package org.appvagt.check

import android.content.Context
import org.appvagt.feedback.KeyedAppState
import org.appvagt.kept.KeptFile
import org.appvagt.policy.Policy.Reported
import org.json.JSONArray
import org.json.JSONObject
import java.time.Instant

/** What is remembered of the last check, to be shown to the employee; no app. */
internal data class LastCheck(
    val at: Instant,
    /** How much the organisation wants to be told. */
    val reported: Reported,
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
                    Reported.valueOf(json.getString("reported")),
                    List(states.length()) { KeyedAppState.read(states.getJSONObject(it)) },
                )
            }

        fun save(check: LastCheck) {
            file.save(
                JSONObject()
                    .put("at", check.at.toEpochMilli())
                    .put("reported", check.reported.name)
                    .put("states", JSONArray(check.states.map { it.json() }))
                    .toString(),
            )
        }
    }
}
