package org.appvagt

import android.app.Activity
import android.content.pm.PackageManager
import android.graphics.drawable.Drawable
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.ImageView
import android.widget.TextView
import org.appvagt.check.Outcome
import org.appvagt.scanner.Finding

/** A card for each finding: what it is, why it is banned, what that rests on, and the next step. */
internal class FindingCards(private val activity: Activity, private val wording: Wording) {
    fun show(
        into: ViewGroup,
        findings: List<Finding>,
        outcome: Outcome?,
        stillThere: Set<String>,
        enabled: Boolean,
        remove: (Finding) -> Unit,
    ) {
        into.removeAllViews()
        findings.forEach { finding ->
            val card = activity.layoutInflater.inflate(R.layout.finding, into, false)
            val name = wording.name(finding)
            card.findViewById<ImageView>(R.id.icon).setImageDrawable(icon(finding.packageName))
            card.findViewById<TextView>(R.id.name).apply {
                text = name
                markAsHeading()
            }
            card.showText(R.id.state, wording.state(finding).ifEmpty { null })
            card.showText(R.id.why, wording.why(finding))
            card.showText(R.id.evidence, wording.evidence(finding))
            card.showText(R.id.step, wording.step(finding, outcome, finding.packageName in stillThere))
            card.findViewById<Button>(R.id.remove).apply {
                val words = if (outcome?.canRemove(finding) == true) wording.button(finding.removal) else null
                visibility = if (words == null) View.GONE else View.VISIBLE
                text = words
                contentDescription = words?.let { resources.getString(R.string.button_for, it, name) }
                isEnabled = enabled
                setOnClickListener { remove(finding) }
            }
            into.addView(card)
        }
    }

    private fun View.showText(
        id: Int,
        words: String?,
    ) {
        findViewById<TextView>(id).apply {
            visibility = if (words == null) View.GONE else View.VISIBLE
            text = words
        }
    }

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
