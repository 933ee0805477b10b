package org.appvagt.screen

import android.app.Activity
import android.view.View
import android.view.ViewGroup
import android.widget.ImageView
import android.widget.TextView
import org.appvagt.R
import org.appvagt.scanner.AppPlace
import org.appvagt.scanner.Finding
import org.appvagt.wording.Wording
import java.text.NumberFormat

/**
 * A row for each finding: its icon, its name, and in a word how it stands. A tap opens the page of that app. Of very many, the
 * first have one, and the last row says how many more there are: each row takes time of the main thread.
 */
internal class FindingRows(
    private val activity: Activity,
    private val wording: Wording,
    private val actions: Actions,
) {
    /** They are made again only when that has changed, so that nobody loses their place. */
    private var shown: Any? = null

    fun show(
        into: ViewGroup,
        state: UiState,
    ) {
        val findings = state.report?.findings.orEmpty()
        val now = listOf(findings, state.result?.enforced?.restrained, state.stillThere)
        if (now == shown) return
        shown = now
        into.removeAllViews()
        val isTwice = findings.groupingBy(wording::name).eachCount().filterValues { it > 1 }.keys
        val sharesDeadline = findings.sharedDeadline() != null
        findings.take(MOST).forEach { finding ->
            val row = activity.layoutInflater.inflate(R.layout.row, into, false)
            val name = wording.name(finding)
            val standing =
                wording.standing(
                    finding,
                    state.result?.restraint(finding),
                    finding.place in state.stillThere,
                    isDueApart = !sharesDeadline,
                )
            val icon = activity.packageManager.appIcon(finding.packageName)
            row.findViewById<ImageView>(R.id.icon).setImageDrawable(icon)
            row.findViewById<TextView>(R.id.name).text = name
            row.findViewById<TextView>(R.id.state).text = standing
            // Who only hears the rows distinguishes apps of one name by where and what they are.
            if (name in isTwice) {
                row.contentDescription = listOf(name, standing, finding.packageName).joinToString()
            }
            row.tag = finding.place
            row.setOnClickListener { actions.open(Place(Destination.APP, finding.place)) }
            into.addView(row)
        }
        val more = findings.size - MOST
        if (more > 0) into.addView(countOf(more, into))
    }

    /** Returns the row that stands for so many [more]. */
    private fun countOf(
        more: Int,
        into: ViewGroup,
    ): View =
        activity.layoutInflater.inflate(R.layout.row, into, false).apply {
            isFocusable = false
            // It leads nowhere.
            findViewById<View>(R.id.icon).visibility = View.INVISIBLE
            findViewById<View>(R.id.forward).visibility = View.INVISIBLE
            findViewById<View>(R.id.state).visibility = View.GONE
            val locale = resources.configuration.locales[0]
            findViewById<TextView>(R.id.name).text =
                activity.getString(R.string.more_rows, NumberFormat.getIntegerInstance(locale).format(more))
        }

    /** Marks the row of the app whose page stands beside the rows. */
    fun select(
        rows: ViewGroup,
        app: AppPlace?,
    ) = repeat(rows.childCount) { index ->
        val row: View = rows.getChildAt(index)
        row.isActivated = app != null && row.tag == app
    }

    private companion object {
        const val MOST = 100
    }
}
