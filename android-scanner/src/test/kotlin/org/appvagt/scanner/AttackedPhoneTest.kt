package org.appvagt.scanner

import android.content.Context
import android.content.ContextWrapper
import android.content.pm.PackageManager
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.phone.SimulatedProfile
import org.appvagt.phone.offMainThread
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment

/** Whichever question a phone does not answer, or answers with a lie, no scan calls it clean for that. */
@RunWith(RobolectricTestRunner::class)
class AttackedPhoneTest {
    private val application: Context = RuntimeEnvironment.getApplication()
    private val policy =
        LoadedPolicy.read("""{"schema": 1, "banned": [{"family": "tiktok"}], "profiles": ["work"]}""")

    /** What a question is answered with instead of the truth. */
    private enum class Attack(val answer: (truth: () -> Any?) -> Any?) {
        THROWS({ throw IllegalStateException("the system is restarting") }),
        FAILS({ throw StackOverflowError() }),
        SAYS_NULL({ truth ->
            val answer = runCatching(truth).getOrNull()
            if (answer is Boolean || answer is Int) throw IllegalStateException("no object")
            null
        }),
        KNOWS_NOTHING({ throw PackageManager.NameNotFoundException() }),
        LISTS_NOTHING({ truth -> truth().let { if (it is List<*>) emptyList<Any>() else it } }),
    }

    /** A context whose own questions go the same way as those to the phone. */
    private class AskingContext(base: Context, private val phone: SimulatedPhone) : ContextWrapper(base) {
        override fun getApplicationContext(): Context = this

        override fun getSystemService(name: String): Any? =
            phone.onQuestion("Context.getSystemService $name") { super.getSystemService(name) }

        override fun checkSelfPermission(permission: String): Int =
            phone.onQuestion("Context.checkSelfPermission $permission") {
                super.checkSelfPermission(permission)
            } as Int
    }

    /** A phone on which apps are read in each way there is, and [banned] beside them. */
    private fun phone(
        banned: List<SimulatedApp> = emptyList(),
        inProfile: List<SimulatedApp> = emptyList(),
    ): SimulatedPhone {
        val apps = listOf(SimulatedApp("com.example.notes"), SimulatedApp("com.example.unread", apk = NOWHERE))
        val work = SimulatedProfile(SimulatedProfile.Kind.WORK, listOf(SimulatedApp("com.example.mail")) + inProfile)
        return SimulatedPhone(apps + banned).apply { profiles += work }.install()
    }

    /** Scans, and has [attack] answer each question, which it gets with its number. */
    private fun scan(
        phone: SimulatedPhone,
        attack: (number: Int, question: String, truth: () -> Any?) -> Any?,
    ): Report {
        var asked = 0
        phone.onQuestion = { question, truth -> attack(asked++, question, truth) }
        return offMainThread { Scanner(AskingContext(application, phone)).scan(policy) }
    }

    /** Returns the questions of a scan that nobody attacks. */
    private fun questions(phone: SimulatedPhone): List<String> {
        val questions = mutableListOf<String>()
        scan(phone) { _, question, truth ->
            questions += question
            truth()
        }
        return questions
    }

    @Test
    fun `a clean phone is not compliant when any one question is not answered`() {
        val phone = phone()
        val questions = questions(phone)
        assertEquals(Verdict.COMPLIANT, scan(phone) { _, _, truth -> truth() }.verdict)
        assertTrue("$questions", questions.size > 20)
        for ((at, question) in questions.withIndex()) {
            for (attack in listOf(Attack.THROWS, Attack.FAILS, Attack.SAYS_NULL)) {
                val report =
                    scan(phone) { number, _, truth -> if (number == at) attack.answer(truth) else truth() }
                assertEquals("$attack at $question: $report", Verdict.INCOMPLETE, report.verdict)
            }
        }
    }

    @Test
    fun `a banned app is found or the scan is incomplete, whichever one question is answered with a lie`() {
        for ((where, phone) in banned()) {
            for ((at, question) in questions(phone()).withIndex()) {
                for (attack in Attack.entries) {
                    val report =
                        scan(phone()) { number, _, truth -> if (number == at) attack.answer(truth) else truth() }
                    val says = "$where, $attack at $question: $report"
                    assertTrue(says, report.findings.isNotEmpty() || report.verdict == Verdict.INCOMPLETE)
                }
            }
        }
    }

    @Test
    fun `a banned app is found or the scan is incomplete, at whichever question the system dies`() {
        for ((where, phone) in banned()) {
            for (at in questions(phone()).indices) {
                val report =
                    scan(phone()) { number, _, truth -> if (number >= at) Attack.THROWS.answer(truth) else truth() }
                val says = "$where, dead from $at on: $report"
                assertTrue(says, report.findings.isNotEmpty() || report.verdict == Verdict.INCOMPLETE)
            }
        }
    }

    /** Phones with one banned app, by where it is. */
    private fun banned(): Map<String, () -> SimulatedPhone> {
        val tikTok = SimulatedApp("com.zhiliaoapp.musically")
        val renamed =
            SimulatedApp("app.clips", activities = listOf("com.ss.android.ugc.trill.account.TiktokAuthService"))
        return mapOf(
            "listed" to { phone(listOf(tikTok)) },
            "hidden" to { phone(listOf(tikTok.copy(hidden = true))) },
            "renamed" to { phone(listOf(renamed)) },
            "renamed and hidden" to { phone(listOf(renamed.copy(hidden = true))) },
            "renamed, with an APK that cannot be read" to { phone(listOf(renamed.copy(apk = NOWHERE))) },
            "in the work profile" to { phone(inProfile = listOf(tikTok)) },
        )
    }

    private companion object {
        const val NOWHERE = "/data/app/nowhere/base.apk"
    }
}
