package org.appvagt

import android.content.Context
import android.os.Handler
import android.os.Looper
import org.appvagt.feedback.Acknowledgement
import org.appvagt.feedback.KeyedAppState
import org.appvagt.feedback.PolicyStatus
import org.appvagt.feedback.StateSender
import org.appvagt.feedback.complianceStates
import org.appvagt.policy.PolicyInForce
import org.appvagt.policy.Reported
import org.appvagt.scanner.Occasion
import org.appvagt.scanner.Report
import org.appvagt.scanner.Scanner
import java.time.LocalDate
import java.time.ZoneOffset
import java.util.concurrent.Executor

/**
 * What outlives a rotation: the scan that runs, its last report, and the removals asked for. Used on the main thread only.
 */
internal class Session(private val context: Context, private val worker: Executor, private val sender: StateSender) {
    private val scanner = Scanner(context)
    private val main = Handler(Looper.getMainLooper())

    val queue: RemovalQueue = RemovalQueue()

    /** The last report; null before the first one. */
    var report: Report? = null
        private set

    /** The policy of the last scan; null before the first one. */
    var policy: PolicyInForce? = null
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

    /** Whether what the running scan goes by has changed since it started. */
    private var outdated = false

    /** Scans by a policy that has changed: once more, if a scan already runs. */
    fun scanAfterChange() {
        outdated = progress != null
        scan()
    }

    /**
     * Scans in the background by the policy that is in force then, unless a scan already runs, and has the organisation
     * told.
     */
    fun scan() {
        if (progress != null) return
        progress = Progress(0, 0)
        onChange()
        worker.execute {
            val policy = runCatching { PolicyInForce.now(context) }
            val result =
                policy.mapCatching {
                    scanner.scan(it.json, Occasion(group = it.group)) { done, total ->
                        main.post { moved(Progress(done, total)) }
                    }
                }
            sender.send(states(policy.getOrNull(), result.getOrNull()))
            main.post { ended(policy.getOrNull(), result) }
        }
    }

    private fun states(
        policy: PolicyInForce?,
        report: Report?,
    ): List<KeyedAppState> =
        complianceStates(
            report,
            Reported.by(policy?.json),
            when {
                policy?.refusal != null -> PolicyStatus.Refused
                policy == null || policy.origin == PolicyInForce.Origin.BUILT_IN -> PolicyStatus.BuiltIn
                else -> PolicyStatus.Applied
            },
            Acknowledgement.NotAsked,
            LocalDate.now(ZoneOffset.UTC),
        )

    private fun moved(to: Progress) {
        // A message of a scan that has ended since.
        if (progress == null) return
        progress = to
        onChange()
    }

    private fun ended(
        itsPolicy: PolicyInForce?,
        result: Result<Report>,
    ) {
        progress = null
        failure = result.exceptionOrNull()?.toString()
        itsPolicy?.let { policy = it }
        result.onSuccess { report = it }
        onChange()
        if (outdated) {
            outdated = false
            scan()
            return
        }
        result.onSuccess { onReport(it) }
    }
}
