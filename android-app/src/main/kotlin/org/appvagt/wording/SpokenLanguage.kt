package org.appvagt.wording

import android.content.Context
import android.content.res.Configuration
import android.content.res.Resources
import android.os.LocaleList
import org.appvagt.R
import java.util.Locale

/**
 * The language that the app's sentences are in, with the region that decides how days and numbers are written in them.
 *
 * Android chooses texts by the phone's list of languages, but formats numbers, counts and days by the first of the list, be it
 * one that the app does not speak.
 */
internal object SpokenLanguage {
    private const val NORWEGIAN = "nb"

    /** Who has one of these reads the app's Norwegian; Android takes it for the first only. */
    private val READ_AS_NORWEGIAN = setOf(NORWEGIAN, "no", "nn")

    /** Returns the locale of the sentences in these [resources], on a phone with these [languages]. */
    fun of(
        resources: Resources,
        languages: LocaleList,
    ): Locale {
        val chosen = resources.getString(R.string.language)
        // What Android makes of texts to try layouts with is no language.
        if (chosen.any { it !in 'a'..'z' }) return languages[0]
        for (index in 0 until languages.size()) {
            val reader = languages[index]
            if (reader.language in READ_AS_NORWEGIAN) return written(NORWEGIAN, reader)
            if (reader.language == chosen) return written(chosen, reader)
        }
        return written(chosen, languages[0])
    }

    /** Returns what has the app's sentences and all in them in one language, where those of [context] are not. */
    fun inContext(context: Context): Context = override(context)?.let(context::createConfigurationContext) ?: context

    /** Returns what to change for that; null if there is nothing to change. */
    fun override(context: Context): Configuration? {
        val current = context.resources.configuration
        val languages = LocaleList.getDefault()
        val spoken = of(context.resources, languages)
        if (spoken == current.locales[0]) return null
        return Configuration().apply {
            setLocales(LocaleList(spoken))
            // Mirrored is the screen of whoever is used to that, whatever it says.
            setLayoutDirection(current.locales[0])
        }
    }

    /** Returns a language as it is written where the reader lives. */
    private fun written(
        language: String,
        reader: Locale,
    ): Locale =
        when {
            language == reader.language && language != Locale.ENGLISH.language -> reader

            language == NORWEGIAN && reader.language in READ_AS_NORWEGIAN -> Locale(NORWEGIAN, reader.country)

            language != Locale.ENGLISH.language -> Locale(language)

            // English without a region is American to Android, and so is that of regions that it does not know.
            language == reader.language && reader.stripExtensions() in englishRegions -> reader

            reader.country == Locale.US.country -> Locale.US

            else -> Locale.UK
        }

    private val englishRegions: Set<Locale> by lazy {
        Locale.getAvailableLocales().filterTo(mutableSetOf()) { it.language == "en" && it.country.isNotEmpty() }
    }
}
