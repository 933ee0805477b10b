package org.appvagt.scanner

/** A text of the organisation's: by language tag, or under an empty tag the same for everybody. */
@JvmInline
public value class PolicyText(public val byLanguage: Map<String, String>) {
    /** The text for readers of [language] (such as `da`); without it in English, and without that the first. */
    public fun forReadersOf(language: String): String =
        byLanguage[""] ?: byLanguage[language] ?: byLanguage["en"] ?: byLanguage.values.first()
}
