package org.appvagt

import android.content.Context
import android.os.Handler
import android.os.Looper
import org.appvagt.feedback.Acknowledgement
import org.appvagt.feedback.KeyedAppState
import org.appvagt.feedback.PolicyStatus
import org.appvagt.feedback.StateSender
import org.appvagt.feedback.complianceStates
import org.appvagt.scanner.PolicyException
import org.appvagt.scanner.Report
import org.appvagt.scanner.Scanner
import java.time.LocalDate
import java.time.ZoneOffset
import java.util.concurrent.Executor

/**
 * What outlives a rotation: the scan that runs, its last report, and the removals asked for. Used on the main thread only.
 */
internal class Session(context: Context, private val worker: Executor, private val sender: StateSender) {
    private val scanner = Scanner(context)
    private val main = Handler(Looper.getMainLooper())

    val queue: RemovalQueue = RemovalQueue()

    /** The last report; null before the first one. */
    var report: Report? = null
        private set

    /** How far the running scan is; null when none runs. */
    var progress: Progress? = null
        private set

    /** What went wrong with the last scan; null if it gave a report. */
    var failure: String? = null
        private set

    /** Told after each change of the above. */
    var onChange: () -> Unit = {}

    /** Told after each scan that gave a report. */
    var onReport: (Report) -> Unit = {}

    data class Progress(val done: Int, val total: Int)

    /** Scans in the background, unless a scan already runs, and has the organisation told. */
    fun scan() {
        if (progress != null) return
        progress = Progress(0, 0)
        onChange()
        worker.execute {
            val result =
                runCatching {
                    scanner.scan { done, total -> main.post { moved(Progress(done, total)) } }
                }
            sender.send(states(result))
            main.post { ended(result) }
        }
    }

    private fun states(result: Result<Report>): List<KeyedAppState> =
        complianceStates(
            result.getOrNull(),
            if (result.exceptionOrNull() is PolicyException) PolicyStatus.Refused else PolicyStatus.BuiltIn,
            Acknowledgement.NotAsked,
            LocalDate.now(ZoneOffset.UTC),
        )

    private fun moved(to: Progress) {
        // A message of a scan that has ended since.
        if (progress == null) return
        progress = to
        onChange()
    }

    private fun ended(result: Result<Report>) {
        progress = null
        failure = result.exceptionOrNull()?.toString()
        result.onSuccess { report = it }
        onChange()
        result.onSuccess { onReport(it) }
    }
}
