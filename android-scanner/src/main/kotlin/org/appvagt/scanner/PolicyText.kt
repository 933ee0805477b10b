package org.appvagt.scanner

import android.icu.util.ULocale
import android.os.LocaleList
import org.json.JSONObject
import java.util.Locale

/** A text of the organisation's: by language tag, or under an empty tag the same for everybody. */
@JvmInline
public value class PolicyText(
    /** Each text by its language tag. */
    public val byLanguage: Map<String, String>,
) {
    /**
     * Returns the text for readers of [languages], the ones they know best first, such as `LocaleList.getDefault()`; if
     * it is in none of them in English, and without that the first.
     */
    public fun forReadersOf(languages: LocaleList): String =
        byLanguage[""]
            ?: (0 until languages.size()).firstNotNullOfOrNull { inLanguage(languages[it]) }
            ?: inLanguage(Locale.ENGLISH)
            ?: byLanguage.values.first()

    /** Returns the text in this language that is closest to how it is written where the reader lives. */
    private fun inLanguage(reader: Locale): String? =
        byLanguage.entries
            .map { (tag, text) -> distance(reader, Locale.forLanguageTag(tag)) to text }
            .filter { (distance, _) -> distance < OTHER_LANGUAGE }
            .minByOrNull { (distance, _) -> distance }
            ?.second

    /** Reads texts of a policy. */
    public companion object {
        /** What a distance is where the reader does not read the text. */
        private const val OTHER_LANGUAGE = 100

        /** Both kinds of Norwegian are read by everybody who reads one; `no` is either, and Bokmål mostly. */
        private val NORWEGIAN = mapOf("nb" to 0, "no" to 0, "nn" to 10)

        /** Reads the text that stands in a policy's JSON as this [value]: a string for everybody, or an object of texts by language. */
        public fun of(value: Any): PolicyText =
            when (value) {
                is JSONObject -> PolicyText(value.keys().asSequence().associateWith(value::getString))
                else -> PolicyText(mapOf("" to value.toString()))
            }

        private fun distance(
            reader: Locale,
            text: Locale,
        ): Int {
            if (script(reader) != script(text)) return OTHER_LANGUAGE
            val language =
                when {
                    reader.language == text.language -> 0
                    reader.language !in NORWEGIAN || text.language !in NORWEGIAN -> OTHER_LANGUAGE
                    else -> NORWEGIAN.getValue(reader.language) + NORWEGIAN.getValue(text.language)
                }
            val region =
                when {
                    reader.country == text.country -> 0

                    text.country.isEmpty() -> 1

                    // A number is a part of the world, such as Latin America.
                    text.country[0].isDigit() -> 2

                    else -> 3
                }
            return language + region
        }

        /** Returns in which letters the language is written, there or mostly: Chinese in Taiwan in others than in China. */
        private fun script(locale: Locale): String = ULocale.addLikelySubtags(ULocale.forLocale(locale)).script
    }
}
