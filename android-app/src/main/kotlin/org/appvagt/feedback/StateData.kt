package org.appvagt.feedback

import org.json.JSONObject

/** Starts the data of a state: an object with its one word. */
internal fun stateData(state: String): JSONObject = JSONObject().put("schema", 1).put("state", state)

/** An enum constant as it is written in JSON. */
internal val Enum<*>.word: String get() = name.lowercase()

internal fun JSONObject.putUnlessEmpty(
    key: String,
    counts: Map<String, Int>,
) = if (counts.isEmpty()) this else put(key, JSONObject(counts))

internal fun JSONObject.putUnlessZero(
    key: String,
    count: Int,
) = if (count == 0) this else put(key, count)
