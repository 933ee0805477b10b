package org.appvagt.check

import android.os.Handler
import android.os.Looper
import android.util.Log
import org.appvagt.scanner.Report
import java.util.concurrent.Executor

/** The checks of this process, one at a time, whoever asks for them. Used on the main thread only. */
internal class CheckRunner(private val worker: Executor, private val check: Lazy<Check>) {
    private val main = Handler(Looper.getMainLooper())
    private val observers = LinkedHashSet<Observer>()

    /** Hears of checks, on the main thread but for [onChecked]. */
    interface Observer {
        /** Hears that something below has changed. */
        fun onChange() = Unit

        /** Acts on what a check gave. Called by the worker, as the last part of the check. */
        fun onChecked(result: CheckResult) = Unit

        /** Hears that a check has ended, and that the last one asked for is among those that have. */
        fun onResult(result: CheckResult) = Unit
    }

    data class Progress(val done: Int, val total: Int)

    /** How far the running check is; null when none runs. */
    var progress: Progress? = null
        private set

    /** What the last check gave; null before the first one. */
    var result: CheckResult? = null
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
        informAll { onChange() }
        val observing = observers.toList()
        worker.execute {
            val result = check.value.run(spare) { done, total -> main.post { moved(Progress(done, total)) } }
            observing.forEach { attempt("what follows a check") { it.onChecked(result) } }
            main.post { ended(result) }
        }
    }

    /** Confirms that the employee has read the notice of the policy in force. */
    fun acknowledge() {
        val before = result ?: return
        worker.execute {
            val after = check.value.acknowledge(before)
            main.post {
                // A check that ended since has asked itself.
                if (result === before) result = after
                informAll { onChange() }
            }
        }
    }

    private fun moved(to: Progress) {
        // A message of a check that has ended since.
        if (progress == null) return
        progress = to
        informAll { onChange() }
    }

    private fun ended(with: CheckResult) {
        progress = null
        result = with
        with.report?.let { report = it }
        if (outdated) {
            outdated = false
            start(spared)
            return
        }
        informAll { onChange() }
        informAll { onResult(with) }
    }

    private fun informAll(of: Observer.() -> Unit) = observers.toList().forEach { it.of() }
}

/** Does [work]. System services throw anything when they are down; no check may fail of that: the next one tries again. */
internal fun attempt(
    what: String,
    work: () -> Unit,
) {
    try {
        work()
    } catch (e: RuntimeException) {
        Log.w("Appvagt", "$what failed", e)
    }
}
