package org.appvagt.notification

import org.appvagt.check.CheckResult
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Removal
import org.appvagt.scanner.Verdict
import java.time.LocalDate

/** What is done about notifications after a check. */
internal data class Decision(
    val after: NotificationState,
    val findings: OfFindings,
    val refusal: OfRefusal,
    /** Whether the employee hears, quietly, that nothing is left to remove. */
    val fixed: Boolean,
) {
    sealed interface OfFindings {
        /** Whatever is shown stays as it is. */
        data object Leave : OfFindings

        data object TakeBack : OfFindings

        /** [findings] are to be removed; [alerts] unless that is known, and only the words may have changed. */
        data class Show(val kind: Kind, val findings: List<Finding>, val alerts: Boolean) : OfFindings
    }

    enum class Kind {
        /** Something new was found, or a week has gone by. */
        FOUND,

        /** The deadline is near. */
        NEAR,

        /** The deadline is over. */
        OVERDUE,
    }

    enum class OfRefusal { LEAVE, TAKE_BACK, SHOW }

    companion object {
        /** How many days before a deadline it is near. */
        private const val NEAR_DAYS = 3L

        /** After how many days the employee hears again of what has no deadline, or a far one. */
        private const val QUIET_DAYS = 7L

        /**
         * Decides what is due: what is new is notified at once. After that there is at most one reminder a day: on the last
         * three days before a deadline and on each after it, and else once a week. An employee who has the app before them
         * ([inFront]) sees it there.
         */
        fun after(
            before: NotificationState,
            result: CheckResult,
            inFront: Boolean,
            today: LocalDate,
        ): Decision {
            val refusal = result.policy?.refusal?.hashCode()
            val ofRefusal =
                when {
                    result.policy == null -> OfRefusal.LEAVE
                    refusal == null -> OfRefusal.TAKE_BACK
                    inFront || refusal == before.refusal -> OfRefusal.LEAVE
                    else -> OfRefusal.SHOW
                }
            val known = before.copy(refusal = if (result.policy == null) before.refusal else refusal)
            val report = result.report
            if (report == null) return Decision(known, OfFindings.Leave, ofRefusal, fixed = false)
            val open = report.findings.filter { it.removal != Removal.NOTHING_LEFT }
            if (open.isEmpty()) {
                if (before.found.any { it in result.unresolved }) {
                    return Decision(known, OfFindings.Leave, ofRefusal, fixed = false)
                }
                val fixed = before.found.isNotEmpty() && report.verdict == Verdict.COMPLIANT && !inFront
                return Decision(
                    known.copy(found = emptySet(), on = null),
                    OfFindings.TakeBack,
                    ofRefusal,
                    fixed,
                )
            }
            val names = open.mapTo(mutableSetOf()) { it.packageName }
            if (inFront) {
                return Decision(known.copy(found = names, on = today), OfFindings.TakeBack, ofRefusal, fixed = false)
            }
            val kind = kind(open, today)
            val isNew = !before.found.containsAll(names)
            val alerts = isNew || isDue(kind, before.on, today)
            return Decision(
                // A clock that was set back makes no reminder.
                known.copy(found = names, on = if (alerts) today else minOf(before.on ?: today, today)),
                OfFindings.Show(if (isNew) Kind.FOUND else kind, open, alerts),
                ofRefusal,
                fixed = false,
            )
        }

        private fun kind(
            open: List<Finding>,
            today: LocalDate,
        ): Kind =
            when {
                open.any { it.overdue } -> Kind.OVERDUE
                open.any { finding -> finding.due?.let { it < today.plusDays(NEAR_DAYS) } == true } -> Kind.NEAR
                else -> Kind.FOUND
            }

        private fun isDue(
            kind: Kind,
            last: LocalDate?,
            today: LocalDate,
        ): Boolean = last == null || today >= last.plusDays(if (kind == Kind.FOUND) QUIET_DAYS else 1)
    }
}
