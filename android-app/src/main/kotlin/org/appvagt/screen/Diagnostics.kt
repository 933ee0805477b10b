package org.appvagt.screen

import android.os.Build
import org.appvagt.feedback.coverageState

/** Describes in English what IT wants to know when something is wrong; it names no app. */
internal fun diagnostics(state: UiState): String {
    val result = state.result
    val report = result?.report
    val coverage = result?.let { coverageState(report, it.checked, it.memory) }
    return listOfNotNull(
        "Appvagt ${state.version}",
        "Android ${Build.VERSION.RELEASE} (API ${Build.VERSION.SDK_INT}), ${Build.MANUFACTURER} ${Build.MODEL}",
        result?.policy?.let { "policy: ${it.version ?: "unread"}, ${it.origin.name.lowercase()}" },
        result?.policy?.refusal?.let { "refused:\n$it" },
        result?.policy?.warnings?.takeIf { it.isNotEmpty() }?.let { "warnings:\n" + it.joinToString("\n") },
        result?.at?.let { "checked: $it" },
        report?.let { "verdict: ${it.verdict.name.lowercase()}, findings: ${it.findings.size}" },
        coverage?.let { "coverage: ${it.data}" },
        result?.failure?.let { "failure: $it" },
        result?.enforced?.takeIf { it.restrained.isNotEmpty() || it.unclaimed.isNotEmpty() }?.let {
            "restrained: ${it.restrained.size}, stuck: ${it.stuck.size}, unclaimed: ${it.unclaimed.size}"
        },
        "notifications: ${if (state.notifies) "on" else "off"}",
    ).joinToString("\n")
}
