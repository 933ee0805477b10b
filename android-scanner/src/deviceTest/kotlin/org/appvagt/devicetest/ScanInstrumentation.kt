package org.appvagt.devicetest

import android.app.Activity
import android.app.Instrumentation
import android.os.Build
import android.os.Bundle
import android.os.Looper
import android.os.SystemClock

/**
 * Looks on a device whether each [LibraryChecks] holds, on which the decoy must be found. Reports each before it looks, so that
 * one that ends the process is known, and again after. Ends with `Activity.RESULT_OK` if all hold, and in either case with the
 * [REASON]. `cargo xtask device-test` runs it.
 *
 * No app but those of the test is named: what an exception of Android's says stays on the device.
 */
open class ScanInstrumentation : Instrumentation() {
    override fun onCreate(arguments: Bundle?) {
        super.onCreate(arguments)
        start()
    }

    override fun onStart() {
        // Activities are made on this thread.
        if (Looper.myLooper() == null) Looper.prepare()
        sendStatus(ABOUT, bundle(DEVICE to device()))
        val checks = LibraryChecks(context)
        val failures = checks.all.mapNotNull(::failure)
        val failure = failures.firstOrNull()
        finish(
            if (failure == null) Activity.RESULT_OK else Activity.RESULT_CANCELED,
            bundle(REASON to (failure ?: checks.summary)),
        )
    }

    /** Looks whether it holds. Returns why it does not; null if it does. */
    private fun failure(check: Check): String? {
        sendStatus(BEGUN, bundle(CHECK to check.name))
        val start = SystemClock.elapsedRealtime()
        val (code, seen) =
            try {
                HOLDS to check.look()
            } catch (e: NotSo) {
                FAILS to "${e.message}"
            } catch (e: Throwable) {
                val place = e.stackTrace.firstOrNull()?.let { ", at ${it.methodName}:${it.lineNumber}" }.orEmpty()
                FAILS to "${e.javaClass.name} was thrown$place"
            }
        val took = "${SystemClock.elapsedRealtime() - start} ms"
        sendStatus(code, bundle(CHECK to check.name, SEEN to seen, TOOK to took))
        return if (code == FAILS) "${check.name}: $seen" else null
    }

    private fun device() =
        "${Build.MANUFACTURER} ${Build.MODEL}, Android ${Build.VERSION.RELEASE} (API ${Build.VERSION.SDK_INT}), " +
            "build ${Build.DISPLAY}, security patch ${Build.VERSION.SECURITY_PATCH}, ${Build.SUPPORTED_ABIS.joinToString()}"

    /** Each value is one line, as whoever reads them expects. */
    private fun bundle(vararg values: Pair<String, String>) =
        Bundle().apply { values.forEach { (key, value) -> putString(key, value.replace(LINE_BREAKS, " ")) } }

    companion object {
        /** Keys of a status: the device; a check, what was seen, and how long that took. */
        const val DEVICE = "device"
        const val CHECK = "check"
        const val SEEN = "seen"
        const val TOOK = "took"

        /** Key of the text that says what came of it all. */
        const val REASON = "reason"

        /** Codes of a status: of what it is about, and what became of a check. */
        const val ABOUT = 2
        const val BEGUN = 1
        const val HOLDS = 0
        const val FAILS = -2

        const val DECOY = "org.appvagt.decoy"

        private val LINE_BREAKS = Regex("\\p{Cntrl}+")
    }
}
