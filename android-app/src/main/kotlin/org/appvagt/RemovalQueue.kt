package org.appvagt

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

    /** Packages whose prompt came back while the app stayed as it was. */
    val stillThere: MutableSet<String> = mutableSetOf()

    private data class Step(val packageName: String, val removal: Removal)

    /** Packages whose removal is still to be asked for. */
    val waiting: Set<String> get() = remaining.toSet()

    /** Removal of these is asked for, in this order, instead of what was asked for before. */
    fun ask(findings: List<Finding>) {
        remaining.clear()
        remaining += findings.map { it.packageName }
        asked = null
    }

    /** Nothing more is asked for. */
    fun clear() {
        remaining.clear()
        asked = null
    }

    /** Keeps all of it over a restart of the screen. */
    fun save(state: Bundle) {
        state.putStringArrayList(REMAINING, ArrayList(remaining))
        state.putStringArrayList(STILL_THERE, ArrayList(stillThere))
        asked?.let { state.putStringArray(ASKED, arrayOf(it.packageName, it.removal.name)) }
    }

    /** Goes on from what [save] kept. */
    fun restore(state: Bundle) {
        remaining += state.getStringArrayList(REMAINING).orEmpty()
        stillThere += state.getStringArrayList(STILL_THERE).orEmpty()
        asked =
            state.getStringArray(ASKED)?.let { (packageName, removal) -> Step(packageName, Removal.valueOf(removal)) }
    }

    /**
     * The finding to open a screen for now, given the newest report; null when there is nothing left to ask. An app whose
     * step worked but that needs another one comes again; one that stayed as it was does not.
     */
    fun next(report: Report): Finding? {
        stillThere.retainAll(report.findings.mapTo(mutableSetOf()) { it.packageName })
        asked?.let { before ->
            asked = null
            val after = report.findings.find { it.packageName == before.packageName }
            when {
                after == null -> Unit
                after.removal == before.removal -> stillThere += before.packageName
                else -> remaining.addFirst(before.packageName)
            }
        }
        while (true) {
            val packageName = remaining.removeFirstOrNull() ?: return null
            val finding = report.findings.find { it.packageName == packageName && it.removal.hasScreen } ?: continue
            stillThere -= packageName
            asked = Step(packageName, finding.removal)
            return finding
        }
    }

    private companion object {
        const val REMAINING = "remaining"
        const val STILL_THERE = "still_there"
        const val ASKED = "asked"
    }
}
