package org.appvagt.removal

import android.os.Bundle
import org.appvagt.scanner.AppPlace
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Profile
import org.appvagt.scanner.Removal
import org.appvagt.scanner.Report

/**
 * The removals the person asked for, one at a time. It never believes a prompt: each step is judged by the report of the
 * scan after it.
 */
internal class RemovalQueue {
    private val remaining = ArrayDeque<AppPlace>()
    private var asked: Step? = null
    private var wentBack = false

    /** Whether the others wait until the person goes on, who went back on a prompt. */
    var isPaused: Boolean = false
        private set

    /** Where the prompt came back while the app stayed as it was. */
    val stillThere: MutableSet<AppPlace> = mutableSetOf()

    /** What is gone, or can do nothing any more, since the last check that no removal led to. */
    val removed: MutableList<Removed> = mutableListOf()

    private data class Step(val app: AppPlace, val name: String, val removal: Removal)

    /** Apps whose removal is still to be asked for. */
    val waiting: Set<AppPlace> get() = remaining.toSet()

    /** Packages of these that are in the profile of this app, the only one that it can suspend or hide apps in. */
    val waitingHere: Set<String>
        get() = remaining.filter { it.profile == null }.mapTo(mutableSetOf()) { it.packageName }

    /** Asks for removal of these, in this order, instead of what was asked for before. */
    fun ask(findings: List<Finding>) {
        clear()
        remaining += findings.map { it.place }
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
        state.putStringArrayList(REMAINING, ArrayList(remaining.map(::saved)))
        state.putStringArrayList(STILL_THERE, ArrayList(stillThere.map(::saved)))
        state.putBoolean(PAUSED, isPaused)
        asked?.let { state.putStringArray(ASKED, arrayOf(saved(it.app), it.name, it.removal.name)) }
        state.putStringArrayList(REMOVED, ArrayList(removed.map { it.name }))
        state.putBooleanArray(DISABLED, BooleanArray(removed.size) { removed[it].isDisabled })
    }

    /** Goes on from what [save] kept. */
    fun restore(state: Bundle) {
        remaining += state.getStringArrayList(REMAINING).orEmpty().map(::restored)
        stillThere += state.getStringArrayList(STILL_THERE).orEmpty().map(::restored)
        isPaused = state.getBoolean(PAUSED)
        asked =
            state.getStringArray(ASKED)?.let { (app, name, removal) ->
                Step(restored(app), name, Removal.valueOf(removal))
            }
        val disabled = state.getBooleanArray(DISABLED) ?: BooleanArray(0)
        removed += state.getStringArrayList(REMOVED).orEmpty().zip(disabled.asIterable(), ::Removed)
    }

    /**
     * Returns the finding to open a screen for now, given the newest report; null when there is nothing left to ask. An app whose
     * step worked but that needs another one comes again; one that stayed as it was does not.
     */
    fun next(report: Report): Finding? {
        stillThere.retainAll(report.findings.mapTo(mutableSetOf()) { it.place })
        // A check that no removal led to begins anew.
        if (asked == null && remaining.isEmpty()) removed.clear()
        asked?.let { before ->
            asked = null
            val after = report.findings.find { it.place == before.app }
            when {
                after == null ->
                    if (before.app !in report.unresolved) {
                        removed += Removed(before.name, isDisabled = false)
                    }

                after.removal == Removal.NOTHING_LEFT -> removed += Removed(before.name, isDisabled = true)

                after.removal == before.removal -> {
                    stillThere += before.app
                    isPaused = wentBack && remaining.isNotEmpty()
                }

                else -> remaining.addFirst(before.app)
            }
        }
        while (!isPaused) {
            val app = remaining.removeFirstOrNull() ?: return null
            val finding = report.findings.find { it.place == app && it.removal.hasScreen } ?: continue
            stillThere -= app
            wentBack = false
            asked = Step(app, finding.label ?: finding.name, finding.removal)
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

        /** Returns an app as it is kept: its profile, if it is another, and its package name. */
        fun saved(app: AppPlace): String = "${app.profile?.name.orEmpty()}/${app.packageName}"

        /** Reads what [saved] returned, or the package name alone that older versions kept. */
        fun restored(saved: String): AppPlace {
            val profile = saved.substringBefore('/', "")
            return AppPlace(saved.substringAfter('/'), profile.ifEmpty { null }?.let(Profile::valueOf))
        }
    }
}
