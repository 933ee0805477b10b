package org.appvagt.screen

import android.os.Build
import org.appvagt.feedback.coverageState
import java.time.ZoneOffset

/** What IT wants to know when something is wrong, in English; it names no app. */
internal fun diagnostics(shown: Shown): String {
    val outcome = shown.outcome
    val report = outcome?.report
    val coverage = outcome?.let { coverageState(report, it.at.atZone(ZoneOffset.UTC).toLocalDate()) }
    return listOfNotNull(
        "Appvagt ${shown.version}",
        "Android ${Build.VERSION.RELEASE} (API ${Build.VERSION.SDK_INT}), ${Build.MANUFACTURER} ${Build.MODEL}",
        outcome?.policy?.let { "policy: ${it.version ?: "unread"}, ${it.origin.name.lowercase()}" },
        outcome?.policy?.refusal?.let { "refused:\n$it" },
        outcome?.at?.let { "checked: $it" },
        report?.let { "verdict: ${it.verdict.name.lowercase()}, findings: ${it.findings.size}" },
        coverage?.let { "coverage: ${it.data}" },
        outcome?.failure?.let { "failure: $it" },
        outcome?.enforced?.takeIf { it.restrained.isNotEmpty() }?.let {
            "restrained: ${it.restrained.size}, stuck: ${it.stuck.size}"
        },
        "notifications: ${if (shown.notifies) "on" else "off"}",
    ).joinToString("\n")
}
