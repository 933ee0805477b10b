package org.appvagt.check

import org.appvagt.enforcement.Enforcer
import org.appvagt.enforcement.Restraint
import org.appvagt.feedback.Acknowledgement
import org.appvagt.policy.Policy
import org.appvagt.policy.Policy.ReportLevel
import org.appvagt.policy.PolicyInForce
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Report
import java.time.Instant

/** What one check gave. */
internal data class CheckResult(
    val at: Instant,
    /** The policy it went by; null if none could be read. */
    val policy: PolicyInForce?,
    /** Null if the check failed. */
    val report: Report?,
    /** Why it failed; null if it did not. */
    val failure: String?,
    val enforced: Enforcer.Enforced,
    val acknowledgement: Acknowledgement,
    /** How much of all this is reported to the organisation. */
    val reportLevel: ReportLevel,
) {
    /** The policy, if it could be read. */
    val readPolicy: PolicyInForce? get() = policy?.takeIf { it.isRead }

    /** What the employee can take the next step of removing. What this app hides it can show again. */
    val removable: List<Finding> get() = report?.findings.orEmpty().filter(::canRemove)

    fun canRemove(finding: Finding): Boolean =
        policy != null &&
            Policy.Enforcement.PROMPT in policy.policy.enforcement &&
            (finding.removal.hasScreen || isHiddenHere(finding))

    /** Returns whether it is this app that hides it. */
    fun isHiddenHere(finding: Finding): Boolean = enforced.restrained[finding.packageName] == Restraint.HIDDEN
}
