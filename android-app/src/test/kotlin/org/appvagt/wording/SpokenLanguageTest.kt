package org.appvagt.wording

import android.content.res.Configuration
import android.os.Build
import android.os.LocaleList
import org.appvagt.R
import org.appvagt.finding
import org.appvagt.scanner.PolicyText
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assume.assumeTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import java.time.Instant
import java.time.LocalDate
import java.util.TimeZone

/** Words, days and numbers of a sentence are in one language, whatever languages the phone has. */
@RunWith(RobolectricTestRunner::class)
class SpokenLanguageTest {
    private val application = RuntimeEnvironment.getApplication()
    private val before = LocaleList.getDefault() to TimeZone.getDefault()
    private val day = LocalDate.of(2026, 11, 25)

    @After
    fun restore() {
        LocaleList.setDefault(before.first)
        TimeZone.setDefault(before.second)
    }

    /** Gives the phone these languages, the first one first, and returns what the app says then. */
    private fun wording(tags: String): Wording {
        val languages = LocaleList.forLanguageTags(tags)
        LocaleList.setDefault(languages)
        val configuration = Configuration(application.resources.configuration).apply { setLocales(languages) }
        val phone = application.createConfigurationContext(configuration)
        return Wording(SpokenLanguage.inContext(phone).resources)
    }

    private fun visible(text: String) = text.replace('\u00A0', '_').replace('\u202F', '_')

    @Test
    fun `a day is written as in the language of its sentence, and does not break`() {
        for ((languages, written) in listOf(
            "da-DK" to "25._november_2026",
            "da" to "25._november_2026",
            "de-AT" to "25._November_2026",
            "fi-FI" to "25._marraskuuta_2026",
            "nb-NO" to "25._november_2026",
            "sv-FI" to "25_november_2026",
            // European, where nobody is known to be American.
            "en" to "25_November_2026",
            "en-GB" to "25_November_2026",
            "en-DK" to "25_November_2026",
            "en-XK" to "25_November_2026",
            "en-US" to "November_25,_2026",
            "es-US" to "November_25,_2026",
            // Of a language that the app does not speak: another one of the phone's, else English.
            "pl-PL" to "25_November_2026",
            "ar-EG" to "25_November_2026",
        )) {
            assertEquals(languages, written, visible(wording(languages).day(day)))
        }
    }

    @Test
    fun `of several languages the first that the app speaks is spoken, days and numbers too`() {
        assumeTrue(
            "simulated, Android 8 looks at the first language only",
            Build.VERSION.SDK_INT > Build.VERSION_CODES.O,
        )
        for ((languages, written) in listOf(
            "pl-PL,fi-FI" to "25._marraskuuta_2026",
            "zh-Hant-TW,de-DE,en-US" to "25._November_2026",
            "fa-IR,da-DK" to "25._november_2026",
        )) {
            assertEquals(languages, written, visible(wording(languages).day(day)))
        }
        assertEquals("Apps tjekket: 12 af 200", wording("fa-IR,da-DK").words(R.string.checking_text, 12, 200))
    }

    @Test
    fun `a point in time may break between the day and the hour only`() {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"))
        for ((languages, written) in listOf(
            "da-DK" to "22._november_2026 kl._09.41",
            "de-DE" to "22._November_2026 um_09:41_Uhr",
            "en-GB" to "22_November_2026 at_09:41",
            "en-US" to "November_22,_2026 at_9:41_AM",
            "fi-FI" to "22._marraskuuta_2026 klo_9.41",
            "nb-NO" to "22._november_2026 kl._09:41",
            "sv-SE" to "22_november_2026 kl._09:41",
            "sv-FI" to "22_november_2026 kl._9.41",
            "ja-JP" to "22_November_2026 at_09:41",
        )) {
            val time = visible(wording(languages).time(Instant.parse("2026-11-22T09:41:00Z")))
            assertEquals(languages, written, time)
        }
    }

    @Test
    fun `numbers are in the digits of their sentence`() {
        for (languages in listOf("ar-EG", "fa-IR", "ne-NP", "en-GB")) {
            assertEquals(
                languages,
                "Apps checked: 12 of 200",
                wording(languages).words(R.string.checking_text, 12, 200),
            )
        }
    }

    @Test
    fun `what is counted is counted as in the language of its sentence`() {
        // Japanese has one form for all numbers, Arabic six.
        for (languages in listOf("ja-JP", "ar-EG", "en-GB")) {
            val wording = wording(languages)
            val due = listOf(finding("a", due = day))
            val left = listOf(0L, 1, 2, 5).map { "${wording.deadline(due, day.minusDays(it))}".substringAfter(". ") }
            assertEquals(languages, listOf("That is today.", "One day left.", "2 days left.", "5 days left."), left)
            val late = listOf(-1L, 0, 1, 2, 5).map { wording.late(due, day.plusDays(it)) }
            assertEquals(languages, listOf(null, null, "One day late", "2 days late", "5 days late"), late)
        }
    }

    @Test
    fun `whoever reads any Norwegian is spoken to in Norwegian`() {
        for ((languages, spoken) in listOf(
            "nb-NO" to "nb",
            "no-NO" to "nb",
            "nn-NO" to "nb",
            "nn" to "nb",
            "nn-NO,da-DK" to "nb",
            "da-DK,nn-NO" to "da",
            "pl-PL,nn-NO" to "nb",
            "se-NO,no,en-GB" to "nb",
            "en-GB,nb-NO" to "en",
        )) {
            assertEquals(languages, spoken, wording(languages).words(R.string.language))
        }
    }

    @Test
    fun `texts of the policy are in the first language of the phone that they are in`() {
        val text = PolicyText(mapOf("da" to "Dansk", "uk" to "Українська", "en" to "English"))
        for ((languages, shown) in listOf(
            "uk-UA" to "Українська",
            "uk-UA,da-DK" to "Українська",
            "da-DK,uk-UA" to "Dansk",
            "pl-PL,uk-UA,da-DK" to "Українська",
            "pl-PL" to "English",
        )) {
            assertEquals(languages, shown, wording(languages).text(text))
        }
    }
}
