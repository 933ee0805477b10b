package org.appvagt

import android.content.ComponentName
import android.content.Intent
import android.content.IntentFilter
import android.os.Bundle
import org.appvagt.enforcement.Enforcer
import org.appvagt.enforcement.Essentials
import org.appvagt.enforcement.PackageAccess
import org.appvagt.enforcement.Restraint
import org.appvagt.enforcement.RestraintStore
import org.appvagt.feedback.FakeReceiver
import org.appvagt.feedback.PLAY_STORE
import org.appvagt.notification.Notifier
import org.appvagt.phone.Person.Answer
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.phone.offMainThread
import org.appvagt.policy.Policy.Enforcement
import org.appvagt.scanner.Report
import org.appvagt.scanner.Verdict
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import java.time.LocalDate
import java.util.concurrent.atomic.AtomicInteger

/** Banned apps are kept from being used where the organisation wants that, and never longer than there is a reason. */
@RunWith(RobolectricTestRunner::class)
class EnforcementTest {
    private val app = RuntimeEnvironment.getApplication()
    private val background = BackgroundRobot()
    private val phone =
        SimulatedPhone(listOf(SimulatedApp(TIKTOK, "TikTok"), SimulatedApp(NOTES, "Notes"))).install()
    private val tikTok get() = phone.apps.getValue(TIKTOK)

    private fun policy(
        enforcement: String,
        more: String = "",
    ) {
        phone.managedConfigurations =
            listOf(
                Bundle().apply {
                    putString(
                        "policy_json",
                        """{"schema": 1, "banned": [{"family": "tiktok"}], "enforcement": $enforcement, "report": "families"
                            $more}""",
                    )
                },
            )
        background.finishCheck()
    }

    private fun delegate(granted: Boolean) {
        phone.delegatesPackageAccess = granted
        background.finishCheck()
    }

    @Test
    fun `without a delegation, or without a policy that allows it, nothing is done`() {
        policy("""["prompt", "suspend", "hide"]""")
        assertFalse("not delegated", tikTok.suspended || tikTok.hidden)
        policy("""["prompt"]""")
        delegate(true)
        assertFalse("not allowed", tikTok.suspended || tikTok.hidden)
    }

    @Test
    fun `what is banned is suspended, nothing else is, and the employee is notified`() {
        delegate(true)
        policy("""["prompt", "suspend"]""")
        assertTrue(tikTok.suspended)
        assertFalse(phone.apps.getValue(NOTES).suspended)
        val reported = checkNotNull(background.notification(Notifier.FINDINGS)).extras.getCharSequence("android.text")
        assertTrue("$reported", reported!!.endsWith("Your workplace has blocked its use."))
        val card = AppRobot(phone).pageOf(0)
        assertTrue("$card", "Your workplace has blocked it. It can no longer be opened." in card)
    }

    @Test
    fun `where both are allowed, what cannot be suspended is hidden`() {
        phone.change(TIKTOK) { it.copy(deviceAdmin = true) }
        delegate(true)
        policy("""["suspend", "hide"]""")
        assertFalse("Android leaves administrators alone", tikTok.suspended || tikTok.hidden)
        assertEquals(emptyMap<String, Restraint>(), background.result.enforced.restrained)
        phone.change(TIKTOK) { it.copy(deviceAdmin = false) }
        background.check()
        assertTrue("suspending comes first", tikTok.suspended && !tikTok.hidden)
    }

    @Test
    fun `what is hidden can be removed, and is hidden again if it was not`() {
        delegate(true)
        policy("""["prompt", "hide"]""")
        assertTrue(tikTok.hidden)
        val app = AppRobot(phone, mapOf(TIKTOK to Answer.CANCEL))
        assertEquals("Remove one app", app.title)
        val card = app.pageOf(0)
        val said = "Your workplace has hidden it. Tap Remove: it is shown again, so that you can remove it."
        assertTrue("$card", said in card)
        app.takeStep(0)
        app.finishCheck()
        assertFalse("a prompt needs it to be there", tikTok.hidden)
        assertEquals(TIKTOK, app.answerPrompt())
        assertTrue("the employee went back", tikTok.hidden)

        val second = AppRobot(phone)
        second.takeStep(0)
        second.finishCheck()
        assertEquals(TIKTOK, second.answerPrompt())
        assertEquals("Done. Thank you.", second.title)
        assertEquals(emptyMap<String, Restraint>(), background.result.enforced.restrained)
    }

    @Test
    fun `it is undone when the app is exempt, not banned any more, or the policy wants it no more`() {
        val tomorrow = LocalDate.now().plusDays(1)
        val reasons =
            listOf<() -> Unit>(
                {
                    policy(
                        """["suspend"]""",
                        """, "exemptions": [{"family": "tiktok", "reason": "Press work", "until": "$tomorrow"}]""",
                    )
                },
                {
                    phone.managedConfigurations = listOf(Bundle().apply { putString("banned_family_list", "whatsapp") })
                    background.finishCheck()
                },
                { policy("""["prompt"]""") },
                {
                    phone.managedConfigurations = emptyList()
                    background.finishCheck()
                },
            )
        delegate(true)
        for (reason in reasons) {
            policy("""["suspend"]""")
            assertTrue(tikTok.suspended)
            reason()
            assertFalse(tikTok.suspended)
        }
    }

    @Test
    fun `a policy that wants hiding instead of suspending gets that`() {
        delegate(true)
        policy("""["suspend"]""")
        policy("""["hide"]""")
        assertEquals(false to true, tikTok.suspended to tikTok.hidden)
    }

    @Test
    fun `a check that could not see everything undoes nothing`() {
        delegate(true)
        policy("""["suspend"]""")
        phone.visibleListFailure = IllegalStateException()
        phone.fullListFailure = IllegalStateException()
        phone.questionFailures[TIKTOK] = IllegalStateException()
        background.check()
        assertTrue(tikTok.suspended)
    }

    @Test
    fun `without the delegation it cannot be undone, which is reported to IT until it is`() {
        val receiver = FakeReceiver.install(PLAY_STORE)
        delegate(true)
        policy("""["suspend"]""")
        delegate(false)
        assertTrue("the ban is still in force", tikTok.suspended && background.result.enforced.stuck.isEmpty())
        policy("""["prompt"]""")
        assertEquals(setOf(TIKTOK), background.result.enforced.stuck)
        val state = receiver.waitFor("policy") { "stuck" in it }
        assertEquals(1, JSONObject(state).getInt("stuck"))
        delegate(true)
        assertFalse(tikTok.suspended)
        assertEquals(emptySet<String>(), background.result.enforced.stuck)
    }

    @Test
    fun `what somebody else suspends is left to them`() {
        phone.change(TIKTOK) { it.copy(suspended = true) }
        delegate(true)
        policy("""["suspend"]""")
        policy("""["prompt"]""")
        assertTrue(tikTok.suspended)
    }

    @Test
    fun `what a phone cannot do without is never suspended or hidden, whatever is banned`() {
        val home = "com.example.home"
        val parts = listOf("com.android.systemui", "com.google.android.gms", "com.sec.android.app.launcher")
        (parts + home).forEach { phone.apps[it] = SimulatedApp(it, system = true) }
        makeHome(home)
        val enforcer = Enforcer(PackageAccess(app), Essentials(app), RestraintStore(app))
        val banned = parts + home + "android" + app.packageName + TIKTOK
        val findings = banned.map { finding(it).copy(essential = it in parts || it == "android") }
        val found = Report(Verdict.ACTION_REQUIRED, banned.size, findings, emptyList())
        delegate(true)
        for (way in listOf(Enforcement.SUSPEND, Enforcement.HIDE)) {
            val enforced = offMainThread { enforcer.enforce(found, setOf(way), emptySet()) {} }
            assertEquals("$way", setOf(TIKTOK), enforced.restrained.keys)
        }
        assertEquals(listOf(TIKTOK), phone.apps.values.filter { it.suspended || it.hidden }.map { it.packageName })
    }

    @Test
    fun `what may be essential is left as it is while the phone does not say whether it is`() {
        val home = "com.example.home"
        phone.apps[home] = SimulatedApp(home, system = true)
        makeHome(home)
        val enforcer = Enforcer(PackageAccess(app), Essentials(app), RestraintStore(app))
        val banned = Report(Verdict.ACTION_REQUIRED, 2, listOf(finding(home), finding(TIKTOK)), emptyList())
        delegate(true)

        fun enforce(attacked: Int): Int {
            val asked = AtomicInteger()
            phone.onQuestion = { _, answer ->
                if (asked.getAndIncrement() == attacked) throw IllegalStateException("the system is restarting")
                answer()
            }
            offMainThread { enforcer.enforce(banned, setOf(Enforcement.HIDE), emptySet()) {} }
            phone.onQuestion = { _, answer -> answer() }
            return asked.get()
        }
        repeat(enforce(-1)) { at ->
            enforce(at)
            assertFalse("question $at was not answered", phone.apps.getValue(home).hidden)
        }
        enforce(-1)
        assertTrue(tikTok.hidden)
        repeat(enforce(-1)) { at ->
            enforce(at)
            assertTrue("question $at was not answered: it stays", tikTok.hidden)
        }
    }

    /** Makes [packageName] the home screen of the phone. */
    private fun makeHome(packageName: String) {
        val packages = shadowOf(RuntimeEnvironment.getApplication().packageManager)
        val screen = ComponentName(packageName, "$packageName.Home")
        packages.addActivityIfNotPresent(screen)
        packages.addIntentFilterForActivity(
            screen,
            IntentFilter(Intent.ACTION_MAIN).apply {
                addCategory(Intent.CATEGORY_HOME)
                addCategory(Intent.CATEGORY_DEFAULT)
            },
        )
    }

    @Test
    fun `a policy without prompts shows what it found and offers no removal`() {
        policy("[]")
        val app = AppRobot(phone)
        assertEquals("Remove one app", app.title)
        assertEquals(emptyList<String>(), app.pageOf(0).filter { it == "Remove" })
        assertNull(background.notification(Notifier.FINDINGS)?.actions)
    }

    private companion object {
        const val TIKTOK = "com.zhiliaoapp.musically"
        const val NOTES = "com.example.notes"
    }
}
