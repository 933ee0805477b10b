package org.appvagt.wording

import android.content.res.Resources
import android.os.LocaleList
import android.text.BidiFormatter
import org.appvagt.R
import org.appvagt.enforcement.Restraint
import org.appvagt.platform.GET_INSTALLED_APPS
import org.appvagt.policy.Policy
import org.appvagt.removal.Removed
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
import java.util.Locale

/** What findings, gaps and notes are called in the words of the person reading. */
internal class Wording(private val resources: Resources) {
    private val locale get() = resources.configuration.locales[0]

    /** Names the app as the person knows it. */
    fun name(finding: Finding): String = finding.label ?: family(finding)

    /** Returns [name] so that its direction stays within it, whatever stands around it. */
    fun quoted(name: String): String = BidiFormatter.getInstance(locale).unicodeWrap(name)

    /** Names the app so that IT knows which one it is. */
    fun nameWithPackage(finding: Finding): String = "${quoted(name(finding))} (${finding.packageName})"

    /** Explains what it is, where its name does not say that; that it is banned; and where the policy says so, why. */
    fun why(finding: Finding): String {
        if (finding.test) return resources.getString(R.string.why_test)
        return listOfNotNull(
            what(finding)?.let { words(it, family(finding)) },
            // A rule of the organisation's own knows the app by what it calls itself, which is not for our sentence.
            if (finding.family == null) words(R.string.why_app) else words(R.string.why, family(finding)),
            finding.reason?.let(::text),
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
            .withLocale(locale)
            .format(day)
            .replace(' ', NO_BREAK)

    /** Says until when the first of [open] is to be done, and how many days are left; null if none has a day. */
    fun deadline(
        open: List<Finding>,
        today: LocalDate,
    ): String? {
        val due = firstDue(open) ?: return null
        val days = daysLeft(due, today)
        if (days < 0) return words(R.string.status_overdue, day(due))
        val left =
            if (days == 0) words(R.string.due_today) else resources.getQuantityString(R.plurals.days_left, days, days)
        return words(R.string.status_due, day(due)) + " " + left
    }

    /** Says how many days the first of [open] is late on [today]; null if none is. */
    fun late(
        open: List<Finding>,
        today: LocalDate,
    ): String? {
        val days = firstDue(open)?.let { -daysLeft(it, today) } ?: return null
        return if (days > 0) resources.getQuantityString(R.plurals.days_late, days, days) else null
    }

    private fun firstDue(open: List<Finding>): LocalDate? = open.mapNotNull { it.due }.minOrNull()

    private fun daysLeft(
        due: LocalDate,
        today: LocalDate,
    ): Int = ChronoUnit.DAYS.between(today, due).toInt()

    /** Says in one line what the organisation learns of [findings]. */
    fun employerSees(
        level: Policy.ReportLevel,
        findings: List<Finding>,
    ): String =
        when (level) {
            Policy.ReportLevel.NOTHING -> words(R.string.sees_nothing)

            Policy.ReportLevel.VERDICT -> words(R.string.sees_verdict)

            Policy.ReportLevel.FAMILIES ->
                // What its own rules ban is reported by number alone.
                if (findings.any { it.family == null }) {
                    words(R.string.sees_families)
                } else {
                    words(R.string.sees_named, families(findings))
                }
        }

    /** Lists the families of [findings], each with the number of its apps if there are several. */
    private fun families(findings: List<Finding>): String =
        findings
            .groupingBy(::family)
            .eachCount()
            .map { (family, count) -> counted(family, count) }
            .joinToString()

    /** Names something, with how often it is there if that is more than once. */
    fun counted(
        name: String,
        count: Int,
    ): String = if (count < 2) name else "$name ($count)"

    /** Names a family of the catalogue by its [id]; one that is not known by the id itself. */
    fun family(id: String): String {
        val index = resources.getStringArray(R.array.banned_family_ids).indexOf(id)
        return resources.getStringArray(R.array.banned_family_names).getOrElse(index) { id }
    }

    /** Lists what was removed, and what was disabled. */
    fun removed(removed: List<Removed>): String {
        val (disabled, gone) = removed.partition { it.isDisabled }
        return listOf(R.string.done_removed to gone, R.string.done_disabled to disabled)
            .filter { (_, apps) -> apps.isNotEmpty() }
            .joinToString("\n") { (words, apps) -> words(words, apps.joinToString { quoted(it.name) }) }
    }

    /** Formats a point in time. A line may break between the day and the hour, not within them. */
    fun time(at: Instant): String {
        val local = at.atZone(ZoneId.systemDefault())
        val hour =
            DateTimeFormatter
                .ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(if (locale == SWEDISH_OF_FINLAND) FINNISH else locale)
                .format(local)
                .replace(' ', NO_BREAK)
        return words(R.string.day_at_hour, day(local.toLocalDate()), hour)
    }

    /** Describes version, state, origin and profile, in one line. */
    fun state(finding: Finding): String =
        listOfNotNull(
            finding.version?.let { resources.getString(R.string.version, it) },
            state(finding.state),
            origin(finding.origin),
            finding.profile?.let { resources.getString(R.string.in_profile, profile(it)) },
        ).joinToString(" · ")

    /** Says in a word how an app stands, and where it is; [isDueApart] if apps have last days of their own. */
    fun standing(
        finding: Finding,
        restraint: Restraint?,
        stillThere: Boolean,
        isDueApart: Boolean,
    ): String =
        listOfNotNull(
            when {
                stillThere -> words(R.string.state_still)
                finding.removal == Removal.ASK_IT && restraint == null -> words(R.string.state_it)
                restraint != null -> words(R.string.state_suspended)
                else -> state(finding.state) ?: origin(finding.origin) ?: words(R.string.state_installed)
            },
            finding.profile?.let { words(R.string.in_profile, profile(it)) },
            finding.due?.takeIf { isDueApart && finding.removal != Removal.NOTHING_LEFT }?.let {
                words(if (finding.overdue) R.string.status_overdue else R.string.status_due, day(it))
            },
        ).joinToString(" · ")

    private fun state(state: Finding.State): String? =
        when (state) {
            Finding.State.ENABLED -> null
            Finding.State.DISABLED -> words(R.string.state_disabled)
            Finding.State.SUSPENDED -> words(R.string.state_suspended)
            Finding.State.HIDDEN -> words(R.string.state_hidden)
            Finding.State.ARCHIVED -> words(R.string.state_archived)
        }

    private fun origin(origin: Finding.Origin): String? =
        when (origin) {
            Finding.Origin.INSTALLED -> null
            Finding.Origin.PRELOADED, Finding.Origin.PRELOADED_UPDATED -> words(R.string.origin_preloaded)
            Finding.Origin.INSTANT -> words(R.string.origin_instant)
        }

    /** Lists all evidence, a sentence each. */
    fun evidence(finding: Finding): List<String> {
        val isSaid = finding.certainty == Certainty.CERTAIN || what(finding) != null
        return listOfNotNull(words(R.string.seen_strong).takeUnless { isSaid }) +
            finding.evidence.map { evidence(it, finding) }
    }

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
                MarkSubject.PACKAGE -> if (mark.key == "package") R.string.mark_last_letter else R.string.mark_package
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

    /** Describes what to do next, and what to [save] before that; null where the button says it all. */
    fun step(
        finding: Finding,
        restraint: Restraint?,
        stillThere: Boolean,
        save: String?,
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
                        else -> deletion(save)
                    }

                Removal.RESTORE_THEN_DISABLE ->
                    listOfNotNull(words(R.string.step_restore), save).joinToString(" ")

                Removal.DISABLE -> resources.getString(R.string.step_disable)

                Removal.DEACTIVATE_ADMIN -> resources.getString(R.string.step_admin)

                Removal.CLEAR_INSTANT -> resources.getString(R.string.step_instant)

                Removal.IN_OTHER_PROFILE ->
                    listOf(
                        words(R.string.step_profile, finding.profile?.let(::profile).orEmpty()),
                        deletion(save),
                    ).joinToString(" ")

                Removal.ASK_IT ->
                    when (finding.state) {
                        Finding.State.HIDDEN -> words(R.string.step_ask_it_hidden)
                        else -> words(R.string.step_ask_it)
                    }

                Removal.NOTHING_LEFT -> resources.getString(R.string.step_nothing_left)
            },
        ).joinToString("\n").ifEmpty { null }

    /** Says what removing an app deletes, and what to [save] before that. */
    private fun deletion(save: String?): String =
        listOfNotNull(words(R.string.removal_deletes), save).joinToString(" ")

    /** Says of which of [findings] what is to be saved before they are removed; null if there is nothing to save. */
    fun saveFirst(
        findings: List<Finding>,
        restraint: (Finding) -> Restraint?,
    ): String? =
        findings
            .mapNotNull { finding -> save(finding, restraint(finding))?.let { it to family(finding) } }
            .groupBy({ it.first }, { it.second })
            .map { (save, apps) -> words(R.string.button_for, apps.distinct().joinToString(), save) }
            .joinToString("\n")
            .ifEmpty { null }

    /** Says what to save before an app is removed; what cannot be opened any more only IT can save. */
    fun save(
        finding: Finding,
        restraint: Restraint?,
    ): String? {
        val deletes = finding.removal in DELETING && finding.state != Finding.State.ARCHIVED
        val keepsake = Keepsake.of(finding.family)?.takeIf { deletes } ?: return null
        if (restraint != null || finding.state == Finding.State.SUSPENDED) return words(R.string.save_blocked)
        return when (keepsake) {
            Keepsake.CHATS -> words(R.string.save_chats)
            Keepsake.FILES -> words(R.string.save_files)
        }
    }

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

    /** Names the family of an app, which is what the organisation bans. */
    fun family(finding: Finding): String = finding.names[resources.getString(R.string.language)] ?: finding.name

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

    /** Names the app that a note is about, as the person knows it; null for a note about a profile. */
    fun name(note: Note): String? =
        when (note) {
            is Note.ProfileUnseen -> null
            is Note.DataKept -> note.label ?: note.name
            is Note.Exempt -> note.label ?: note.name
            is Note.Announced -> note.label ?: note.name
        }

    fun note(note: Note): String =
        when (note) {
            is Note.ProfileUnseen -> words(R.string.note_profile, profile(note.profile))

            is Note.DataKept -> words(R.string.kept_text)

            is Note.Exempt -> words(R.string.exempt_text, day(note.until), text(note.reason))

            is Note.Announced ->
                listOfNotNull(
                    words(R.string.announced_text, day(note.from)),
                    note.reason?.let(::text),
                    words(R.string.announced_already).takeIf { note.removal.hasScreen },
                ).joinToString(" ")
        }

    private companion object {
        const val NO_BREAK = '\u00A0'

        /** What deletes the data of an app. */
        val DELETING = setOf(Removal.UNINSTALL, Removal.RESTORE_THEN_DISABLE, Removal.IN_OTHER_PROFILE)

        /** Whoever speaks it writes the hour as Finns do, which Android does not know. */
        val SWEDISH_OF_FINLAND: Locale = Locale.forLanguageTag("sv-FI")
        val FINNISH: Locale = Locale.forLanguageTag("fi-FI")
    }
}
