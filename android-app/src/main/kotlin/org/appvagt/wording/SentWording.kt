package org.appvagt.wording

import org.appvagt.R
import org.appvagt.feedback.KeyedAppState
import org.json.JSONException
import org.json.JSONObject

/** What was reported to the organisation, in the words of the employee: what it learns, and nothing that it does not. */
internal class SentWording(private val wording: Wording) {
    /** Says in a sentence what a state says; a state that is not known says it itself. */
    fun sentence(state: KeyedAppState): String {
        val data =
            try {
                JSONObject(state.data)
            } catch (_: JSONException) {
                return state.message
            }
        val words =
            when (state.key) {
                "compliance" -> compliance(data)
                "coverage" -> coverage(data)
                "policy" -> policy(data)
                "acknowledgement" -> acknowledgement(data)
                else -> emptyList()
            }
        return words.ifEmpty { listOf(state.message) }.joinToString(" ")
    }

    private fun compliance(data: JSONObject): List<String> =
        when (data.optString("state")) {
            "compliant" -> listOf(wording.words(R.string.sent_compliant))

            "incomplete" -> listOf(wording.words(R.string.sent_incomplete))

            "action_required" -> {
                val rules = data.optJSONObject("rules") ?: JSONObject()
                val families = rules.keys().asSequence().map { wording.counted(wording.family(it), rules.optInt(it)) }
                val words = families.joinToString().ifEmpty { null }
                val named = words?.let { wording.words(R.string.sent_banned_families, it) }
                listOf(named ?: wording.words(R.string.sent_banned))
            }

            else -> emptyList()
        }

    private fun coverage(data: JSONObject): List<String> {
        val state =
            when (data.optString("state")) {
                "complete" -> R.string.sent_complete
                "incomplete" -> R.string.sent_incomplete
                "failed" -> R.string.sent_failed
                else -> return emptyList()
            }
        val forgets = data.has("memory_since") || data.has("memory")
        return listOfNotNull(state, R.string.sent_memory.takeIf { forgets }).map(wording::words)
    }

    private fun policy(data: JSONObject): List<String> {
        val state =
            when (data.optString("state")) {
                "built_in" -> R.string.sent_built_in
                "applied" -> R.string.sent_applied
                "refused" -> R.string.sent_refused
                "unread" -> R.string.sent_unread
                else -> return emptyList()
            }
        return listOfNotNull(state, R.string.sent_stuck.takeIf { data.has("stuck") }).map(wording::words)
    }

    private fun acknowledgement(data: JSONObject): List<String> =
        when (data.optString("state")) {
            "not_asked" -> listOf(wording.words(R.string.sent_not_asked))
            "missing" -> listOf(wording.words(R.string.sent_missing))
            "given" -> listOf(wording.words(R.string.sent_given))
            else -> emptyList()
        }
}
