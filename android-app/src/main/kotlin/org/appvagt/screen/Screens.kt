package org.appvagt.screen

import android.app.Activity
import android.view.View
import android.view.ViewGroup
import org.appvagt.R
import org.appvagt.feedback.Acknowledgement
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Removal
import org.appvagt.wording.Wording

/** The places of the app: one at a time, or on a wide screen the status with another one beside it. */
internal class Screens(private val activity: Activity, private val actions: Actions) {
    private val wording = Wording(activity.resources)
    private val pane: ViewGroup
    private val secondPane: ViewGroup?
    private val status: StatusScreen

    /** Those that were gone to. */
    private val pages = mutableMapOf<Destination, Page>()
    private var state: UiState? = null

    /** Where the employee is. */
    var place: Place = Place(Destination.STATUS)
        private set

    init {
        activity.setContentView(R.layout.main)
        drawEdgeToEdge(activity.window, activity.findViewById(R.id.screen))
        hideOverlays(activity.window)
        pane = activity.findViewById(R.id.pane)
        secondPane = activity.findViewById(R.id.second_pane)
        status = StatusScreen(activity, pane, wording, actions)
        goTo(Place(Destination.STATUS))
    }

    /** Whether going back leads to another place, and not out of the app. */
    val canGoBack: Boolean
        get() {
            val parent = place.parent?.destination
            return parent != null && (secondPane == null || parent != Destination.STATUS)
        }

    /** The place that is shown besides the status, or instead of it; the status if none is. */
    private val other: Place
        get() =
            when {
                secondPane == null || place.destination != Destination.STATUS -> place
                state?.result?.acknowledgement == Acknowledgement.Missing -> Place(Destination.NOTICE)
                else -> Place(Destination.HELP)
            }

    fun goTo(to: Place) {
        place = to
        pages[to.destination]?.scrollToTop()
        state?.let(::show) ?: arrange()
    }

    /** Shows it on what is before the employee; other places are filled when they are gone to. */
    fun show(state: UiState) {
        this.state = state
        // The app whose page this is has been removed.
        if (place.app != null && state.report != null && finding(state) == null) place = Place(Destination.STATUS)
        arrange()
        val isBesides = secondPane != null
        val isNoticeBeside = isBesides && other.destination == Destination.NOTICE
        val main = MainAction.of(state).takeUnless { isNoticeBeside && it == MainAction.ReadNotice }
        status.show(state, main, other.takeIf { isBesides })
        val page = page(other.destination) ?: return
        page.leadsBack = canGoBack
        // Until the first check has ended nobody knows what the policy says.
        if (state.result ==
            null
        ) {
            return page.show(R.string.checking_title) { text(wording.words(R.string.checking_title)) }
        }
        when (other.destination) {
            Destination.STATUS -> Unit
            Destination.NOTICE -> page.showNotice(state, wording, actions, isFilled = !isBesides || main == null)
            Destination.REPORT -> page.showReport(state, wording, actions)
            Destination.HELP -> page.showHelp(state, wording, actions)
            Destination.APP -> finding(state)?.let { page.showApp(it, state, wording, actions, isAlone = !isBesides) }
            Destination.ASK -> showQuestion(page, state)
            Destination.LICENCES -> page.showLicences(activity.resources, wording)
        }
    }

    /** Returns the finding that the place is about. */
    private fun finding(state: UiState): Finding? = state.report?.findings?.find { it.place == place.app }

    private fun showQuestion(
        page: Page,
        state: UiState,
    ) {
        val forIt = state.report?.findings.orEmpty().filter { it.removal == Removal.ASK_IT }
        val question = place.question ?: return
        page.showQuestion(question, finding(state)?.let(::listOf) ?: forIt, state, wording, actions)
    }

    /** Puts the place before the employee. */
    private fun arrange() {
        if (secondPane == null) {
            pane.showOnly(view(place))
        } else {
            pane.showOnly(status.view)
            secondPane.showOnly(view(other))
        }
    }

    private fun view(place: Place): View = page(place.destination)?.view ?: status.view

    /** Returns the page of a [destination]; null for the status, which is none. */
    private fun page(destination: Destination): Page? =
        if (destination == Destination.STATUS) {
            null
        } else {
            pages.getOrPut(destination) { Page(activity, secondPane ?: pane, destination, actions::back) }
        }

    private fun ViewGroup.showOnly(view: View) {
        if (getChildAt(0) === view) return
        removeAllViews()
        addView(view)
    }
}
