package org.appvagt.scanner

import org.json.JSONObject

/** A text of the organisation's: by language tag, or under an empty tag the same for everybody. */
@JvmInline
public value class PolicyText(
    /** Each text by its language tag. */
    public val byLanguage: Map<String, String>,
) {
    /** Returns the text for readers of [language] (such as `da`); without it in English, and without that the first. */
    public fun forReadersOf(language: String): String =
        byLanguage[""] ?: byLanguage[language] ?: byLanguage["en"] ?: byLanguage.values.first()

    public companion object {
        /** Reads the text that stands in a policy's JSON as this [value]: a string for everybody, or an object of texts by language. */
        public fun of(value: Any): PolicyText =
            when (value) {
                is JSONObject -> PolicyText(value.keys().asSequence().associateWith(value::getString))
                else -> PolicyText(mapOf("" to value.toString()))
            }
    }
}
