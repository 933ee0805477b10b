package org.appvagt

import android.app.Activity
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.ImageView
import android.widget.ProgressBar
import android.widget.TextView
import org.appvagt.check.Checks
import org.appvagt.check.Outcome
import org.appvagt.feedback.Acknowledgement
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Gap
import org.appvagt.scanner.Removal
import org.appvagt.scanner.Report
import org.appvagt.scanner.Verdict

/** Shows on the one screen where the session stands. */
internal class StatusScreen(private val activity: Activity, private val actions: Actions) {
    /** What the person can ask for. */
    interface Actions {
        fun check()

        fun remove(findings: List<Finding>)

        fun allow(permission: String)

        /** The notice has been read. */
        fun acknowledge()
    }

    private val resources = activity.resources
    private val wording = Wording(resources)
    private val cards = FindingCards(activity, wording)
    private val icon: ImageView
    private val title: TextView
    private val text: TextView
    private val progress: ProgressBar
    private val gaps: ViewGroup
    private val findings: ViewGroup
    private val notes: TextView
    private val removeAll: Button
    private val checkAgain: Button

    init {
        activity.setContentView(R.layout.main)
        val screen = activity.findViewById<View>(R.id.screen)
        drawEdgeToEdge(activity.window, screen)
        icon = screen.findViewById(R.id.status_icon)
        title = screen.findViewById(R.id.status_title)
        text = screen.findViewById(R.id.status_text)
        progress = screen.findViewById(R.id.progress)
        gaps = screen.findViewById(R.id.gaps)
        findings = screen.findViewById(R.id.findings)
        notes = screen.findViewById(R.id.notes)
        removeAll = screen.findViewById(R.id.remove_all)
        checkAgain = screen.findViewById(R.id.check_again)
        checkAgain.setOnClickListener { actions.check() }
        title.markAsHeading()
    }

    fun show(
        checks: Checks,
        stillThere: Set<String>,
        notifies: Boolean,
    ) {
        val outcome = checks.outcome
        val report = checks.report
        val scan = checks.progress
        when {
            scan != null -> showScan(scan)
            outcome?.failure != null -> showFailure(outcome.failure)
            report != null -> showReport(report)
        }
        progress.visibility = if (scan == null) View.GONE else View.VISIBLE
        checkAgain.visibility = if (scan == null) View.VISIBLE else View.GONE
        val idle = scan == null
        showGaps(report?.gaps.orEmpty(), idle)
        outcome?.policy?.refusal?.let(::showRefusal)
        if (outcome != null) showNotice(outcome, idle)
        if (!notifies) showPermission(resources.getString(R.string.notifications_off), POST_NOTIFICATIONS, idle)
        val found = report?.findings.orEmpty()
        cards.show(findings, found, outcome, stillThere, idle) { actions.remove(listOf(it)) }
        notes.text = report?.notes.orEmpty().joinToString("\n", transform = wording::note)
        notes.visibility = if (notes.text.isEmpty()) View.GONE else View.VISIBLE
        val removable = outcome?.removable.orEmpty()
        removeAll.visibility = if (removable.size > 1) View.VISIBLE else View.GONE
        removeAll.isEnabled = idle
        removeAll.setOnClickListener { actions.remove(removable) }
    }

    private fun showScan(scan: Checks.Progress) {
        status(R.drawable.ic_checking, resources.getString(R.string.checking_title))
        text.text =
            if (scan.total == 0) "" else resources.getString(R.string.checking_text, scan.done, scan.total)
        progress.isIndeterminate = scan.total == 0
        progress.max = scan.total
        progress.progress = scan.done
    }

    private fun showFailure(problem: String?) {
        status(R.drawable.ic_unknown, resources.getString(R.string.failed_title))
        text.text = resources.getString(R.string.failed_text, problem)
    }

    private fun showReport(report: Report) {
        val scanned = report.scanned
        when (report.verdict) {
            Verdict.COMPLIANT -> {
                val (titleId, textId) =
                    if (report.findings.isEmpty()) {
                        R.string.clear_title to R.plurals.clear_text
                    } else {
                        R.string.clear_title_nothing_left to R.plurals.clear_text_nothing_left
                    }
                status(R.drawable.ic_clear, resources.getString(titleId))
                text.text = resources.getQuantityString(textId, scanned, scanned)
            }

            Verdict.ACTION_REQUIRED -> {
                val open = report.findings.count { it.removal != Removal.NOTHING_LEFT }
                status(R.drawable.ic_action, resources.getQuantityString(R.plurals.action_title, open, open))
                text.text = resources.getQuantityString(R.plurals.action_text, scanned, scanned)
            }

            Verdict.INCOMPLETE -> {
                status(R.drawable.ic_unknown, resources.getString(R.string.incomplete_title))
                text.setText(
                    if (report.findings.isEmpty()) {
                        R.string.incomplete_text_nothing_found
                    } else {
                        R.string.incomplete_text
                    },
                )
            }
        }
    }

    private fun status(
        iconId: Int,
        words: String,
    ) {
        icon.setImageResource(iconId)
        title.text = words
    }

    private fun showRefusal(mistakes: String) =
        message(listOf(resources.getString(R.string.policy_refused), mistakes).joinToString("\n"))

    /** The organisation's notice, for as long as the employee is to confirm having read it. */
    private fun showNotice(
        outcome: Outcome,
        idle: Boolean,
    ) {
        if (outcome.acknowledgement != Acknowledgement.Missing) return
        val policy = outcome.policy?.policy ?: return
        val notice = policy.notice ?: return
        val words = listOfNotNull(policy.organisation, notice.text).joinToString("\n", transform = wording::text)
        message(words, R.string.acknowledge, idle) { actions.acknowledge() }
    }

    private fun showPermission(
        why: String,
        permission: String,
        idle: Boolean,
    ) = message(why, R.string.allow, idle) { actions.allow(permission) }

    /** A card, with a button if it says what that does. */
    private fun message(
        words: String,
        buttonId: Int? = null,
        idle: Boolean = true,
        tapped: () -> Unit = {},
    ) {
        val card = activity.layoutInflater.inflate(R.layout.gap, gaps, false)
        card.findViewById<TextView>(R.id.reason).text = words
        card.findViewById<Button>(R.id.allow).apply {
            visibility = if (buttonId == null) View.GONE else View.VISIBLE
            buttonId?.let(::setText)
            isEnabled = idle
            setOnClickListener { tapped() }
        }
        gaps.addView(card)
    }

    private fun showGaps(
        shown: List<Gap>,
        idle: Boolean,
    ) {
        gaps.removeAllViews()
        // Several gaps can mean the same to a person.
        shown.distinctBy(wording::gap).forEach { gap ->
            val permission = (gap as? Gap.PermissionMissing)?.permission
            if (permission == GET_INSTALLED_APPS) {
                showPermission(wording.gap(gap), permission, idle)
            } else {
                message(wording.gap(gap))
            }
        }
    }
}
