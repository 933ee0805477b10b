package org.appvagt.check

import org.appvagt.enforcement.Enforcer
import org.appvagt.enforcement.Restraint
import org.appvagt.feedback.Acknowledgement
import org.appvagt.feedback.MemoryStatus
import org.appvagt.policy.Policy
import org.appvagt.policy.Policy.ReportLevel
import org.appvagt.policy.PolicyInForce
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Gap
import org.appvagt.scanner.Removal
import org.appvagt.scanner.Report
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneOffset

/** What one check gave. */
internal data class CheckResult(
    val at: Instant,
    /** The day that the phone was judged by: a clock that was set back does not count. */
    val day: LocalDate,
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
    /** Packages that an earlier check found, and that this one neither found nor could rule out. */
    val unresolved: Set<String> = emptySet(),
    val memory: MemoryStatus = MemoryStatus(),
) {
    /** The day of the check as it is reported: in UTC, unless the clock was set back. */
    val checked: LocalDate
        get() =
            if (report?.gaps.orEmpty().any { it is Gap.ClockSetBack }) {
                day
            } else {
                at.atZone(ZoneOffset.UTC).toLocalDate()
            }

    /** The policy, if it could be read. */
    val readPolicy: PolicyInForce? get() = policy?.takeIf { it.isRead }

    /** What the employee can take the next step of removing. What this app hides it can show again. */
    val removable: List<Finding> get() = report?.findings.orEmpty().filter(::canRemove)

    /** Whether the policy has this app take the employee to the prompts that remove an app. */
    val prompts: Boolean get() = policy != null && Policy.Enforcement.PROMPT in policy.policy.enforcement

    fun canRemove(finding: Finding): Boolean =
        prompts && (finding.removal.hasScreen || restraint(finding) == Restraint.HIDDEN)

    /** Returns whether the employee can only ask IT to remove all of these [findings]. */
    fun areForIt(findings: List<Finding>): Boolean = findings.all { it.removal == Removal.ASK_IT && !canRemove(it) }

    /** Returns how this app restrains it, which it does in its own profile only; null if it does not. */
    fun restraint(finding: Finding): Restraint? =
        enforced.restrained[finding.packageName].takeIf { finding.profile == null }
}
