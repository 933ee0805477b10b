package org.appvagt.screen

import android.app.Activity
import android.view.View
import android.view.ViewGroup
import org.appvagt.R
import org.appvagt.Wording

/** The places of the app: one at a time, or on a wide screen the status with another one beside it. */
internal class Screens(private val activity: Activity, private val actions: Actions) {
    private val wording = Wording(activity.resources)
    private val pane: ViewGroup
    private val secondPane: ViewGroup?
    private val status: StatusScreen
    private val pages: Map<Place, Page>
    private var shown: Shown? = null

    /** Where the employee is. */
    var place: Place = Place.STATUS
        private set

    init {
        activity.setContentView(R.layout.main)
        drawEdgeToEdge(activity.window, activity.findViewById(R.id.screen))
        pane = activity.findViewById(R.id.pane)
        secondPane = activity.findViewById(R.id.second_pane)
        status = StatusScreen(activity, pane, wording, actions)
        val back = if (secondPane == null) actions::back else null
        pages = (Place.entries - Place.STATUS).associateWith { Page(activity, secondPane ?: pane, it, back) }
        goTo(Place.STATUS)
    }

    /** Whether going back leads to another place, and not out of the app. */
    val canGoBack: Boolean get() = secondPane == null && place != Place.STATUS

    /** The place that is shown besides the status, or instead of it; the status if none is. */
    private val other: Place get() = if (secondPane != null && place == Place.STATUS) Place.REPORT else place

    fun goTo(to: Place) {
        place = to
        if (secondPane == null) {
            pane.showOnly(view(to))
        } else {
            pane.showOnly(status.view)
            secondPane.showOnly(view(other))
        }
        shown?.let(::show)
    }

    /** Shows it on what is before the employee; other places are filled when they are gone to. */
    fun show(shown: Shown) {
        this.shown = shown
        status.show(shown)
        val page = pages[other] ?: return
        // Until the first check has ended nobody knows what the policy says.
        if (shown.outcome == null) return page.show(Unit) { text(wording.words(R.string.checking_title)) }
        when (other) {
            Place.STATUS -> Unit
            Place.NOTICE -> page.showNotice(shown, wording, actions)
            Place.REPORT -> page.showReport(shown, wording, actions)
            Place.HELP -> page.showHelp(shown, activity.resources, wording, actions)
        }
    }

    private fun view(place: Place): View = pages[place]?.view ?: status.view

    private fun ViewGroup.showOnly(view: View) {
        if (getChildAt(0) === view) return
        removeAllViews()
        addView(view)
    }
}
