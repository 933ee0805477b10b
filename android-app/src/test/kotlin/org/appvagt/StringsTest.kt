package org.appvagt

import android.content.Context
import android.content.res.Configuration
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import java.util.Locale

/** All that the app says, it says in each of its languages. */
@RunWith(RobolectricTestRunner::class)
class StringsTest {
    private val english = context("en")
    private val others = (spokenLanguages() - "en").associateWith(::context)

    private fun context(language: String): Context {
        val application = RuntimeEnvironment.getApplication()
        val configuration = Configuration(application.resources.configuration).apply { setLocale(Locale(language)) }
        return application.createConfigurationContext(configuration)
    }

    private fun ids(kind: Class<*>): Map<String, Int> = kind.fields.associate { it.name to it.getInt(null) }

    private fun placeholders(text: CharSequence): List<String> =
        Regex("""%(\d+\$)?[sd]""").findAll(text).map { it.value }.sorted().toList()

    /** The same in all languages: names of things, and what holds nothing but placeholders. */
    private val same =
        setOf("app_name", "button_for", "version", "notice_version", "help_version", "config_deadline", "deactivate")

    @Test
    fun `every text is there in every language, with the same placeholders`() {
        val texts = ids(R.string::class.java)
        assertTrue(texts.size > 150)
        for ((language, context) in others) {
            for ((name, id) in texts) {
                val (text, original) = context.getText(id) to english.getText(id)
                assertEquals("$name in $language", placeholders(original), placeholders(text))
            }
            val untranslated = texts.filter { (name, id) ->
                name !in same &&
                    "${context.getText(id)}" == "${english.getText(id)}"
            }
            // A word or two may be the same by chance.
            assertTrue("$language: ${untranslated.keys}", untranslated.size <= 8)
            assertEquals(language, context.getString(R.string.language))
        }
    }

    @Test
    fun `every number has its plural in every language`() {
        for ((language, context) in others + ("en" to english)) {
            for ((name, id) in ids(R.plurals::class.java)) {
                val (one, two) = listOf(1, 2).map { context.resources.getQuantityString(id, it, it) }
                assertNotEquals("$name in $language", one, two)
                assertTrue("$name in $language: $two", "2" in two)
            }
        }
    }
}
