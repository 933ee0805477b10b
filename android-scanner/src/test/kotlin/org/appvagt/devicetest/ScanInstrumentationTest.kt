package org.appvagt.devicetest

import android.app.Activity
import android.content.Context
import android.os.Bundle
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import java.util.concurrent.ArrayBlockingQueue
import java.util.concurrent.TimeUnit

/** What `cargo xtask device-test` runs on a device, on a simulated phone. */
@RunWith(RobolectricTestRunner::class)
class ScanInstrumentationTest {
    /** As Android runs it, but for where it comes from and where its result goes. */
    private class OnSimulatedPhone : ScanInstrumentation() {
        private val results = ArrayBlockingQueue<Pair<Int, String?>>(1)

        override fun getContext(): Context = RuntimeEnvironment.getApplication()

        override fun finish(
            resultCode: Int,
            results: Bundle,
        ) = this.results.put(resultCode to results.getString(REASON))

        fun run(): Pair<Int, String?> {
            onCreate(Bundle())
            return checkNotNull(results.poll(30, TimeUnit.SECONDS)) { "the instrumentation did not end within 30 s" }
        }
    }

    private val notes = SimulatedApp("com.example.notes")
    private val decoy = SimulatedApp(ScanInstrumentation.DECOY)

    @Test
    fun `a phone with the decoy passes`() {
        SimulatedPhone(listOf(notes, decoy)).install()
        val expected = "the decoy was found: 4 apps scanned, verdict ACTION_REQUIRED"
        assertEquals(Activity.RESULT_OK to expected, OnSimulatedPhone().run())
    }

    @Test
    fun `a phone without the decoy fails`() {
        SimulatedPhone(listOf(notes)).install()
        val expected = "the decoy was not found: 3 apps scanned, verdict COMPLIANT"
        assertEquals(Activity.RESULT_CANCELED to expected, OnSimulatedPhone().run())
    }

    @Test
    fun `a phone that hides something fails and says what`() {
        SimulatedPhone(listOf(notes, decoy)).install().selfVisible = false
        val (code, reason) = OnSimulatedPhone().run()
        assertEquals(Activity.RESULT_CANCELED, code)
        assertTrue(reason, "ListWithoutOurselves" in reason.orEmpty())
    }
}
