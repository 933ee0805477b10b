package org.appvagt.screen

import android.app.Activity
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.ImageView
import android.widget.ProgressBar
import android.widget.TextView
import org.appvagt.R
import org.appvagt.check.CheckResult
import org.appvagt.check.CheckRunner
import org.appvagt.feedback.Acknowledgement
import org.appvagt.platform.GET_INSTALLED_APPS
import org.appvagt.platform.POST_NOTIFICATIONS
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Gap
import org.appvagt.scanner.Note
import org.appvagt.scanner.Removal
import org.appvagt.scanner.Report
import org.appvagt.scanner.Verdict
import org.appvagt.wording.Wording
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
    private val who: TextView = view.findViewById(R.id.who)
    private val icon: ImageView = view.findViewById(R.id.status_icon)
    private val title: TextView = view.findViewById(R.id.status_title)
    private val text: TextView = view.findViewById(R.id.status_text)
    private val sees: TextView = view.findViewById(R.id.sees)
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
        val destinations: ViewGroup = view.findViewById(R.id.destinations)
        for (destination in Destination.entries - Destination.STATUS) {
            val link = activity.layoutInflater.inflate(R.layout.page_link, destinations, false) as Button
            link.setText(destination.titleId)
            link.setOnClickListener { actions.open(destination) }
            destinations.addView(link)
        }
    }

    fun show(state: UiState) {
        val result = state.result
        val report = state.report
        val scan = state.progress
        when {
            scan != null -> showScan(scan)
            result?.failure != null -> showFailure()
            report != null -> showReport(report, result)
        }
        val idle = scan == null
        who.showOrHide(result?.readPolicy?.policy?.organisation?.let(wording::text))
        sees.showOrHide(
            result?.reportLevel?.takeIf { idle && report?.findings.orEmpty().isNotEmpty() }?.let(wording::employerSees),
        )
        progress.visibility = if (idle) View.GONE else View.VISIBLE
        checkAgain.visibility = if (idle) View.VISIBLE else View.GONE
        checked.showOrHide(result?.report?.takeIf { idle }?.let { covered(result.at, it) })
        val now = listOf(state.copy(progress = null, history = null), idle)
        if (now == cardsOf) return
        cardsOf = now
        showGaps(report?.gaps.orEmpty(), idle)
        if (result?.policy?.refusal != null) {
            val words = listOf(R.string.notification_refused, R.string.notification_refused_text)
            message(words.joinToString(". ", transform = wording::words), R.string.help_it) {
                actions.open(Destination.HELP)
            }
        }
        if (result != null) showNotice(result)
        if (!state.notifies) {
            showPermission(wording.words(R.string.notifications_off), POST_NOTIFICATIONS, idle)
        }
        cards.show(findings, state, idle)
        notes.showOrHide(
            report
                ?.notes
                .orEmpty()
                .filter { it !is Note.ProfileUnseen }
                .joinToString("\n", transform = wording::note)
                .ifEmpty { null },
        )
        showAction(result?.removable.orEmpty(), state.paused, idle)
    }

    /** Shows the one filled button: what there is to do about all that can be removed. */
    private fun showAction(
        removable: List<Finding>,
        paused: Boolean,
        idle: Boolean,
    ) = removeAll.apply {
        val one = removable.singleOrNull()?.takeIf { !paused }
        val words =
            when {
                paused -> wording.words(R.string.go_on)
                one != null -> wording.button(one.removal)
                removable.isNotEmpty() -> wording.words(R.string.remove_all)
                else -> null
            }
        showOrHide(words)
        contentDescription = one?.let { wording.words(R.string.button_for, words.orEmpty(), wording.name(it)) }
        isEnabled = idle
        setOnClickListener { if (paused) actions.goOn() else actions.remove(removable) }
    }

    /** Describes when the last check was, and which parts of the device it did not look into. */
    private fun covered(
        at: Instant,
        report: Report,
    ): String {
        val unseen = report.notes.filterIsInstance<Note.ProfileUnseen>()
        val others =
            when {
                report.verdict != Verdict.ACTION_REQUIRED -> null
                report.complete -> resources.getQuantityString(R.plurals.action_text, report.scanned, report.scanned)
                else -> wording.words(R.string.action_text_incomplete)
            }
        return (listOfNotNull(wording.words(R.string.checked_at, wording.time(at)), others) + unseen.map(wording::note))
            .joinToString("\n")
    }

    private fun showScan(scan: CheckRunner.Progress) {
        status(R.drawable.ic_checking, wording.words(R.string.checking_title))
        text.showOrHide(
            if (scan.total == 0) null else wording.words(R.string.checking_text, scan.done, scan.total),
        )
        progress.isIndeterminate = scan.total == 0
        progress.max = scan.total
        progress.progress = scan.done
    }

    private fun showFailure() {
        status(R.drawable.ic_unknown, wording.words(R.string.failed_title))
        text.showOrHide(wording.words(R.string.failed_text))
    }

    private fun showReport(
        report: Report,
        result: CheckResult?,
    ) {
        val scanned = report.scanned
        text.setTextColor(activity.getColor(R.color.text))
        text.visibility = View.VISIBLE
        when (report.verdict) {
            Verdict.COMPLIANT ->
                when {
                    result?.policy?.isSetUp == false -> {
                        status(R.drawable.ic_unknown, wording.words(R.string.not_set_up_title))
                        text.setText(
                            if (result.policy.hasOwnBuiltIn) R.string.not_set_up_own_policy else R.string.not_set_up_text,
                        )
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
                val due = open.mapNotNull { it.due }.minOrNull()
                text.showOrHide(if (due == null || result == null) null else wording.deadline(due, result.day))
                text.setTextColor(activity.getColor(if (open.any { it.overdue }) R.color.action else R.color.text))
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

    /** Shows the organisation's notice, for as long as the employee is to confirm having read it. */
    private fun showNotice(result: CheckResult) {
        if (result.acknowledgement != Acknowledgement.Missing) return
        message(wording.words(R.string.notice_asks), R.string.notice_read) { actions.open(Destination.NOTICE) }
    }

    private fun showPermission(
        why: String,
        permission: String,
        idle: Boolean,
    ) = message(why, R.string.allow, idle) { actions.allow(permission) }

    /** Adds a card, with a button if [buttonId] says what that does. */
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
