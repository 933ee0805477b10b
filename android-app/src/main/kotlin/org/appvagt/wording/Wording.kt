package org.appvagt.wording

import android.content.res.Resources
import android.os.LocaleList
import org.appvagt.R
import org.appvagt.enforcement.Restraint
import org.appvagt.platform.GET_INSTALLED_APPS
import org.appvagt.policy.Policy
import org.appvagt.scanner.Certainty
import org.appvagt.scanner.Evidence
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Gap
import org.appvagt.scanner.MarkSubject
import org.appvagt.scanner.Note
import org.appvagt.scanner.PolicyText
import org.appvagt.scanner.Profile
import org.appvagt.scanner.Removal
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId
import java.time.format.DateTimeFormatter
import java.time.format.FormatStyle
import java.time.temporal.ChronoUnit

/** What findings, gaps and notes are called in the words of the person reading. */
internal class Wording(private val resources: Resources) {
    /** Names the app as the person knows it. */
    fun name(finding: Finding): String = finding.label ?: family(finding)

    /**
     * Explains what it is, where its name does not say that; that it is banned; where the policy says so, why, until when it
     * may be there, and whom to ask.
     */
    fun why(
        finding: Finding,
        contact: Policy.Contact?,
    ): String {
        if (finding.test) return resources.getString(R.string.why_test)
        return listOfNotNull(
            what(finding)?.let { words(it, family(finding)) },
            resources.getString(R.string.why, family(finding)),
            finding.reason?.let(::text),
            finding.due?.takeIf { finding.removal != Removal.NOTHING_LEFT }?.let {
                resources.getString(if (finding.overdue) R.string.status_overdue else R.string.due, day(it))
            },
            contact?.let { words(R.string.whom_to_ask, text(it.name)) },
        ).joinToString(" ")
    }

    /** Returns the words for what an app is that goes by another name; null if it does not. */
    private fun what(finding: Finding): Int? {
        val label = finding.label
        val names = finding.names.values + finding.name
        return when {
            label == null || finding.family == null || names.any { label.contains(it, ignoreCase = true) } -> null

            // Of a family's own apps, some are called something else.
            finding.evidence.any { it is Evidence.PackageName } -> null

            finding.evidence.any { it is Evidence.Mark && it.subject == MarkSubject.WEB_APP } -> R.string.what_web

            finding.certainty == Certainty.CERTAIN -> R.string.what_certain

            else -> R.string.what_strong
        }
    }

    fun words(
        id: Int,
        vararg values: Any,
    ): String = resources.getString(id, *values)

    fun text(text: PolicyText): String = text.forReadersOf(LocaleList.getDefault())

    /** Formats a day so that it does not break at the end of a line. */
    fun day(day: LocalDate): String =
        DateTimeFormatter
            .ofLocalizedDate(FormatStyle.LONG)
            .withLocale(resources.configuration.locales[0])
            .format(day)
            .replace(' ', NO_BREAK)

    /** Says until when something is to be done, and how many days that is from [today]. */
    fun deadline(
        due: LocalDate,
        today: LocalDate,
    ): String {
        val days = ChronoUnit.DAYS.between(today, due).toInt()
        val left =
            when {
                days == 0 -> words(R.string.due_today)
                days > 0 -> resources.getQuantityString(R.plurals.days_left, days, days)
                else -> resources.getQuantityString(R.plurals.days_late, -days, -days)
            }
        return words(if (days < 0) R.string.status_overdue else R.string.status_due, day(due)) + " " + left
    }

    /** Says in one line what the organisation learns of a finding. */
    fun employerSees(level: Policy.ReportLevel): String =
        words(
            when (level) {
                Policy.ReportLevel.NOTHING -> R.string.sees_nothing
                Policy.ReportLevel.VERDICT -> R.string.sees_verdict
                Policy.ReportLevel.FAMILIES -> R.string.sees_families
            },
        )

    /** Formats a point in time as the person's clock shows it. A line may break between the day and the hour, not within them. */
    fun time(at: Instant): String {
        val local = at.atZone(ZoneId.systemDefault())
        val day = day(local.toLocalDate())
        val both =
            DateTimeFormatter
                .ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(resources.configuration.locales[0])
                .format(local)
                .replace(' ', NO_BREAK)
        return day + both.removePrefix(day).replaceFirst(NO_BREAK, ' ')
    }

    /** Describes version, state, origin and profile, in one line. */
    fun state(finding: Finding): String =
        listOfNotNull(
            finding.version?.let { resources.getString(R.string.version, it) },
            when (finding.state) {
                Finding.State.ENABLED -> null
                Finding.State.DISABLED -> resources.getString(R.string.state_disabled)
                Finding.State.SUSPENDED -> resources.getString(R.string.state_suspended)
                Finding.State.HIDDEN -> resources.getString(R.string.state_hidden)
                Finding.State.ARCHIVED -> resources.getString(R.string.state_archived)
            },
            when (finding.origin) {
                Finding.Origin.INSTALLED -> null

                Finding.Origin.PRELOADED, Finding.Origin.PRELOADED_UPDATED ->
                    resources.getString(R.string.origin_preloaded)

                Finding.Origin.INSTANT -> resources.getString(R.string.origin_instant)
            },
            finding.profile?.let { resources.getString(R.string.in_profile, profile(it)) },
        ).joinToString(" · ")

    /** Lists all evidence, a sentence a line. */
    fun evidence(finding: Finding): String =
        (listOf(evidenceTitle(finding.certainty)) + finding.evidence.map { evidence(it, finding) }).joinToString("\n")

    private fun evidenceTitle(certainty: Certainty): String =
        resources.getString(
            when (certainty) {
                Certainty.CERTAIN -> R.string.evidence_title
                Certainty.STRONG -> R.string.evidence_title_strong
            },
        )

    private fun evidence(
        evidence: Evidence,
        finding: Finding,
    ): String =
        when (evidence) {
            is Evidence.PackageName ->
                when (evidence.certainty) {
                    Certainty.CERTAIN -> resources.getString(R.string.evidence_package_name, evidence.app)
                    Certainty.STRONG -> resources.getString(R.string.evidence_package_name_strong, evidence.app)
                }

            Evidence.OwnRule -> resources.getString(R.string.evidence_own_rule)

            is Evidence.Mark -> mark(evidence, finding)

            is Evidence.GenuineCertificate -> resources.getString(R.string.evidence_genuine, evidence.owner)

            is Evidence.CompanyCertificate -> resources.getString(R.string.evidence_company, evidence.owner)

            is Evidence.ForeignCertificate -> resources.getString(R.string.evidence_foreign)

            Evidence.NothingButTheName -> resources.getString(R.string.evidence_only_name)
        }

    private fun mark(
        mark: Evidence.Mark,
        finding: Finding,
    ): String {
        val words =
            when (mark.subject) {
                MarkSubject.PACKAGE -> R.string.mark_package
                MarkSubject.COMPONENT -> R.string.mark_component
                MarkSubject.ACTION -> R.string.mark_action
                MarkSubject.AUTHORITY -> R.string.mark_authority
                MarkSubject.LINK -> if (mark.key == "host") R.string.mark_host else R.string.mark_scheme
                MarkSubject.META_DATA -> R.string.mark_meta_data
                MarkSubject.WEB_APP -> R.string.mark_web_host
                MarkSubject.PERMISSION -> R.string.mark_permission
                MarkSubject.CERTIFICATE -> R.string.mark_certificate
            }
        // A rule of the organisation's own names no app that others could be like.
        val app = if (finding.family == null) resources.getString(R.string.banned_app) else family(finding)
        return resources.getString(words, mark.found, app)
    }

    /** Describes what to do next; null where the button says it all. */
    fun step(
        finding: Finding,
        restraint: Restraint?,
        stillThere: Boolean,
    ): String? =
        listOfNotNull(
            if (stillThere) resources.getString(R.string.step_still_there) else null,
            when (restraint) {
                Restraint.SUSPENDED -> resources.getString(R.string.step_suspended_here)
                Restraint.HIDDEN -> return resources.getString(R.string.step_hidden_here)
                null -> null
            },
            when (finding.removal) {
                Removal.UNINSTALL ->
                    when (finding.state) {
                        Finding.State.ARCHIVED -> words(R.string.step_archived)
                        else -> words(R.string.removal_deletes)
                    }

                Removal.RESTORE_THEN_DISABLE -> resources.getString(R.string.step_restore)

                Removal.DISABLE -> resources.getString(R.string.step_disable)

                Removal.DEACTIVATE_ADMIN -> resources.getString(R.string.step_admin)

                Removal.CLEAR_INSTANT -> resources.getString(R.string.step_instant)

                Removal.IN_OTHER_PROFILE ->
                    listOf(
                        words(R.string.step_profile, finding.profile?.let(::profile).orEmpty()),
                        words(R.string.removal_deletes),
                    ).joinToString(" ")

                Removal.ASK_IT ->
                    when (finding.state) {
                        Finding.State.HIDDEN -> words(R.string.step_ask_it_hidden)
                        else -> words(R.string.step_ask_it)
                    }

                Removal.NOTHING_LEFT -> resources.getString(R.string.step_nothing_left)
            },
        ).joinToString("\n").ifEmpty { null }

    /** Returns what the button for the next step says; null where the person cannot take it. */
    fun button(removal: Removal): String? =
        when (removal) {
            Removal.UNINSTALL, Removal.IN_OTHER_PROFILE -> resources.getString(R.string.remove)

            Removal.RESTORE_THEN_DISABLE -> resources.getString(R.string.remove_updates)

            Removal.DISABLE -> resources.getString(R.string.turn_off)

            Removal.DEACTIVATE_ADMIN -> resources.getString(R.string.deactivate)

            Removal.CLEAR_INSTANT -> resources.getString(R.string.clear_instant)

            // What this app hides it can show again.
            Removal.ASK_IT -> resources.getString(R.string.remove)

            Removal.NOTHING_LEFT -> null
        }

    private fun family(finding: Finding): String = finding.names[resources.getString(R.string.language)] ?: finding.name

    private fun profile(profile: Profile): String =
        resources.getString(
            when (profile) {
                Profile.WORK -> R.string.profile_work
                Profile.PERSONAL -> R.string.profile_personal
                Profile.PRIVATE -> R.string.profile_private
                Profile.CLONE -> R.string.profile_clone
            },
        )

    fun gap(gap: Gap): String =
        when (gap) {
            is Gap.PermissionMissing ->
                if (gap.permission == GET_INSTALLED_APPS) {
                    resources.getString(R.string.gap_permission_ask)
                } else {
                    resources.getString(R.string.gap_permission, gap.permission)
                }

            is Gap.ListFailed -> resources.getString(R.string.gap_list_failed, gap.exception.substringAfterLast('.'))

            Gap.ListEmpty -> resources.getString(R.string.gap_list_empty)

            Gap.ListWithoutOurselves, Gap.ListWithoutAndroid, is Gap.ListContradicted ->
                resources.getString(R.string.gap_list_partial)

            is Gap.AppsUnread -> resources.getString(R.string.gap_unread, gap.apps, gap.of)

            is Gap.ProfileUnseen -> resources.getString(R.string.gap_profile, profile(gap.profile))

            Gap.ScanUnfinished -> resources.getString(R.string.gap_unfinished)

            is Gap.ClockSetBack -> resources.getString(R.string.gap_clock, day(gap.latest))

            is Gap.ScannerUnavailable -> resources.getString(R.string.gap_unavailable, gap.reason)
        }

    fun note(note: Note): String =
        when (note) {
            is Note.ProfileUnseen -> resources.getString(R.string.note_profile, profile(note.profile))
            is Note.DataKept -> resources.getString(R.string.note_data_kept, note.name)
            is Note.Exempt -> resources.getString(R.string.note_exempt, note.name, day(note.until), text(note.reason))
            is Note.Announced -> resources.getString(R.string.note_announced, note.name, day(note.from))
        }

    private companion object {
        const val NO_BREAK = '\u00A0'
    }
}
