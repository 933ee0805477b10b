package org.appvagt.notification

import org.json.JSONArray
import org.json.JSONObject
import java.time.LocalDate

/** What the employee was notified of so far. */
internal data class NotificationState(
    /** Package names of the findings they know of. */
    val found: Set<String> = emptySet(),
    /** The last day on which they heard of findings; null if there was none. */
    val on: LocalDate? = null,
    /** Digest of the refusal they know of; null if there is none. */
    val refusal: Int? = null,
) {
    fun json(): JSONObject =
        JSONObject()
            .put("found", JSONArray(found))
            .put("on", on?.toEpochDay())
            .put("refusal", refusal)

    companion object {
        /** Reads what [json] wrote. */
        fun read(json: JSONObject): NotificationState {
            val found = json.getJSONArray("found")
            return NotificationState(
                List(found.length()) { found.getString(it) }.toSet(),
                if (json.has("on")) LocalDate.ofEpochDay(json.getLong("on")) else null,
                if (json.has("refusal")) json.getInt("refusal") else null,
            )
        }
    }
}
