package org.appvagt.attack

import android.os.Bundle
import org.appvagt.BackgroundRobot
import org.appvagt.notification.Notifier
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.scanner.Verdict
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import java.util.concurrent.atomic.AtomicInteger

/** Whichever question of a check is not answered, no check says that all is well, none ends the app, and nothing is lost. */
@RunWith(RobolectricTestRunner::class)
class AttackedCheckTest {
    private val background = BackgroundRobot()
    private val phone = SimulatedPhone(
        listOf(SimulatedApp(TIKTOK, "TikTok"), SimulatedApp("com.example.notes")),
    ).install()
    private val tikTok get() = phone.apps.getValue(TIKTOK)

    private fun configure(family: String) {
        val policy = """{"schema": 1, "banned": [{"family": "$family"}], "enforcement": ["prompt", "suspend"]}"""
        phone.managedConfigurations = listOf(Bundle().apply { putString("policy_json", policy) })
        background.finishCheck()
    }

    /** Has the phone checked while it does not answer the questions that [isAttacked] says. */
    private fun checkWhile(isAttacked: (number: Int) -> Boolean) {
        val asked = AtomicInteger()
        phone.onQuestion = { _, answer ->
            if (isAttacked(asked.getAndIncrement())) throw IllegalStateException("the system is restarting")
            answer()
        }
        background.check()
        phone.onQuestion = { _, answer -> answer() }
    }

    /** Returns the questions of a check by their numbers: each kind, and each about an app that is there. */
    private fun questions(): List<Int> {
        val questions = mutableListOf<String>()
        phone.onQuestion = { question, answer ->
            synchronized(questions) { questions += question }
            answer()
        }
        background.check()
        phone.onQuestion = { _, answer -> answer() }
        assertTrue("$questions", questions.size > 10)
        val isHere = { question: String -> phone.apps.keys.any { it in question } || "org.appvagt" in question }
        return questions.withIndex()
            .distinctBy { (number, question) -> if (isHere(question)) number else question.substringBefore(' ') }
            .map { it.index }
    }

    private fun assertNotAllWell(what: String) {
        assertNotEquals(what, Verdict.COMPLIANT, background.result.report?.verdict)
        assertNotNull("$what: it is still there", background.notification(Notifier.FINDINGS))
    }

    @Test
    fun `a check that is not answered finds nothing well, and the next one sees to what is banned`() {
        phone.delegatesPackageAccess = true
        configure("tiktok")
        for (at in questions()) {
            for (dies in listOf(false, true)) {
                phone.change(TIKTOK) { it.copy(suspended = false) }
                checkWhile { if (dies) it >= at else it == at }
                assertNotAllWell("not answered: $at, dead from there on: $dies")
                background.check()
                assertEquals("$at", Verdict.ACTION_REQUIRED, background.result.report?.verdict)
                assertTrue("$at, $dies", tikTok.suspended)
                assertEquals("$at, $dies", setOf(TIKTOK), background.result.enforced.restrained.keys)
                assertEquals("$at, $dies", emptySet<String>(), background.result.enforced.unclaimed)
            }
        }
    }

    @Test
    fun `a check that is not answered when a ban is lifted keeps nothing suspended for ever`() {
        phone.delegatesPackageAccess = true
        configure("whatsapp")
        for (at in questions()) {
            configure("tiktok")
            assertTrue("$at", tikTok.suspended)
            val asked = AtomicInteger()
            phone.onQuestion = { _, answer ->
                if (asked.getAndIncrement() == at) throw IllegalStateException("the system is restarting")
                answer()
            }
            configure("whatsapp")
            phone.onQuestion = { _, answer -> answer() }
            background.check()
            assertFalse("$at", tikTok.suspended)
            assertEquals("$at", emptyMap<String, Any>(), background.result.enforced.restrained)
            assertEquals("$at", Verdict.COMPLIANT, background.result.report?.verdict)
        }
    }

    private companion object {
        const val TIKTOK = "com.zhiliaoapp.musically"
    }
}
