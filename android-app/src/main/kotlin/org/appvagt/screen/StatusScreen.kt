package org.appvagt.screen

import android.app.Activity
import android.text.SpannableString
import android.text.style.ForegroundColorSpan
import android.util.TypedValue
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
    private val rows = FindingRows(activity, wording, actions)
    private val who: TextView = view.findViewById(R.id.who)
    private val icon: ImageView = view.findViewById(R.id.status_icon)
    private val title: TextView = view.findViewById(R.id.status_title)
    private val text: TextView = view.findViewById(R.id.status_text)
    private val sees: TextView = view.findViewById(R.id.sees)
    private val checked: TextView = view.findViewById(R.id.checked)
    private val progress: ProgressBar = view.findViewById(R.id.progress)
    private val messages: ViewGroup = view.findViewById(R.id.messages)
    private val findings: ViewGroup = view.findViewById(R.id.findings)
    private val notes: ViewGroup = view.findViewById(R.id.notes)
    private val mainAction: Button = view.findViewById(R.id.main_action)
    private val checkAgain: Button = view.findViewById(R.id.check_again)

    /** Whether large text leaves little room. */
    private val isCrowded = resources.configuration.run { fontScale >= LARGE_TEXT && screenHeightDp < HIGH_DP }

    /** What is listed: it is built again only when that has changed, so that nobody loses their place. */
    private var listed: Any? = null

    init {
        // There words come before pictures.
        if (isCrowded) {
            icon.visibility = View.GONE
            title.setTextSize(TypedValue.COMPLEX_UNIT_SP, CROWDED_TITLE_SP)
            (view as ViewGroup).getChildAt(0).run { setPaddingRelative(paddingStart, 0, paddingEnd, paddingBottom) }
        }
        checkAgain.setOnClickListener { actions.check() }
        title.markAsHeading()
    }

    /** The ways to the other places. */
    private val links: Map<Destination, Button> = Destination.LISTED.associateWith { destination ->
        val into: ViewGroup = view.findViewById(R.id.destinations)
        (activity.layoutInflater.inflate(R.layout.page_link, into, false) as Button).apply {
            setText(destination.titleId)
            setOnClickListener { actions.open(Place(destination)) }
            into.addView(this)
        }
    }

    /** Shows [state] with its [main] action; [beside] is the place that stands beside it, if one does. */
    fun show(
        state: UiState,
        main: MainAction?,
        beside: Place?,
    ) {
        val result = state.result
        val report = state.report
        val scan = state.progress
        when {
            scan != null -> showScan(scan)
            result?.failure != null -> showFailure()
            report != null -> showReport(report, result, state)
        }
        val idle = scan == null
        // What the one button is about stands above it, and in place of what can wait.
        if (main == MainAction.ReadNotice && idle) {
            text.showOrHide(listOfNotNull(notSetUp(result), wording.words(R.string.notice_asks)).joinToString("\n"))
        }
        who.showOrHide(result?.readPolicy?.policy?.organisation?.let(wording::text))
        sees.showOrHide(
            report?.findings?.takeIf { idle && it.isNotEmpty() }?.let { found ->
                // What is open after a prompt that was left stands where the deadline stood.
                val isLeft = stillOpen(found.open, state) != null
                val deadline = result?.takeIf { isLeft }?.let { wording.deadline(found.open, it.day) }
                val save = if (isCrowded) saveFirst(result) else null
                val seen = result?.reportLevel?.let { wording.employerSees(it, found) }
                listOfNotNull(save, deadline, seen).joinToString("\n")
            },
        )
        progress.visibility = if (idle) View.GONE else View.VISIBLE
        checkAgain.visibility = if (idle && main != MainAction.Check) View.VISIBLE else View.GONE
        checked.showOrHide(result?.report?.takeIf { idle }?.let { covered(result.at, it) })
        showMain(main, idle)
        val now = listOf(state.copy(progress = null, history = null), main, beside, idle)
        if (now != listed) {
            listed = now
            rows.show(findings, state)
            messages.removeAllViews()
            showMessages(state, main, beside, idle)
            notes.removeAllViews()
            report?.notes.orEmpty().forEach { showNote(it, result, idle) }
        }
        rows.select(findings, beside?.app)
        // What stands beside it is open already.
        links.forEach { (destination, link) ->
            link.visibility = if (destination == beside?.destination) View.GONE else View.VISIBLE
        }
    }

    /** Shows the one filled button: what there is to do first. */
    private fun showMain(
        main: MainAction?,
        idle: Boolean,
    ) = mainAction.apply {
        val one = (main as? MainAction.Remove)?.findings?.singleOrNull()
        showOrHide(main?.let(::words))
        contentDescription = one?.let { wording.words(R.string.button_for, text, wording.name(it)) }
        isEnabled = idle
        setOnClickListener { if (main != null) act(main) }
    }

    private fun words(main: MainAction): String? =
        when (main) {
            is MainAction.Remove ->
                main.findings.singleOrNull()?.let { wording.button(it.removal) } ?: wording.words(R.string.remove_all)

            MainAction.GoOn -> wording.words(R.string.go_on)

            MainAction.AskIt -> wording.words(R.string.ask_it)

            is MainAction.Allow -> wording.words(R.string.allow)

            MainAction.Check -> wording.words(R.string.check_again)

            MainAction.ReadNotice -> wording.words(R.string.notice_read)
        }

    private fun act(main: MainAction) =
        when (main) {
            is MainAction.Remove -> actions.remove(main.findings)
            MainAction.GoOn -> actions.goOn()
            MainAction.AskIt -> actions.open(Place(Destination.ASK, question = Question.REMOVE))
            is MainAction.Allow -> actions.allow(main.permission)
            MainAction.Check -> actions.check()
            MainAction.ReadNotice -> actions.open(Place(Destination.NOTICE))
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
        text.showOrHide(wording.words(R.string.failed_text).takeUnless { isCrowded })
    }

    private fun showReport(
        report: Report,
        result: CheckResult?,
        state: UiState,
    ) {
        val scanned = report.scanned
        when (report.verdict) {
            Verdict.COMPLIANT ->
                when {
                    state.removed.isNotEmpty() ->
                        clear(
                            R.string.done_title,
                            listOfNotNull(
                                wording.removed(state.removed),
                                wording
                                    .words(R.string.done_nothing)
                                    .takeIf { result?.acknowledgement != Acknowledgement.Missing },
                            ).joinToString("\n"),
                        )

                    result?.policy?.isSetUp == false -> {
                        status(R.drawable.ic_unknown, wording.words(R.string.not_set_up_title))
                        text.showOrHide(notSetUp(result))
                    }

                    report.findings.isNotEmpty() ->
                        clear(
                            R.string.clear_title_nothing_left,
                            resources.getQuantityString(R.plurals.clear_text_nothing_left, scanned, scanned),
                        )

                    else -> {
                        val isAnnounced = report.notes.any { it is Note.Announced }
                        val words = if (isAnnounced) R.plurals.checked_apps else R.plurals.clear_text
                        clear(R.string.clear_title, resources.getQuantityString(words, scanned, scanned))
                    }
                }

            Verdict.ACTION_REQUIRED -> showAction(report.findings.open, result, state)

            Verdict.INCOMPLETE -> {
                status(R.drawable.ic_unknown, wording.words(R.string.incomplete_title))
                val words =
                    if (report.findings.isEmpty()) R.string.incomplete_text_nothing_found else R.string.incomplete_text
                val removed = state.removed.ifEmpty { null }?.let(wording::removed)
                text.showOrHide(listOfNotNull(removed, wording.words(words)).joinToString("\n"))
            }
        }
    }

    /** Says by what the phone is judged until the organisation has set up the app; null once it has. */
    private fun notSetUp(result: CheckResult?): String? {
        val policy = result?.policy?.takeUnless { it.isSetUp } ?: return null
        return wording.words(if (policy.hasOwnBuiltIn) R.string.not_set_up_own_policy else R.string.not_set_up_text)
    }

    /** Shows what is to be done about [open] apps, and until when; after a prompt that was left, what is open still. */
    private fun showAction(
        open: List<Finding>,
        result: CheckResult?,
        state: UiState,
    ) {
        val words = if (result?.areForIt(open) == true) R.plurals.ask_title else R.plurals.action_title
        val what = resources.getQuantityString(words, open.size, open.size)
        val late = result?.let { wording.late(open, it.day) }
        if (late == null) status(R.drawable.ic_action, what) else status(R.drawable.ic_overdue, withDelay(what, late))
        val line = stillOpen(open, state) ?: result?.let { wording.deadline(open, it.day) }
        val save = if (isCrowded) null else saveFirst(result)
        text.showOrHide(listOfNotNull(line, save).joinToString("\n").ifEmpty { null })
    }

    /** Says what to save before everything is removed: the prompts of the system do not. */
    private fun saveFirst(result: CheckResult?): String? =
        result?.let { wording.saveFirst(it.removable, it::restraint) }

    /** Returns [what] there is to do with how [late] that is on a line and in a colour of its own. */
    private fun withDelay(
        what: String,
        late: String,
    ): CharSequence =
        SpannableString("$what\n$late").apply {
            setSpan(ForegroundColorSpan(activity.getColor(R.color.action)), what.length, length, 0)
        }

    /** Says how many are open after a prompt that was left, and how to go on; null if none was left. */
    private fun stillOpen(
        open: List<Finding>,
        state: UiState,
    ): String? =
        when {
            state.paused -> {
                val howMany = resources.getQuantityString(R.plurals.still_open, open.size, open.size)
                "$howMany ${wording.words(R.string.still_go_on, wording.words(R.string.go_on))}"
            }

            open.any { it.place in state.stillThere } ->
                if (open.size == 1) {
                    wording.words(R.string.step_still_there)
                } else {
                    val howMany = resources.getQuantityString(R.plurals.still_open, open.size, open.size)
                    "$howMany ${wording.words(R.string.still_try)}"
                }

            else -> null
        }

    private fun clear(
        titleId: Int,
        words: String,
    ) {
        status(R.drawable.ic_clear, wording.words(titleId))
        text.showOrHide(words)
    }

    private fun status(
        iconId: Int,
        words: CharSequence,
    ) {
        icon.setImageResource(iconId)
        title.text = words
    }

    /** Shows a note by the name of its app; what is announced can be removed already. */
    private fun showNote(
        note: Note,
        result: CheckResult?,
        idle: Boolean,
    ) {
        val name = wording.name(note) ?: return
        val announced = (note as? Note.Announced)?.takeIf { result?.prompts == true }
        val button = announced?.let { wording.button(it.removal) }.takeIf { announced?.removal?.hasScreen == true }
        card(notes, name, wording.note(note), button, idle) { announced?.let(actions::remove) }
    }

    /** Shows what else wants attention; what the [main] action is about has no second button. */
    private fun showMessages(
        state: UiState,
        main: MainAction?,
        beside: Place?,
        idle: Boolean,
    ) {
        if (state.result?.failure != null && isCrowded) message(wording.words(R.string.failed_text))
        // Several gaps can mean the same to a person.
        state.report?.gaps.orEmpty().distinctBy(wording::gap).forEach { gap ->
            val permission = (gap as? Gap.PermissionMissing)?.permission
            if (permission == GET_INSTALLED_APPS && main != MainAction.Allow(permission)) {
                message(wording.gap(gap), R.string.allow, idle) { actions.allow(permission) }
            } else {
                message(wording.gap(gap))
            }
        }
        val result = state.result
        if (result?.policy?.refusal != null) {
            val words = listOf(R.string.notification_refused, R.string.notification_refused_text)
            val button = R.string.help_it.takeIf { beside?.destination != Destination.HELP }
            message(words.joinToString(". ", transform = wording::words), button) {
                actions.open(Place(Destination.HELP))
            }
        }
        val isNoticeSeen = main == MainAction.ReadNotice || beside?.destination == Destination.NOTICE
        if (result?.acknowledgement == Acknowledgement.Missing && !isNoticeSeen) {
            message(wording.words(R.string.notice_asks), R.string.notice_read) {
                actions.open(Place(Destination.NOTICE))
            }
        }
        if (!state.notifies) {
            message(wording.words(R.string.notifications_off), R.string.allow, idle) {
                actions.allow(POST_NOTIFICATIONS)
            }
        }
    }

    private fun message(
        words: String,
        buttonId: Int? = null,
        idle: Boolean = true,
        tapped: () -> Unit = {},
    ) = card(messages, null, words, buttonId?.let(wording::words), idle, tapped)

    /** Adds a card, about an app if it has a [name], and with a [button] if that says what it does. */
    private fun card(
        into: ViewGroup,
        name: String?,
        words: String,
        button: String?,
        idle: Boolean,
        tapped: () -> Unit,
    ) {
        val card = activity.layoutInflater.inflate(R.layout.message, into, false)
        card.findViewById<TextView>(R.id.about).showOrHide(name)
        card.findViewById<TextView>(R.id.reason).text = words
        card.findViewById<Button>(R.id.button).apply {
            showOrHide(button)
            if (name != null) contentDescription = wording.words(R.string.button_for, button.orEmpty(), name)
            isEnabled = idle
            setOnClickListener { tapped() }
        }
        into.addView(card)
    }

    private companion object {
        /** From which scale of text on there may be little room. */
        const val LARGE_TEXT = 1.5f

        /** How large the title is then, before its scale. */
        const val CROWDED_TITLE_SP = 22f

        /** From which height of the screen on there is room for everything. */
        const val HIGH_DP = 700
    }
}

/** Shows [words], or nothing at all. */
internal fun TextView.showOrHide(words: String?) {
    visibility = if (words == null) View.GONE else View.VISIBLE
    text = words
}
