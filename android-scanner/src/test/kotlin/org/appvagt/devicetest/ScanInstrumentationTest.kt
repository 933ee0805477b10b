package org.appvagt.devicetest

import android.app.Activity
import android.content.Context
import android.os.Bundle
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
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
    /** As Android runs it, but for where it comes from and where its result and what it reports before go. */
    private class OnSimulatedPhone : ScanInstrumentation() {
        private val results = ArrayBlockingQueue<Pair<Int, String?>>(1)

        /** The code and the values of each status. */
        val statuses = mutableListOf<Pair<Int, Map<String, String?>>>()

        override fun getContext(): Context = RuntimeEnvironment.getApplication()

        override fun sendStatus(
            resultCode: Int,
            results: Bundle,
        ) {
            statuses += resultCode to results.keySet().associateWith { results.getString(it) }
        }

        override fun finish(
            resultCode: Int,
            results: Bundle,
        ) = this.results.put(resultCode to results.getString(REASON))

        fun run(): Pair<Int, String?> {
            onCreate(Bundle())
            return checkNotNull(results.poll(30, TimeUnit.SECONDS)) { "the instrumentation did not end within 30 s" }
        }

        /** The names of the checks of which this was reported. */
        fun checks(code: Int) = statuses.filter { it.first == code }.map { it.second[CHECK] }
    }

    private val notes = SimulatedApp("com.example.notes")
    private val decoy = SimulatedApp(ScanInstrumentation.DECOY)

    @Test
    fun `on a phone with the decoy, all checks hold`() {
        SimulatedPhone(listOf(notes, decoy)).install()
        val instrumentation = OnSimulatedPhone()
        val expected = "the decoy was found: 4 apps scanned, verdict ACTION_REQUIRED"
        assertEquals(Activity.RESULT_OK to expected, instrumentation.run())
        assertEquals(
            instrumentation.checks(ScanInstrumentation.BEGUN),
            instrumentation.checks(ScanInstrumentation.HOLDS),
        )
    }

    @Test
    fun `a phone without the decoy fails`() {
        SimulatedPhone(listOf(notes)).install()
        val instrumentation = OnSimulatedPhone()
        assertEquals(Activity.RESULT_CANCELED, instrumentation.run().first)
        val (_, status) =
            instrumentation.statuses.single { (code, status) ->
                code == ScanInstrumentation.FAILS && status[ScanInstrumentation.CHECK] == "the decoy is found"
            }
        assertEquals("it was not: 3 apps scanned, verdict COMPLIANT", status[ScanInstrumentation.SEEN])
    }

    @Test
    fun `a phone that hides something fails and says what`() {
        SimulatedPhone(listOf(notes, decoy)).install().selfVisible = false
        val (code, reason) = OnSimulatedPhone().run()
        assertEquals(Activity.RESULT_CANCELED, code)
        assertTrue(reason, "ListWithoutOurselves" in reason.orEmpty())
    }

    @Test
    fun `no other app is named, and each value is one line, whatever fails`() {
        val phone = SimulatedPhone(listOf(notes, decoy)).install()
        phone.fullListFailure = SecurityException("com.example.notes\nis not for you")
        phone.questionFailures[ScanInstrumentation.DECOY] = IllegalStateException("com.example.notes")
        val instrumentation = OnSimulatedPhone()
        val (code, reason) = instrumentation.run()
        assertEquals(Activity.RESULT_CANCELED, code)
        for (text in instrumentation.statuses.flatMap { it.second.values } + reason) {
            assertFalse(text, "com.example" in text.orEmpty() || '\n' in text.orEmpty())
        }
    }
}
