package org.appvagt.scanner

import android.app.Activity
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import kotlin.concurrent.thread

/** A device on which the native library cannot be loaded. Run in a virtual machine that does not find it. */
@RunWith(RobolectricTestRunner::class)
class ScannerWithoutLibraryTest {
    private val scanner = Scanner(RuntimeEnvironment.getApplication())

    @Test
    fun `a scan is incomplete and says why`() {
        lateinit var report: Report
        thread { report = scanner.scan() }.join()
        assertEquals(Verdict.INCOMPLETE to 0, report.verdict to report.scanned)
        val gap = report.gaps.single() as Gap.ScannerUnavailable
        assertTrue(gap.reason, "appvagt" in gap.reason)
    }

    @Test
    fun `the list of apps is incomplete too`() {
        lateinit var phoneApps: PhoneApps
        thread { phoneApps = scanner.installedApps() }.join()
        assertTrue(phoneApps.gaps.single() is Gap.ScannerUnavailable)
    }

    @Test
    fun `there is nothing to remove`() {
        val activity = Robolectric.buildActivity(Activity::class.java).setup().get()
        val finding =
            Finding(
                "com.example",
                null,
                "Example",
                null,
                null,
                Finding.Origin.INSTALLED,
                Finding.State.ENABLED,
                Certainty.CERTAIN,
                listOf(Evidence.OwnRule),
                Removal.UNINSTALL,
            )
        assertThrows(NoSuchFindingException::class.java) { scanner.openRemoval(activity, finding, 1) }
    }
}
