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

    /**
     * Returns whether this report rules out that an app which was found before and is not among the [findings] is still here and
     * banned: [packageName], in this [profile] unless that is null. An app is not gone because it could not be read, nor because
     * the phone left it out of its list or its profile cannot be seen now. Asks [isInstalled] where some app was not read.
     */
    public fun rulesOut(
        packageName: String,
        profile: Profile? = null,
        isInstalled: () -> Boolean = { true },
    ): Boolean {
        if (notes.any { it.isAbout(packageName, profile) }) return true
        if (notes.any { it is Note.ProfileUnseen && it.profile == profile }) return false
        return gaps.all { gap ->
            when (gap) {
                is Gap.ClockSetBack -> true
                is Gap.ProfileUnseen -> gap.profile != profile
                is Gap.AppsUnread -> profile == null && !isInstalled()
                else -> false
            }
        }
    }

    private fun Note.isAbout(
        packageName: String,
        profile: Profile?,
    ): Boolean =
        when (this) {
            is Note.Exempt -> this.packageName == packageName && this.profile == profile
            is Note.Announced -> this.packageName == packageName && this.profile == profile
            is Note.DataKept -> this.packageName == packageName && profile == null
            is Note.ProfileUnseen -> false
        }

    /** Returns this report with one more [gap]: what was found still counts. */
    public fun with(gap: Gap): Report =
        copy(
            verdict = if (verdict == Verdict.COMPLIANT) Verdict.INCOMPLETE else verdict,
            gaps = gaps + gap,
        )
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
