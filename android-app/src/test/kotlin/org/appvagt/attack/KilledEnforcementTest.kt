package org.appvagt.attack

import org.appvagt.enforcement.Enforcer
import org.appvagt.enforcement.Enforcer.Enforced
import org.appvagt.enforcement.Essentials
import org.appvagt.enforcement.PackageAccess
import org.appvagt.enforcement.RestraintStore
import org.appvagt.finding
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.phone.offMainThread
import org.appvagt.policy.Policy.Enforcement
import org.appvagt.scanner.Report
import org.appvagt.scanner.Verdict
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import java.io.File

/** Whenever the process is killed, nothing stays suspended or hidden that this app would not undo. */
@RunWith(RobolectricTestRunner::class)
class KilledEnforcementTest {
    private val app = RuntimeEnvironment.getApplication()
    private val phone = SimulatedPhone().install()
    private val banned = Report(Verdict.ACTION_REQUIRED, 2, listOf(finding(TIKTOK), finding(LITE)), emptyList())
    private val lifted = Report(Verdict.COMPLIANT, 2, emptyList(), emptyList())

    /** Ends the process: nothing catches it. */
    private class Killed : Error()

    /** How many more steps the process takes before it is killed. */
    private var steps = Int.MAX_VALUE

    private fun step() {
        if (--steps < 0) throw Killed()
    }

    /** Runs [work] in a process of its own, and returns what it gives; null if it was killed at its step [killedAt]. */
    private fun <T : Any> process(
        killedAt: Int = Int.MAX_VALUE,
        work: (Enforcer) -> T,
    ): T? =
        offMainThread {
            steps = killedAt
            try {
                work(Enforcer(PackageAccess(app), Essentials(app), RestraintStore(app)))
            } catch (_: Killed) {
                // What it was about to write, as far as it came.
                File(app.noBackupFilesDir, "restrained.json.new").writeText("{\"own\":{\"$TIKTOK\":\"SUSP")
                null
            }
        }

    private fun Enforcer.enforce(
        report: Report,
        ways: Set<Enforcement>,
    ): Enforced = enforce(report, ways, emptySet(), ::step)

    /** A phone on which nothing is restrained, nor remembered. */
    private fun startAnew() {
        listOf(SimulatedApp(TIKTOK), SimulatedApp(LITE, deviceAdmin = true)).forEach { phone.apps[it.packageName] = it }
        offMainThread { app.noBackupFilesDir.listFiles().orEmpty().forEach { it.deleteRecursively() } }
        phone.delegatesPackageAccess = true
        phone.onQuestion = { question, answer ->
            if (question.startsWith("DevicePolicyManager.set")) {
                step()
                answer().also { step() }
            } else {
                answer()
            }
        }
    }

    /** Checks that all is free once nothing is banned, and that nothing of it is remembered. */
    private fun assertFree(
        what: String,
        ways: Set<Enforcement>,
    ) {
        assertEquals(what, Enforced(), process { it.enforce(lifted, ways) })
        assertTrue(what, phone.apps.values.none { it.suspended || it.hidden })
    }

    /** Has [work] killed at each of its steps, and then [check] what comes of that. */
    private fun atEachStep(
        before: (Enforcer) -> Unit,
        work: (Enforcer) -> Unit,
        check: (step: Int) -> Unit,
    ) {
        var at = 0
        do {
            startAnew()
            process { before(it) }
            val ended = process(killedAt = at, work) != null
            check(at++)
        } while (!ended)
        assertTrue("$at steps", at > 3)
    }

    @Test
    fun `a process that is killed while it restrains leaves nothing that the next one does not undo`() {
        for (ways in WAYS) {
            atEachStep({}, { it.enforce(banned, ways) }) { step -> assertFree("$ways, killed at $step", ways) }
            atEachStep({}, { it.enforce(banned, ways) }) { step ->
                val after = process { it.enforce(banned, ways) }
                assertEquals("$ways, killed at $step", setOf(TIKTOK), after?.restrained?.keys)
                assertEquals("$ways, killed at $step", emptySet<String>(), after?.unclaimed)
                assertFree("$ways, killed at $step, then restrained", ways)
            }
        }
    }

    @Test
    fun `a process that is killed while it frees leaves nothing that the next one does not free`() {
        for (ways in WAYS) {
            atEachStep({ it.enforce(banned, ways) }, { it.enforce(lifted, ways) }) { step ->
                assertFree("$ways, killed at $step", ways)
            }
            atEachStep({ it.enforce(banned, ways) }, { it.release(setOf(TIKTOK), ::step) }) { step ->
                val after = process { it.enforce(banned, ways) }
                assertEquals("$ways, killed at $step", setOf(TIKTOK), after?.restrained?.keys)
                assertFree("$ways, killed at $step, then restrained", ways)
            }
        }
    }

    @Test
    fun `a process that is killed while it goes from one way to another leaves nothing behind`() {
        val (suspend, hide) = listOf(setOf(Enforcement.SUSPEND), setOf(Enforcement.HIDE))
        for ((from, to) in listOf(suspend to hide, hide to suspend)) {
            atEachStep({ it.enforce(banned, from) }, { it.enforce(banned, to) }) { step ->
                assertFree("from $from to $to, killed at $step", to)
            }
        }
    }

    private companion object {
        const val TIKTOK = "com.zhiliaoapp.musically"
        const val LITE = "com.zhiliaoapp.musically.go"
        val WAYS =
            listOf(
                setOf(Enforcement.SUSPEND),
                setOf(Enforcement.HIDE),
                setOf(Enforcement.SUSPEND, Enforcement.HIDE),
            )
    }
}
