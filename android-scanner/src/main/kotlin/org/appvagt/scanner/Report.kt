package org.appvagt.scanner

/** The answer to one scan. It names no app but the banned ones. */
public data class Report(
    /** The answer in one word. */
    val verdict: Verdict,
    /** How many apps were looked at. */
    val scanned: Int,
    /** Banned apps that are on the phone. */
    val findings: List<Finding>,
    /** What could not be seen. */
    val gaps: List<Gap>,
    /** What else is worth knowing. */
    val notes: List<Note> = emptyList(),
) {
    /** Whether everything could be seen: there is no gap. */
    val complete: Boolean get() = gaps.isEmpty()

    /** Whether an app that this report does not name is not banned, or not here: the phone's list of apps was to be trusted. */
    val provesAbsence: Boolean get() = gaps.all { it is Gap.ProfileUnseen || it is Gap.AppsUnread }
}

/** The answer in one word. */
public enum class Verdict {
    /** Everything was seen, and no banned app can run. */
    COMPLIANT,

    /** A banned app is there that something can be done about, whatever else was not seen. */
    ACTION_REQUIRED,

    /** Nothing was found that something can be done about, but not everything could be seen. */
    INCOMPLETE,
}
