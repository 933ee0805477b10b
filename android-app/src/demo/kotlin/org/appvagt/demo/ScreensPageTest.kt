package org.appvagt.demo

import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import java.io.File

/** The page that shows all pictures, and no others. `cargo xtask screens` writes it. */
@RunWith(RobolectricTestRunner::class)
class ScreensPageTest {
    private val folder = File(ScreensTest.root, "docs/screens")

    @Test
    fun `the page shows every picture`() {
        val page = File(folder, "README.md")
        if (ScreensTest.rewrites) page.writeText(page())
        assertEquals("if it is meant, run `cargo xtask screens`", page(), page.readText())
        assertEquals(
            (Picture.all.map { it.fileName } + page.name).sorted(),
            folder.list().orEmpty().sorted(),
        )
    }

    private fun page(): String {
        val title = "# What the app looks like"
        val what =
            """
            |Drawn by the app itself on simulated phones (`cargo xtask screens`), on sizes that exist: each state in each
            |language, every time with another look, and once on Android 8.0. Where there is more to see than fits, the second
            |screenful stands beside the first. The tests compare each of them.
            """.trimMargin()
        val scenes =
            Picture.all.groupBy { it.scene }.flatMap { (scene, pictures) ->
                val images = pictures.map { """<img src="${it.fileName}" height="420" alt="${it.description}">""" }
                listOf("## ${scene.caption}", images.joinToString("\n"))
            }
        return (listOf(title, what) + scenes).joinToString("\n\n", postfix = "\n")
    }
}
