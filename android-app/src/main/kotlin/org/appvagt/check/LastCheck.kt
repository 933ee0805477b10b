package org.appvagt.check

import android.content.Context
import org.appvagt.feedback.KeyedAppState
import org.appvagt.policy.Policy.ReportLevel
import org.appvagt.storage.AtomicFileStore
import org.json.JSONArray
import org.json.JSONObject
import java.time.Instant

/** What is remembered of the last check, to be shown to the employee; no app. */
internal data class LastCheck(
    val at: Instant,
    /** How much the organisation wants reported. */
    val reportLevel: ReportLevel,
    /** What was to be reported to the organisation, to the word. */
    val states: List<KeyedAppState>,
) {
    /** Keeps the last one. */
    class Memory(context: Context) {
        private val store = AtomicFileStore(context, "last-check.json")

        fun load(): LastCheck? =
            store.loadOrNull { json ->
                val states = json.getJSONArray("states")
                LastCheck(
                    Instant.ofEpochMilli(json.getLong("at")),
                    ReportLevel.valueOf(json.getString("reported")),
                    List(states.length()) { KeyedAppState.read(states.getJSONObject(it)) },
                )
            }

        fun save(check: LastCheck) {
            store.save(
                JSONObject()
                    .put("at", check.at.toEpochMilli())
                    .put("reported", check.reportLevel.name)
                    .put("states", JSONArray(check.states.map { it.json() })),
            )
        }
    }
}
