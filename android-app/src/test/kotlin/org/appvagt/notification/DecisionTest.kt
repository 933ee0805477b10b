package org.appvagt.notification

import org.appvagt.check.CheckResult
import org.appvagt.enforcement.Enforcer
import org.appvagt.feedback.Acknowledgement
import org.appvagt.finding
import org.appvagt.notification.Decision.Kind
import org.appvagt.notification.Decision.OfFindings
import org.appvagt.notification.Decision.OfRefusal
import org.appvagt.policy.Policy
import org.appvagt.policy.PolicyInForce
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Gap
import org.appvagt.scanner.Removal
import org.appvagt.scanner.Report
import org.appvagt.scanner.Verdict
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import java.time.Instant
import java.time.LocalDate

/** Who is notified of what, and how often. */
class DecisionTest {
    private val day = LocalDate.of(2026, 12, 1)

    private fun result(
        findings: List<Finding> = emptyList(),
        gaps: List<Gap> = emptyList(),
        refusal: String? = null,
        unresolved: Set<String> = emptySet(),
    ): CheckResult {
        val verdict =
            when {
                findings.any { it.removal != Removal.NOTHING_LEFT } -> Verdict.ACTION_REQUIRED
                gaps.isNotEmpty() -> Verdict.INCOMPLETE
                else -> Verdict.COMPLIANT
            }
        return CheckResult(
            Instant.EPOCH,
            day,
            PolicyInForce(null, Policy(), PolicyInForce.Origin.MANAGED, "0a1b2c3d", refusal = refusal),
            Report(verdict, 10, findings, gaps),
            failure = null,
            Enforcer.Enforced(),
            Acknowledgement.NotAsked,
            Policy.ReportLevel.VERDICT,
            unresolved,
        )
    }

    private fun found(vararg names: String) = result(names.map { finding(it) })

    private fun after(
        before: NotificationState,
        result: CheckResult,
        today: LocalDate = day,
        inFront: Boolean = false,
    ) = Decision.after(before, result, inFront, today)

    /** The days on which the employee hears of [finding], checked every day. */
    private fun days(
        count: Long,
        finding: (LocalDate) -> Finding,
    ): List<Pair<Long, Kind>> {
        var notified = NotificationState()
        return (0 until count).mapNotNull { offset ->
            val today = day.plusDays(offset)
            val decision = after(notified, result(listOf(finding(today))), today)
            // A second check on the same day says nothing more.
            val again = after(decision.after, result(listOf(finding(today))), today)
            assertFalse("once a day", (again.findings as OfFindings.Show).alerts)
            notified = again.after
            (decision.findings as OfFindings.Show).takeIf { it.alerts }?.let { offset to it.kind }
        }
    }

    @Test
    fun `something new is notified at once, every time`() {
        val first = after(NotificationState(), found("a"))
        assertEquals(OfFindings.Show(Kind.FOUND, found("a").report!!.findings, alerts = true), first.findings)
        val second = after(first.after, found("a", "b"))
        assertTrue((second.findings as OfFindings.Show).alerts)
        assertEquals(NotificationState(setOf("a", "b"), day), second.after)
    }

    @Test
    fun `without a deadline there is a reminder a week`() {
        assertEquals(listOf(0L to Kind.FOUND, 7L to Kind.FOUND, 14L to Kind.FOUND), days(16) { finding("a") })
    }

    @Test
    fun `near a deadline and after it there is one a day`() {
        val due = day.plusDays(5)
        assertEquals(
            listOf(0L to Kind.FOUND) + listOf(3L, 4L, 5L).map { it to Kind.NEAR } +
                listOf(6L, 7L).map { it to Kind.OVERDUE },
            days(8) { finding("a", due = due, overdue = it > due) },
        )
    }

    @Test
    fun `who has the app before them is not notified, and knows`() {
        val seen = after(NotificationState(), found("a"), inFront = true)
        assertEquals(OfFindings.TakeBack, seen.findings)
        assertFalse((after(seen.after, found("a")).findings as OfFindings.Show).alerts)
    }

    @Test
    fun `when nothing is left that is said once and quietly`() {
        val before = after(NotificationState(), found("a")).after
        val fixed = after(before, result())
        assertEquals(OfFindings.TakeBack to true, fixed.findings to fixed.fixed)
        assertEquals(NotificationState(), fixed.after)
        assertFalse("once", after(fixed.after, result()).fixed)
        assertFalse("they see it", after(before, result(), inFront = true).fixed)
        val off = listOf(finding("a", Removal.NOTHING_LEFT))
        assertTrue("what is turned off asks for nothing", after(before, result(off)).fixed)
    }

    @Test
    fun `a check that could not see everything fixes nothing`() {
        val before = after(NotificationState(), found("a")).after
        val blind = after(before, result(gaps = listOf(Gap.ListEmpty), unresolved = setOf("a")))
        assertEquals(Triple(before, OfFindings.Leave, false), Triple(blind.after, blind.findings, blind.fixed))
        val other = after(before, result(gaps = listOf(Gap.AppsUnread(1, 9)), unresolved = setOf("b")))
        assertEquals(
            "it was another one that was not seen",
            OfFindings.TakeBack to false,
            other.findings to other.fixed,
        )
        val failed = after(before, result().copy(report = null, failure = "x"))
        assertEquals(before to OfFindings.Leave, failed.after to failed.findings)
    }

    @Test
    fun `a clock that is set back makes no reminder, and does not put off the next one for long`() {
        val before = after(NotificationState(), found("a")).after
        val back = after(before, found("a"), day.minusDays(30))
        assertFalse((back.findings as OfFindings.Show).alerts)
        assertTrue((after(back.after, found("a"), day.minusDays(23)).findings as OfFindings.Show).alerts)
    }

    @Test
    fun `a refused policy is notified once, and taken back when it is mended`() {
        val refused = after(NotificationState(), result(refusal = "schema: 2"))
        assertEquals(OfRefusal.SHOW, refused.refusal)
        assertEquals(OfRefusal.LEAVE, after(refused.after, result(refusal = "schema: 2")).refusal)
        assertEquals("another one", OfRefusal.SHOW, after(refused.after, result(refusal = "schema: 3")).refusal)
        assertEquals(OfRefusal.TAKE_BACK, after(refused.after, result()).refusal)
        val unread = result().copy(policy = null, report = null, failure = "x")
        assertEquals(refused.after to OfRefusal.LEAVE, after(refused.after, unread).run { after to this.refusal })
    }
}
