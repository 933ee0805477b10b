package org.appvagt.feedback

import org.json.JSONObject

/**
 * What is reported to the organisation's device management under one key, in place of what was reported under it before.
 * Receivers drop a state that is longer than they allow, so there is none.
 */
internal data class KeyedAppState(
    val key: String,
    val severity: Severity,
    /** For people at IT. */
    val message: String,
    /** For machines: JSON. */
    val data: String,
) {
    init {
        require(key.length <= MAX_KEY) { "the key has ${key.length} characters" }
        require(message.length <= MAX_MESSAGE) { "the message has ${message.length} characters" }
        require(data.length <= MAX_DATA) { "the data have ${data.length} characters" }
    }

    /** As receivers number them. */
    enum class Severity(val code: Int) {
        /** Nothing is wrong; takes back an [ERROR] of the same key. */
        INFO(1),

        /** Something is wrong that the organisation has to act on. */
        ERROR(2),
    }

    /** Returns it as it is kept in files. */
    fun json(): JSONObject =
        JSONObject()
            .put("key", key)
            .put("severity", severity.name)
            .put("message", message)
            .put("data", data)

    companion object {
        /** Reads what [json] wrote. */
        fun read(json: JSONObject): KeyedAppState =
            KeyedAppState(
                json.getString("key"),
                Severity.valueOf(json.getString("severity")),
                json.getString("message"),
                json.getString("data"),
            )

        const val MAX_KEY = 100
        const val MAX_MESSAGE = 1000
        const val MAX_DATA = 1000
    }
}
