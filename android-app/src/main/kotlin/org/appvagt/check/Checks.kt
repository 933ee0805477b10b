package org.appvagt.check

import android.os.Handler
import android.os.Looper
import org.appvagt.scanner.Report
import java.util.concurrent.Executor

/** The checks of this process, one at a time, whoever asks for them. Used on the main thread only. */
internal class Checks(private val worker: Executor, private val check: Lazy<Check>) {
    private val main = Handler(Looper.getMainLooper())
    private val observers = LinkedHashSet<Observer>()

    /** Whoever wants to know. Told on the main thread. */
    interface Observer {
        /** Something below has changed. */
        fun onChange() = Unit

        /** A check has ended, and the last one asked for is among those that have. */
        fun onOutcome(outcome: Outcome) = Unit
    }

    data class Progress(val done: Int, val total: Int)

    /** How far the running check is; null when none runs. */
    var progress: Progress? = null
        private set

    /** What the last check gave; null before the first one. */
    var outcome: Outcome? = null
        private set

    /** The last report, which a check that failed since leaves; null before the first one. */
    var report: Report? = null
        private set

    /** Whether what the running check goes by has changed since it started. */
    private var outdated = false
    private var spared = emptySet<String>()

    fun observe(observer: Observer) {
        observers += observer
    }

    fun forget(observer: Observer) {
        observers -= observer
    }

    /** Checks the phone, or once more if a check already runs: what it goes by has changed. */
    fun startAfterChange() {
        outdated = progress != null
        start(spared)
    }

    /** Checks the phone, unless a check already runs. The [spare]d apps are about to be removed. */
    fun start(spare: Set<String> = emptySet()) {
        if (progress != null) return
        spared = spare
        progress = Progress(0, 0)
        tell { onChange() }
        worker.execute {
            val outcome = check.value.run(spare) { done, total -> main.post { moved(Progress(done, total)) } }
            main.post { ended(outcome) }
        }
    }

    /** The employee confirms having read the notice of the policy in force. */
    fun acknowledge() {
        val before = outcome ?: return
        worker.execute {
            val after = check.value.acknowledge(before)
            main.post {
                // A check that ended since has asked itself.
                if (outcome === before) outcome = after
                tell { onChange() }
            }
        }
    }

    private fun moved(to: Progress) {
        // A message of a check that has ended since.
        if (progress == null) return
        progress = to
        tell { onChange() }
    }

    private fun ended(with: Outcome) {
        progress = null
        outcome = with
        with.report?.let { report = it }
        if (outdated) {
            outdated = false
            start(spared)
            return
        }
        tell { onChange() }
        tell { onOutcome(with) }
    }

    private fun tell(what: Observer.() -> Unit) = observers.toList().forEach { it.what() }
}
