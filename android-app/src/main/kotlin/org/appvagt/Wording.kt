package org.appvagt

import android.content.res.Resources
import org.appvagt.scanner.Certainty
import org.appvagt.scanner.Evidence
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Gap
import org.appvagt.scanner.Removal

/** What findings and gaps are called in the words of the person reading. */
internal class Wording(private val resources: Resources) {
    /** The app as the person knows it. */
    fun name(finding: Finding): String = finding.label ?: finding.name

    fun why(finding: Finding): String = resources.getString(R.string.why, finding.name)

    /** Version, state and origin, in one line. */
    fun state(finding: Finding): String =
        listOfNotNull(
            finding.version?.let { resources.getString(R.string.version, it) },
            when (finding.state) {
                Finding.State.ENABLED -> null
                Finding.State.DISABLED -> resources.getString(R.string.state_disabled)
                Finding.State.HIDDEN -> resources.getString(R.string.state_hidden)
                Finding.State.ARCHIVED -> resources.getString(R.string.state_archived)
            },
            if (finding.origin == Finding.Origin.INSTALLED) null else resources.getString(R.string.origin_preloaded),
        ).joinToString(" · ")

    /** All evidence, a sentence a line. */
    fun evidence(finding: Finding): String =
        (listOf(resources.getString(R.string.evidence_title)) + finding.evidence.map(::evidence)).joinToString("\n")

    private fun evidence(evidence: Evidence): String =
        when (evidence) {
            is Evidence.PackageName ->
                when (evidence.certainty) {
                    Certainty.CERTAIN -> resources.getString(R.string.evidence_package_name, evidence.app)
                    Certainty.STRONG -> resources.getString(R.string.evidence_package_name_strong, evidence.app)
                }

            Evidence.OwnRule -> resources.getString(R.string.evidence_own_rule)

            is Evidence.GenuineCertificate -> resources.getString(R.string.evidence_genuine, evidence.owner)

            is Evidence.CompanyCertificate -> resources.getString(R.string.evidence_company, evidence.owner)

            is Evidence.ForeignCertificate -> resources.getString(R.string.evidence_foreign)
        }

    /** What to do next; null where the button says it all. */
    fun step(
        finding: Finding,
        stillThere: Boolean,
    ): String? =
        listOfNotNull(
            if (stillThere) resources.getString(R.string.step_still_there) else null,
            when (finding.removal) {
                Removal.UNINSTALL ->
                    if (finding.state == Finding.State.ARCHIVED) resources.getString(R.string.step_archived) else null

                Removal.RESTORE_THEN_DISABLE -> resources.getString(R.string.step_restore)

                Removal.DISABLE -> resources.getString(R.string.step_disable)

                Removal.DEACTIVATE_ADMIN -> resources.getString(R.string.step_admin)

                Removal.ASK_IT ->
                    resources.getString(
                        if (finding.state ==
                            Finding.State.HIDDEN
                        ) {
                            R.string.step_ask_it_hidden
                        } else {
                            R.string.step_ask_it
                        },
                    )

                Removal.NOTHING_LEFT -> resources.getString(R.string.step_nothing_left)
            },
        ).joinToString("\n").ifEmpty { null }

    /** What the button for the next step says; null where the person cannot take it. */
    fun button(removal: Removal): String? =
        when (removal) {
            Removal.UNINSTALL -> resources.getString(R.string.remove)
            Removal.RESTORE_THEN_DISABLE -> resources.getString(R.string.remove_updates)
            Removal.DISABLE -> resources.getString(R.string.turn_off)
            Removal.DEACTIVATE_ADMIN -> resources.getString(R.string.deactivate)
            Removal.ASK_IT, Removal.NOTHING_LEFT -> null
        }

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

            is Gap.ScannerUnavailable -> resources.getString(R.string.gap_unavailable, gap.reason)
        }
}
