package org.appvagt.scanner

import android.os.LocaleList
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner

/** Everybody gets the organisation's text in the language they know best of those that it is in. */
@RunWith(RobolectricTestRunner::class)
class PolicyTextTest {
    /** Returns in which of the languages [written] whoever has the languages [read] gets a text. */
    private fun shown(
        written: String,
        read: String,
    ): String =
        PolicyText(written.split(' ').associateWith { it }).forReadersOf(LocaleList.forLanguageTags(read))

    @Test
    fun `the first language that the text is in is taken`() {
        for ((written, read, shown) in listOf(
            Triple("da en fi", "fi-FI,da-DK", "fi"),
            Triple("da en fi", "uk-UA,da-DK,fi-FI", "da"),
            Triple("da en fi", "uk-UA,pl-PL", "en"),
            Triple("da en-GB", "pl-PL", "en-GB"),
            Triple("da fi", "pl-PL", "da"),
            Triple("uk ar da", "ar-EG", "ar"),
            Triple("smn se fi", "se-NO,fi-FI", "se"),
        )) {
            assertEquals("$written for $read", shown, shown(written, read))
        }
    }

    @Test
    fun `of several regions the reader's is taken, else none, else any`() {
        for ((written, read, shown) in listOf(
            Triple("sv sv-FI", "sv-FI", "sv-FI"),
            Triple("sv-FI sv", "sv-SE", "sv"),
            Triple("en pt-BR", "pt-PT", "pt-BR"),
            Triple("en es-ES es-419", "es-MX", "es-419"),
            Triple("en de", "de-CH", "de"),
            Triple("de-CH en", "de", "de-CH"),
            Triple("en da-DK", "da-DK-u-hc-h12", "da-DK"),
        )) {
            assertEquals("$written for $read", shown, shown(written, read))
        }
    }

    @Test
    fun `other letters are another language`() {
        for ((written, read, shown) in listOf(
            Triple("en zh-Hans zh-Hant", "zh-TW", "zh-Hant"),
            Triple("en zh-Hans zh-Hant", "zh-Hant-HK", "zh-Hant"),
            Triple("en zh-Hant zh", "zh-CN", "zh"),
            Triple("en zh", "zh-TW", "en"),
            Triple("en sr-Latn", "sr-RS", "en"),
            Triple("en sr sr-Latn", "sr-Latn-RS", "sr-Latn"),
        )) {
            assertEquals("$written for $read", shown, shown(written, read))
        }
    }

    @Test
    fun `both kinds of Norwegian are Norwegian`() {
        for ((written, read, shown) in listOf(
            Triple("en no", "nb-NO", "no"),
            Triple("en nb", "no-NO", "nb"),
            Triple("en nb", "nn-NO", "nb"),
            Triple("nb nn en", "nn-NO", "nn"),
            Triple("nn nb en", "nb-NO", "nb"),
            Triple("nn nb en", "no", "nb"),
            Triple("en da nn", "nb-NO,da-DK", "nn"),
        )) {
            assertEquals("$written for $read", shown, shown(written, read))
        }
    }

    @Test
    fun `old codes of languages are understood`() {
        for ((written, read, shown) in listOf(
            Triple("en he", "iw-IL", "he"),
            Triple("en iw", "he-IL", "iw"),
            Triple("en id", "in-ID", "id"),
        )) {
            assertEquals("$written for $read", shown, shown(written, read))
        }
    }

    @Test
    fun `one text for everybody is for everybody`() {
        assertEquals("IT", PolicyText.of("IT").forReadersOf(LocaleList.forLanguageTags("fi-FI")))
    }
}
