package org.appvagt.feedback

import org.appvagt.feedback.KeyedAppState.Severity

private const val REFUSED = "The organisation's policy has mistakes and was refused:"

/** Reports which policy is in force, every mistake in one that is not, and what is done by it. */
internal fun policyState(policy: PolicyStatus): KeyedAppState {
    val refused = policy.refusal != null
    val isWrong = refused || policy.stuck + policy.left > 0 || policy.source == PolicyStatus.Source.UNREAD
    val restraints =
        listOfNotNull(
            "Apps that stay suspended or hidden because package access is not delegated any more: ${policy.stuck}."
                .takeIf { policy.stuck > 0 },
            "Apps that are suspended or hidden, and this app has no record of doing that: ${policy.unclaimed}."
                .takeIf { policy.unclaimed > 0 },
            "Of these, not banned any more: ${policy.left}.".takeIf { policy.left > 0 },
        )
    val found =
        (listOfNotNull(policy.refusal?.let { refusal(it, restraints.sumOf { it.length + 1 }) }) + restraints).ifEmpty {
            when (policy.source) {
                PolicyStatus.Source.BUILT_IN -> listOf("The built-in policy is in force.")
                PolicyStatus.Source.APPLIED -> listOf("The organisation's policy is in force.")
                PolicyStatus.Source.UNREAD -> listOf("The policy could not be read.")
            }
        }
    val messages = found + warnings(policy.warnings, found.sumOf { it.length + 1 })
    return KeyedAppState(
        key = "policy",
        severity = if (isWrong) Severity.ERROR else Severity.INFO,
        message = messages.joinToString(" "),
        data =
        stateData(if (refused) "refused" else policy.source.word)
            .put("version", policy.version)
            .putUnlessZero("restrained", policy.restrained)
            .putUnlessZero("stuck", policy.stuck + policy.left)
            .putUnlessZero("unclaimed", policy.unclaimed)
            .toString(),
    )
}

/** Lists as many warnings as a message holds besides [others] characters. */
private fun warnings(
    warnings: List<String>,
    others: Int,
): List<String> {
    fun length(shown: List<String>) = shown.sumOf { it.length + 1 }
    val shortened = (warnings.size downTo 1).asSequence().map(warnings::take)
    return shortened.firstOrNull { length(it) <= KeyedAppState.MAX_MESSAGE - others }.orEmpty()
}

/** Lists as many of the mistakes as a message holds besides [others] characters. */
private fun refusal(
    mistakes: String,
    others: Int,
): String {
    val lines = mistakes.lines()
    val lengths = lines.runningFold(REFUSED.length) { length, line -> length + 1 + line.length }

    fun rest(shown: Int) = if (shown < lines.size) "\nand ${lines.size - shown} more." else ""
    val shown = lengths.indices.last { lengths[it] + rest(it).length <= KeyedAppState.MAX_MESSAGE - others }
    return (listOf(REFUSED) + lines.take(shown)).joinToString("\n") + rest(shown)
}
