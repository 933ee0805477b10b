package org.appvagt.screen

import android.app.Activity
import android.view.View
import android.view.ViewGroup
import org.appvagt.R
import org.appvagt.wording.Wording

/** The places of the app: one at a time, or on a wide screen the status with another one beside it. */
internal class Screens(private val activity: Activity, private val actions: Actions) {
    private val wording = Wording(activity.resources)
    private val pane: ViewGroup
    private val secondPane: ViewGroup?
    private val status: StatusScreen
    private val pages: Map<Destination, Page>
    private var state: UiState? = null

    /** Where the employee is. */
    var destination: Destination = Destination.STATUS
        private set

    init {
        activity.setContentView(R.layout.main)
        drawEdgeToEdge(activity.window, activity.findViewById(R.id.screen))
        pane = activity.findViewById(R.id.pane)
        secondPane = activity.findViewById(R.id.second_pane)
        status = StatusScreen(activity, pane, wording, actions)
        val back = if (secondPane == null) actions::back else null
        pages =
            (Destination.entries - Destination.STATUS).associateWith { Page(activity, secondPane ?: pane, it, back) }
        goTo(Destination.STATUS)
    }

    /** Whether going back leads to another place, and not out of the app. */
    val canGoBack: Boolean get() = secondPane == null && destination != Destination.STATUS

    /** The place that is shown besides the status, or instead of it; the status if none is. */
    private val other: Destination get() = if (secondPane != null &&
        destination == Destination.STATUS
    ) {
        Destination.REPORT
    } else {
        destination
    }

    fun goTo(to: Destination) {
        destination = to
        if (secondPane == null) {
            pane.showOnly(view(to))
        } else {
            pane.showOnly(status.view)
            secondPane.showOnly(view(other))
        }
        state?.let(::show)
    }

    /** Shows it on what is before the employee; other places are filled when they are gone to. */
    fun show(state: UiState) {
        this.state = state
        status.show(state)
        val page = pages[other] ?: return
        // Until the first check has ended nobody knows what the policy says.
        if (state.result == null) return page.show(Unit) { text(wording.words(R.string.checking_title)) }
        when (other) {
            Destination.STATUS -> Unit
            Destination.NOTICE -> page.showNotice(state, wording, actions)
            Destination.REPORT -> page.showReport(state, wording, actions)
            Destination.HELP -> page.showHelp(state, activity.resources, wording, actions)
        }
    }

    private fun view(destination: Destination): View = pages[destination]?.view ?: status.view

    private fun ViewGroup.showOnly(view: View) {
        if (getChildAt(0) === view) return
        removeAllViews()
        addView(view)
    }
}
