package org.appvagt.removal

import android.os.Bundle
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Removal
import org.appvagt.scanner.Report

/**
 * The removals the person asked for, one at a time. It never believes a prompt: each step is judged by the report of the
 * scan after it.
 */
internal class RemovalQueue {
    private val remaining = ArrayDeque<String>()
    private var asked: Step? = null
    private var wentBack = false

    /** Whether the others wait until the person goes on, who went back on a prompt. */
    var isPaused: Boolean = false
        private set

    /** Packages whose prompt came back while the app stayed as it was. */
    val stillThere: MutableSet<String> = mutableSetOf()

    /** What is gone, or can do nothing any more, since the last check that no removal led to. */
    val removed: MutableList<Removed> = mutableListOf()

    private data class Step(val packageName: String, val name: String, val removal: Removal)

    /** Packages whose removal is still to be asked for. */
    val waiting: Set<String> get() = remaining.toSet()

    /** Asks for removal of these, in this order, instead of what was asked for before. */
    fun ask(findings: List<Finding>) {
        clear()
        remaining += findings.map { it.packageName }
    }

    /** Notes that the person went back on the prompt: if that leaves the app as it was, the others wait. */
    fun wentBack() {
        wentBack = true
    }

    /** Asks for those that wait. */
    fun goOn() {
        isPaused = false
    }

    /** Asks for nothing more. */
    fun clear() {
        remaining.clear()
        asked = null
        isPaused = false
    }

    /** Keeps all of it over a restart of the screen. */
    fun save(state: Bundle) {
        state.putStringArrayList(REMAINING, ArrayList(remaining))
        state.putStringArrayList(STILL_THERE, ArrayList(stillThere))
        state.putBoolean(PAUSED, isPaused)
        asked?.let { state.putStringArray(ASKED, arrayOf(it.packageName, it.name, it.removal.name)) }
        state.putStringArrayList(REMOVED, ArrayList(removed.map { it.name }))
        state.putBooleanArray(DISABLED, BooleanArray(removed.size) { removed[it].isDisabled })
    }

    /** Goes on from what [save] kept. */
    fun restore(state: Bundle) {
        remaining += state.getStringArrayList(REMAINING).orEmpty()
        stillThere += state.getStringArrayList(STILL_THERE).orEmpty()
        isPaused = state.getBoolean(PAUSED)
        asked =
            state.getStringArray(ASKED)?.let { (packageName, name, removal) ->
                Step(packageName, name, Removal.valueOf(removal))
            }
        val disabled = state.getBooleanArray(DISABLED) ?: BooleanArray(0)
        removed += state.getStringArrayList(REMOVED).orEmpty().zip(disabled.asIterable(), ::Removed)
    }

    /**
     * Returns the finding to open a screen for now, given the newest report; null when there is nothing left to ask. An app whose
     * step worked but that needs another one comes again; one that stayed as it was does not.
     */
    fun next(report: Report): Finding? {
        stillThere.retainAll(report.findings.mapTo(mutableSetOf()) { it.packageName })
        // A check that no removal led to begins anew.
        if (asked == null && remaining.isEmpty()) removed.clear()
        asked?.let { before ->
            asked = null
            val after = report.findings.find { it.packageName == before.packageName }
            when {
                after == null ->
                    if (report.unresolved.none { it.packageName == before.packageName }) {
                        removed += Removed(before.name, isDisabled = false)
                    }

                after.removal == Removal.NOTHING_LEFT -> removed += Removed(before.name, isDisabled = true)

                after.removal == before.removal -> {
                    stillThere += before.packageName
                    isPaused = wentBack && remaining.isNotEmpty()
                }

                else -> remaining.addFirst(before.packageName)
            }
        }
        while (!isPaused) {
            val packageName = remaining.removeFirstOrNull() ?: return null
            val finding = report.findings.find { it.packageName == packageName && it.removal.hasScreen } ?: continue
            stillThere -= packageName
            wentBack = false
            asked = Step(packageName, finding.label ?: finding.name, finding.removal)
            return finding
        }
        return null
    }

    private companion object {
        const val REMAINING = "remaining"
        const val STILL_THERE = "still_there"
        const val PAUSED = "paused"
        const val ASKED = "asked"
        const val REMOVED = "removed"
        const val DISABLED = "disabled"
    }
}
