package org.appvagt.devicetest

import android.app.Activity
import android.app.Instrumentation
import android.os.Bundle
import org.appvagt.scanner.LoadedPolicy
import org.appvagt.scanner.NativeCore
import org.appvagt.scanner.Scanner
import org.appvagt.scanner.ScannerException

/**
 * Scans the device, on which the decoy must be found. Ends with `Activity.RESULT_OK` if all is well, and in either case
 * with the [REASON]. `cargo xtask device-test` runs it.
 */
open class ScanInstrumentation : Instrumentation() {
    override fun onCreate(arguments: Bundle?) {
        super.onCreate(arguments)
        start()
    }

    override fun onStart() {
        val (passed, reason) = judge()
        finish(
            if (passed) Activity.RESULT_OK else Activity.RESULT_CANCELED,
            Bundle().apply { putString(REASON, reason) },
        )
    }

    private fun judge(): Pair<Boolean, String> {
        val report = Scanner(context).scan(LoadedPolicy.read(POLICY))
        val seen = "${report.scanned} apps scanned, verdict ${report.verdict}"
        return when {
            report.gaps.isNotEmpty() -> false to "the scan could not see everything: ${report.gaps.joinToString()}"
            report.findings.none { it.packageName == DECOY } -> false to "the decoy was not found: $seen"
            !panicIsCaught() -> false to "a panic in the native library was not caught"
            else -> true to "the decoy was found: $seen"
        }
    }

    /** Each processor unwinds in its own way; a panic that is not caught ends the process. */
    private fun panicIsCaught(): Boolean =
        try {
            NativeCore.provokePanic()
            false
        } catch (_: ScannerException) {
            true
        }

    companion object {
        /** Key of the text that says what was seen. */
        const val REASON = "reason"

        const val DECOY = "org.appvagt.decoy"

        private const val POLICY = """{"schema": 1, "banned": [{"package": "$DECOY"}]}"""
    }
}
