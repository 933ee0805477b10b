package org.appvagt.feedback

import org.appvagt.feedback.KeyedAppState.Severity
import org.appvagt.policy.Policy.ReportLevel
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Removal
import org.appvagt.scanner.Report
import org.appvagt.scanner.Verdict
import org.json.JSONObject

/**
 * Reports whether a banned app is there, and by which rules. A check that could not see everything takes no error back.
 */
internal fun complianceState(
    report: Report,
    reportLevel: ReportLevel,
): KeyedAppState {
    val severity = if (report.verdict == Verdict.COMPLIANT) Severity.INFO else Severity.ERROR
    if (reportLevel == ReportLevel.VERDICT) {
        return KeyedAppState("compliance", severity, verdict(report.verdict), stateData(report.verdict.word).toString())
    }
    val open = report.findings.count { it.removal != Removal.NOTHING_LEFT }
    val forIt = report.findings.count { it.removal == Removal.ASK_IT }
    val rules =
        report.findings
            .mapNotNull { it.family }
            .groupingBy { it }
            .eachCount()
            .toList()
            .sortedWith(compareBy({ -it.second }, { it.first }))
    return KeyedAppState(
        key = "compliance",
        severity = severity,
        message =
        when (report.verdict) {
            Verdict.ACTION_REQUIRED -> "Banned apps to be removed: $open. Of these, only IT can remove: $forIt."
            Verdict.COMPLIANT, Verdict.INCOMPLETE -> verdict(report.verdict)
        },
        data =
        (rules.size downTo 0)
            .asSequence()
            .map { data(report, rules.take(it), rules.drop(it)).toString() }
            .first { it.length <= KeyedAppState.MAX_DATA },
    )
}

private fun verdict(verdict: Verdict): String =
    when (verdict) {
        Verdict.COMPLIANT -> "No banned app can run."
        Verdict.ACTION_REQUIRED -> "A banned app is to be removed."
        Verdict.INCOMPLETE -> "Not everything could be checked."
    }

private fun data(
    report: Report,
    rules: List<Pair<String, Int>>,
    others: List<Pair<String, Int>>,
): JSONObject {
    val ownRules = report.findings.count { it.family == null }
    return stateData(report.verdict.word)
        .put("findings", report.findings.size)
        .putUnlessEmpty("rules", rules.toMap())
        .putUnlessZero("other_rules", others.sumOf { it.second })
        .putUnlessZero("own_rules", ownRules)
        .putUnlessEmpty("removal", report.findings.countBy { it.removal.word })
}

private fun List<Finding>.countBy(word: (Finding) -> String): Map<String, Int> =
    groupingBy(word).eachCount().toSortedMap()
