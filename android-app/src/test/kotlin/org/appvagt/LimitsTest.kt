package org.appvagt

import org.appvagt.phone.SimulatedPhone
import org.appvagt.screen.Destination
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import java.io.File

/** The app and `docs/limits.md` say the same of what no check sees. */
@RunWith(RobolectricTestRunner::class)
class LimitsTest {
    @Test
    fun `the report page has a sentence for each part of the page on limits, which quotes it`() {
        val app = AppRobot(SimulatedPhone())
        app.open(Destination.REPORT)
        val said =
            app.page
                .dropWhile { it != app.activity.getString(R.string.report_unseen) }
                .drop(1)
                .takeWhile { it != app.activity.getString(R.string.report_permissions) }
        val page = File(checkNotNull(System.getProperty("appvagt.root")), "docs/limits.md").readText()
        val parts = page.substringBefore("\n## Beyond the phone").split("\n## ").drop(1)
        assertEquals(4, parts.size)
        val quoted = parts.map { part -> part.lines().filter { it.startsWith("> ") }.map { it.removePrefix("> ") } }
        assertEquals(said.map(::listOf), quoted)
    }
}
