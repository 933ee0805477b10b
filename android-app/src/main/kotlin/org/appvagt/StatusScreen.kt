package org.appvagt

import android.app.Activity
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.ImageView
import android.widget.ProgressBar
import android.widget.TextView
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

    fun show(session: Session) {
        val report = session.report
        val scan = session.progress
        when {
            scan != null -> showScan(scan)
            session.failure != null -> showFailure(session.failure)
            report != null -> showReport(report)
        }
        progress.visibility = if (scan == null) View.GONE else View.VISIBLE
        checkAgain.visibility = if (scan == null) View.VISIBLE else View.GONE
        val idle = scan == null
        showGaps(report?.gaps.orEmpty(), idle)
        session.policy?.refusal?.let(::showRefusal)
        val found = report?.findings.orEmpty()
        cards.show(findings, found, session.queue.stillThere, idle) { actions.remove(listOf(it)) }
        notes.text = report?.notes.orEmpty().joinToString("\n", transform = wording::note)
        notes.visibility = if (notes.text.isEmpty()) View.GONE else View.VISIBLE
        val removable = found.filter { it.removal.hasScreen }
        removeAll.visibility = if (removable.size > 1) View.VISIBLE else View.GONE
        removeAll.isEnabled = idle
        removeAll.setOnClickListener { actions.remove(removable) }
    }

    private fun showScan(scan: Session.Progress) {
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

    private fun showRefusal(mistakes: String) {
        val card = activity.layoutInflater.inflate(R.layout.gap, gaps, false)
        card.findViewById<TextView>(R.id.reason).text =
            listOf(resources.getString(R.string.policy_refused), mistakes).joinToString("\n")
        card.findViewById<View>(R.id.allow).visibility = View.GONE
        gaps.addView(card)
    }

    private fun showGaps(
        shown: List<Gap>,
        idle: Boolean,
    ) {
        gaps.removeAllViews()
        // Several gaps can mean the same to a person.
        shown.distinctBy(wording::gap).forEach { gap ->
            val card = activity.layoutInflater.inflate(R.layout.gap, gaps, false)
            card.findViewById<TextView>(R.id.reason).text = wording.gap(gap)
            val allow = card.findViewById<Button>(R.id.allow)
            val permission = (gap as? Gap.PermissionMissing)?.permission
            allow.visibility = if (permission == GET_INSTALLED_APPS) View.VISIBLE else View.GONE
            allow.isEnabled = idle
            allow.setOnClickListener { actions.allow(GET_INSTALLED_APPS) }
            gaps.addView(card)
        }
    }
}
