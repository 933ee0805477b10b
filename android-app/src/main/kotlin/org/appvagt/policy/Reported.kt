package org.appvagt.policy

import org.json.JSONObject

/** What the organisation learns about a phone. */
internal enum class Reported {
    NOTHING,

    /** The verdict in one word. */
    VERDICT,

    /** The verdict, and which banned families were found. */
    FAMILIES,
    ;

    companion object {
        /** What a policy says, null being the built-in one. */
        fun by(policy: String?): Reported =
            when (val word = policy?.let { JSONObject(it).getString("report") }) {
                "nothing" -> NOTHING
                "families" -> FAMILIES
                "verdict", null -> VERDICT
                else -> error("the core knows no $word")
            }
    }
}
