package org.appvagt.screen

import android.app.Activity
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.ImageView
import android.widget.ProgressBar
import android.widget.TextView
import org.appvagt.GET_INSTALLED_APPS
import org.appvagt.POST_NOTIFICATIONS
import org.appvagt.R
import org.appvagt.Wording
import org.appvagt.check.Checks
import org.appvagt.check.Outcome
import org.appvagt.feedback.Acknowledgement
import org.appvagt.scanner.Gap
import org.appvagt.scanner.Note
import org.appvagt.scanner.Removal
import org.appvagt.scanner.Report
import org.appvagt.scanner.Verdict
import java.time.Instant

/** How it stands, in one glance; what is to be done about it, and the ways to the other places. */
internal class StatusScreen(
    private val activity: Activity,
    into: ViewGroup,
    private val wording: Wording,
    private val actions: Actions,
) {
    val view: View = activity.layoutInflater.inflate(R.layout.status, into, false)
    private val resources = activity.resources
    private val cards = FindingCards(activity, wording, actions)
    private val icon: ImageView = view.findViewById(R.id.status_icon)
    private val title: TextView = view.findViewById(R.id.status_title)
    private val text: TextView = view.findViewById(R.id.status_text)
    private val checked: TextView = view.findViewById(R.id.checked)
    private val progress: ProgressBar = view.findViewById(R.id.progress)
    private val gaps: ViewGroup = view.findViewById(R.id.gaps)
    private val findings: ViewGroup = view.findViewById(R.id.findings)
    private val notes: TextView = view.findViewById(R.id.notes)
    private val removeAll: Button = view.findViewById(R.id.remove_all)
    private val checkAgain: Button = view.findViewById(R.id.check_again)

    /** What the cards show: they are built again only when that has changed, so that nobody loses their place. */
    private var cardsOf: Any? = null

    init {
        checkAgain.setOnClickListener { actions.check() }
        title.markAsHeading()
        val places: ViewGroup = view.findViewById(R.id.places)
        for (place in Place.entries - Place.STATUS) {
            val link = activity.layoutInflater.inflate(R.layout.page_link, places, false) as Button
            link.setText(place.titleId)
            link.setOnClickListener { actions.open(place) }
            places.addView(link)
        }
    }

    fun show(shown: Shown) {
        val outcome = shown.outcome
        val report = shown.report
        val scan = shown.progress
        when {
            scan != null -> showScan(scan)
            outcome?.failure != null -> showFailure(outcome.failure)
            report != null -> showReport(report, outcome)
        }
        val idle = scan == null
        progress.visibility = if (idle) View.GONE else View.VISIBLE
        checkAgain.visibility = if (idle) View.VISIBLE else View.GONE
        checked.showOrHide(outcome?.report?.takeIf { idle }?.let { covered(outcome.at, it) })
        val now = listOf(shown.copy(progress = null, record = null), idle)
        if (now == cardsOf) return
        cardsOf = now
        showGaps(report?.gaps.orEmpty(), idle)
        if (outcome?.policy?.refusal != null) {
            val words = listOf(R.string.notification_refused, R.string.notification_refused_text)
            message(words.joinToString(". ", transform = wording::words), R.string.help_it) { actions.open(Place.HELP) }
        }
        if (outcome != null) showNotice(outcome)
        if (!shown.notifies) {
            showPermission(wording.words(R.string.notifications_off), POST_NOTIFICATIONS, idle)
        }
        cards.show(findings, shown, idle)
        notes.showOrHide(
            report
                ?.notes
                .orEmpty()
                .filter { it !is Note.ProfileUnseen }
                .joinToString("\n", transform = wording::note)
                .ifEmpty { null },
        )
        val removable = outcome?.removable.orEmpty()
        removeAll.visibility = if (removable.size > 1 || shown.paused) View.VISIBLE else View.GONE
        removeAll.isEnabled = idle
        removeAll.setText(if (shown.paused) R.string.go_on else R.string.remove_all)
        removeAll.setOnClickListener { if (shown.paused) actions.goOn() else actions.remove(removable) }
    }

    /** When the last check was, and which parts of the device it did not look into. */
    private fun covered(
        at: Instant,
        report: Report,
    ): String {
        val unseen = report.notes.filterIsInstance<Note.ProfileUnseen>()
        return (listOf(wording.words(R.string.checked_at, wording.time(at))) + unseen.map(wording::note))
            .joinToString("\n")
    }

    private fun showScan(scan: Checks.Progress) {
        status(R.drawable.ic_checking, wording.words(R.string.checking_title))
        text.text = if (scan.total == 0) "" else wording.words(R.string.checking_text, scan.done, scan.total)
        progress.isIndeterminate = scan.total == 0
        progress.max = scan.total
        progress.progress = scan.done
    }

    private fun showFailure(problem: String) {
        status(R.drawable.ic_unknown, wording.words(R.string.failed_title))
        text.text = wording.words(R.string.failed_text, problem)
    }

    private fun showReport(
        report: Report,
        outcome: Outcome?,
    ) {
        val scanned = report.scanned
        when (report.verdict) {
            Verdict.COMPLIANT ->
                when {
                    outcome?.policy?.isSetUp == false -> {
                        status(R.drawable.ic_unknown, wording.words(R.string.not_set_up_title))
                        text.setText(R.string.not_set_up_text)
                    }

                    report.findings.isEmpty() ->
                        clear(R.string.clear_title, resources.getQuantityString(R.plurals.clear_text, scanned, scanned))

                    else ->
                        clear(
                            R.string.clear_title_nothing_left,
                            resources.getQuantityString(R.plurals.clear_text_nothing_left, scanned, scanned),
                        )
                }

            Verdict.ACTION_REQUIRED -> {
                val open = report.findings.filter { it.removal != Removal.NOTHING_LEFT }
                status(R.drawable.ic_action, resources.getQuantityString(R.plurals.action_title, open.size, open.size))
                text.text =
                    listOfNotNull(
                        resources.getQuantityString(R.plurals.action_text, scanned, scanned),
                        open.filter { it.due != null }.minByOrNull { it.due!! }?.let { first ->
                            val id = if (first.overdue) R.string.status_overdue else R.string.status_due
                            wording.words(id, wording.day(first.due!!))
                        },
                    ).joinToString(" ")
            }

            Verdict.INCOMPLETE -> {
                status(R.drawable.ic_unknown, wording.words(R.string.incomplete_title))
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

    private fun clear(
        titleId: Int,
        words: String,
    ) {
        status(R.drawable.ic_clear, wording.words(titleId))
        text.text = words
    }

    private fun status(
        iconId: Int,
        words: String,
    ) {
        icon.setImageResource(iconId)
        title.text = words
    }

    /** The organisation's notice, for as long as the employee is to confirm having read it. */
    private fun showNotice(outcome: Outcome) {
        if (outcome.acknowledgement != Acknowledgement.Missing) return
        message(wording.words(R.string.notice_asks), R.string.notice_read) { actions.open(Place.NOTICE) }
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

/** Shows [words], or nothing at all. */
internal fun TextView.showOrHide(words: String?) {
    visibility = if (words == null) View.GONE else View.VISIBLE
    text = words
}
