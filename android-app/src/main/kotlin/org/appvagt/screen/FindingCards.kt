package org.appvagt.screen

import android.app.Activity
import android.content.pm.PackageManager
import android.graphics.drawable.Drawable
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.ImageView
import android.widget.TextView
import org.appvagt.R
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Removal
import org.appvagt.wording.Wording

/** A card for each finding: what it is, why it is banned, the next step, and behind a tap what all that rests on. */
internal class FindingCards(
    private val activity: Activity,
    private val wording: Wording,
    private val actions: Actions,
) {
    fun show(
        into: ViewGroup,
        state: UiState,
        enabled: Boolean,
    ) {
        into.removeAllViews()
        val findings = state.report?.findings.orEmpty()
        val isTwice = findings.groupingBy(wording::name).eachCount().filterValues { it > 1 }.keys
        findings.forEach { finding ->
            val card = activity.layoutInflater.inflate(R.layout.finding, into, false)
            val name = wording.name(finding)
            // Who only hears the buttons distinguishes apps of one name by where and what they are.
            val apart = listOf(name, wording.state(finding), finding.packageName).filter { it.isNotEmpty() }
            val spoken = if (name in isTwice) apart.joinToString() else name
            fill(card, finding, spoken, state, enabled)
            into.addView(card)
        }
    }

    private fun fill(
        card: View,
        finding: Finding,
        spoken: String,
        state: UiState,
        enabled: Boolean,
    ) {
        val packageName = finding.packageName
        card.findViewById<ImageView>(R.id.icon).setImageDrawable(icon(packageName))
        card.findViewById<TextView>(R.id.name).apply {
            text = wording.name(finding)
            markAsHeading()
        }
        card.showText(R.id.state, wording.state(finding).ifEmpty { null })
        card.showText(R.id.why, wording.why(finding, state.result?.policy?.policy?.contact))
        card.showText(
            R.id.step,
            wording.step(
                finding,
                state.result?.enforced?.restrained?.get(packageName),
                packageName in state.stillThere,
            ),
        )
        val unfolded = packageName in state.unfolded
        card.showText(R.id.evidence, wording.evidence(finding).takeIf { unfolded })
        card.findViewById<Button>(R.id.details).apply {
            setText(if (unfolded) R.string.details_hide else R.string.details_show)
            contentDescription = resources.getString(R.string.button_for, text, spoken)
            setOnClickListener { actions.unfold(packageName) }
        }
        card.findViewById<Button>(R.id.remove).apply {
            val removable = state.result?.canRemove(finding) == true
            // The button at the top is about the only one.
            val isOnly = state.result?.removable?.singleOrNull() == finding && !state.paused
            val words =
                when {
                    isOnly -> null
                    removable -> wording.button(finding.removal)
                    finding.removal == Removal.ASK_IT -> resources.getString(R.string.ask_it)
                    else -> null
                }
            showOrHide(words)
            contentDescription = words?.let { resources.getString(R.string.button_for, it, spoken) }
            isEnabled = enabled
            setOnClickListener { if (removable) actions.remove(listOf(finding)) else actions.otherApps.askIt(finding) }
        }
    }

    private fun View.showText(
        id: Int,
        words: String?,
    ) = findViewById<TextView>(id).showOrHide(words)

    private fun icon(packageName: String): Drawable {
        val packages = activity.packageManager
        return try {
            packages.getApplicationInfo(packageName, PackageManager.MATCH_UNINSTALLED_PACKAGES).loadIcon(packages)
        } catch (_: PackageManager.NameNotFoundException) {
            // Removed since the scan; the next one drops the card.
            packages.defaultActivityIcon
        }
    }
}
