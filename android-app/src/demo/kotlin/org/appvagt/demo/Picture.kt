package org.appvagt.demo

import android.os.Build

/** A picture of the documentation: a [scene] in a [language], with one of the looks. */
internal data class Picture(val scene: Scene, val language: String, val apiLevel: Int) {
    private val isOldest get() = apiLevel == OLDEST

    /** Another step for each language, so that each gets to every look. */
    val look: Look
        get() {
            val turn = LANGUAGES.keys.indexOf(language) + 1
            return Look.entries[(scene.ordinal + turn * 5) % Look.entries.size]
        }

    /** In `docs/screens`. */
    val fileName: String
        get() {
            val words = listOfNotNull("api26".takeIf { isOldest }, scene.name.lowercase().replace('_', '-'), language)
            return words.joinToString("-", postfix = ".png")
        }

    /** What is to be seen. */
    val description: String
        get() {
            val words = listOfNotNull(LANGUAGES[language], look.caption, "Android 8.0".takeIf { isOldest })
            return "${scene.caption}: ${words.joinToString()}"
        }

    companion object {
        val LANGUAGES: Map<String, String> = mapOf(
            "en" to "English",
            "da" to "Danish",
            "de" to "German",
            "fi" to "Finnish",
            "nb" to "Norwegian",
            "sv" to "Swedish",
        )
        private const val OLDEST = Build.VERSION_CODES.O

        /** That of all other pictures. */
        const val USUAL: Int = Build.VERSION_CODES.VANILLA_ICE_CREAM

        /** Each scene in each language, and once on Android 8.0. */
        val all: List<Picture> =
            Scene.entries.flatMap { scene ->
                val language = LANGUAGES.keys.elementAt(scene.ordinal % LANGUAGES.size)
                LANGUAGES.keys.map { Picture(scene, it, USUAL) } + Picture(scene, language, OLDEST)
            }
    }
}
