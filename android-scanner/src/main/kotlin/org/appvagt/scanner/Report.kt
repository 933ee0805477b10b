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
    /**
     * Those of [JudgingContext.known] that may still be there: they were not found, and the scan does not rule them out. An app
     * is not gone because it could not be read, nor because the phone may have left it out of its list, nor because its profile
     * cannot be seen now.
     */
    val unresolved: Set<AppPlace> = emptySet(),
) {
    /** Whether everything could be seen: there is no gap. */
    val complete: Boolean get() = gaps.isEmpty()

    /** Returns this report with one more [gap]: what was found still counts. */
    public fun with(gap: Gap): Report =
        copy(
            verdict = if (verdict == Verdict.COMPLIANT) Verdict.INCOMPLETE else verdict,
            gaps = gaps + gap,
        )

    /** Makes the report of a scan that could not be done. */
    public companion object {
        /** Returns the report on a phone of which nothing could be seen, because of [gap]. */
        public fun blind(
            gap: Gap,
            judgingContext: JudgingContext,
        ): Report =
            Report(
                Verdict.INCOMPLETE,
                scanned = 0,
                findings = emptyList(),
                gaps = listOf(gap),
                unresolved = judgingContext.known.keys,
            )
    }
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
