package org.appvagt

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

/** The packages of the app and of the library use each other in one direction. */
class PackagesTest {
    private val root = File(System.getProperty("appvagt.root") ?: "..")

    private fun sources(module: String): List<String> =
        File(root, "$module/src/main/kotlin")
            .walk()
            .filter { it.extension == "kt" }
            .map { it.readText() }
            .toList()

    /** The other packages that each package of [sources] names, in an import or in the code. */
    private fun uses(sources: List<String>): Map<String, Set<String>> {
        val packages = sources.mapTo(mutableSetOf(), ::packageOf)
        return sources.groupBy(::packageOf).mapValues { (from, texts) ->
            texts
                .flatMap { text -> QUALIFIED.findAll(code(text)).map { it.groupValues[1] } }
                .filterTo(mutableSetOf()) { it in packages && it != from }
        }
    }

    private fun packageOf(source: String): String =
        checkNotNull(PACKAGE.find(source)) { "no package in\n$source" }.groupValues[1]

    /** [source] without its own package, comments and texts. */
    private fun code(source: String): String =
        listOf(PACKAGE, COMMENT, TEXT).fold(source) { rest, left -> left.replace(rest, "") }

    /** A circle among [uses], as the packages on it in order; null if there is none. */
    private fun circle(uses: Map<String, Set<String>>): List<String>? {
        val done = mutableSetOf<String>()

        fun from(
            name: String,
            path: List<String>,
        ): List<String>? {
            if (name in path) return path.dropWhile { it != name } + name
            if (!done.add(name)) return null
            return uses[name].orEmpty().sorted().firstNotNullOfOrNull { from(it, path + name) }
        }
        return uses.keys.sorted().firstNotNullOfOrNull { from(it, emptyList()) }
    }

    private fun circleOf(sources: List<String>): String = circle(uses(sources))?.joinToString(" -> ") ?: "none"

    @Test
    fun `no package of the app or the library is on a circle`() {
        for (module in listOf("android-app", "android-scanner")) {
            val sources = sources(module)
            assertTrue("$module has sources", sources.isNotEmpty())
            assertEquals(
                "Packages of $module use each other in a circle: move what the last one uses",
                "none",
                circleOf(sources),
            )
        }
    }

    @Test
    fun `the root package holds the application class and nothing else`() {
        val folder = File(root, "android-app/src/main/kotlin/org/appvagt")
        assertEquals(listOf("AppvagtApplication.kt"), folder.listFiles { it: File -> it.isFile }!!.map { it.name })
    }

    @Test
    fun `a circle is named, whether packages are imported or named in the code`() {
        val check = "package org.appvagt.check\n\nimport org.appvagt.notice.Notice\n\nclass Check"
        val notice = "package org.appvagt.notice\n\n"
        val circles =
            mapOf(
                "import org.appvagt.check.Check\n\nclass Notice" to true,
                "class Notice(val check: org.appvagt.check.Check)" to true,
                "/** See org.appvagt.check.Check. */\nclass Notice" to false,
                "class Notice { // org.appvagt.check.Check\n val a = \"org.appvagt.check.Check\" }" to false,
                "import org.appvagt.other.Check\n\nclass Notice" to false,
            )
        for ((code, isCircle) in circles) {
            val expected = if (isCircle) "org.appvagt.check -> org.appvagt.notice -> org.appvagt.check" else "none"
            assertEquals(code, expected, circleOf(listOf(check, notice + code)))
        }
        val between = "package org.appvagt.between\n\nimport org.appvagt.check.Check\n\nclass Between"
        val far = notice + "import org.appvagt.between.Between\n\nclass Notice"
        assertEquals(
            "org.appvagt.between -> org.appvagt.check -> org.appvagt.notice -> org.appvagt.between",
            circleOf(listOf(check, between, far)),
        )
    }

    private companion object {
        val PACKAGE = Regex("""^package (\S+)$""", RegexOption.MULTILINE)

        /** All but the class of resources, which is built and not written. */
        val QUALIFIED = Regex("""\b(org\.appvagt(?:\.[a-z][a-z0-9]*)*)\.(?!R\b)[A-Za-z_]""")
        val COMMENT = Regex("""/\*.*?\*/|//[^\n]*""", RegexOption.DOT_MATCHES_ALL)
        val TEXT = Regex(""""(?:\\.|[^"\\\n])*"""")
    }
}
