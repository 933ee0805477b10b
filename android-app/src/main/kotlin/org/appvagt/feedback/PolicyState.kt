package org.appvagt.feedback

import org.appvagt.feedback.KeyedAppState.Severity

private const val REFUSED = "The organisation's policy has mistakes and was refused:"

/** Reports which policy is in force, every mistake in one that is not, and what is done by it. */
internal fun policyState(policy: PolicyStatus): KeyedAppState {
    val refused = policy.refusal != null
    val isWrong = refused || policy.stuck > 0 || policy.source == PolicyStatus.Source.UNREAD
    val messages =
        listOfNotNull(
            policy.refusal?.let(::refusal),
            "Apps that stay suspended or hidden because package access is not delegated any more: ${policy.stuck}."
                .takeIf { policy.stuck > 0 },
        ).ifEmpty {
            when (policy.source) {
                PolicyStatus.Source.BUILT_IN -> listOf("The built-in policy is in force.")
                PolicyStatus.Source.APPLIED -> listOf("The organisation's policy is in force.")
                PolicyStatus.Source.UNREAD -> listOf("The policy could not be read.")
            }
        }
    return KeyedAppState(
        key = "policy",
        severity = if (isWrong) Severity.ERROR else Severity.INFO,
        message = messages.joinToString(" "),
        data =
        stateData(if (refused) "refused" else policy.source.word)
            .put("version", policy.version)
            .putUnlessZero("restrained", policy.restrained)
            .putUnlessZero("stuck", policy.stuck)
            .toString(),
    )
}

/** Lists as many of the mistakes as a message holds besides the rest of it. */
private fun refusal(mistakes: String): String {
    val lines = mistakes.lines()
    val lengths = lines.runningFold(REFUSED.length) { length, line -> length + 1 + line.length }

    fun rest(shown: Int) = if (shown < lines.size) "\nand ${lines.size - shown} more." else ""
    val shown = lengths.indices.last { lengths[it] + rest(it).length <= KeyedAppState.MAX_MESSAGE - ROOM }
    return (listOf(REFUSED) + lines.take(shown)).joinToString("\n") + rest(shown)
}

/** For the other sentence that a message may hold. */
private const val ROOM = 120
