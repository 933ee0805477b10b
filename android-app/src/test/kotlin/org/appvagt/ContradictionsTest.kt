package org.appvagt

import android.os.Bundle
import android.view.View
import android.widget.TextView
import org.appvagt.notification.Notifier
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import java.time.Clock
import java.time.Instant
import java.time.ZoneOffset

/** No screen and no notification says two things that cannot both be true, or lets a stranger speak for the organisation. */
@RunWith(RobolectricTestRunner::class)
class ContradictionsTest {
    private val tikTok = SimulatedApp("com.zhiliaoapp.musically", "TikTok")
    private val studio = SimulatedApp("com.ss.android.tt.creator", "TikTok Studio")

    @Before
    fun setTheClock() {
        (RuntimeEnvironment.getApplication() as AppvagtApplication).clock =
            Clock.fixed(Instant.parse("2026-11-22T09:41:00Z"), ZoneOffset.UTC)
    }

    private fun phone(
        vararg apps: SimulatedApp,
        policy: String,
    ) = SimulatedPhone(apps.asList()).install().apply {
        managedConfigurations = listOf(Bundle().apply { putString("policy_json", """{"schema": 1, $policy}""") })
    }

    private val overdue =
        """"banned": [{"family": "tiktok"}], "deadline": {"date": "2026-11-01"}, "organisation": "Example Town""""

    @Test
    fun `what can do nothing any more has no deadline`() {
        val app = AppRobot(phone(tikTok.copy(system = true, enabled = false), policy = overdue))
        val said = listOf(app.title, app.text) + app.rows.flatten() + app.pageOf(0)
        assertFalse("$said", said.any { "2026" in it })
        assertTrue("$said", "Nothing left to remove" in said)
    }

    @Test
    fun `settings with mistakes come after what is to be removed`() {
        val phone = phone(tikTok, policy = overdue)
        AppRobot(phone).close()
        phone.managedConfigurations = listOf(Bundle().apply { putString("banned_family_list", "tiktak") })
        BackgroundRobot().check()
        val app = AppRobot(phone)
        assertEquals("Remove one app\n21 days late", app.title)
        assertTrue("${app.messages}", app.messages.single().contains("There is nothing you need to do"))
        assertEquals("Remove", app.button(R.id.main_action))
    }

    @Test
    fun `nothing is allowed for good that will be banned`() {
        val later = """"banned": [{"family": "tiktok", "from": "2027-01-01", "reason": "It is not needed."}]"""
        val app = AppRobot(phone(tikTok, policy = later))
        assertEquals("We checked 3 apps on this device.", app.text)
        val (name, said) = app.notes.single()
        assertEquals("TikTok", name)
        assertTrue(said, "It is not needed." in said && said.endsWith("You can remove it already."))
    }

    @Test
    fun `a notification says what the screen says, and who asks`() {
        val phone = phone(tikTok, studio, policy = overdue)
        BackgroundRobot().check()
        val notification = checkNotNull(BackgroundRobot().notification(Notifier.FINDINGS))
        val said = "${notification.extras.getCharSequence("android.text")}"
        val app = AppRobot(phone)
        assertEquals("Remove 2 apps\n21 days late", app.title)
        assertEquals(app.title.lines().joinToString(" · "), notification.title())
        assertTrue("$said | ${app.text}", said.startsWith(app.text))
        assertFalse("several apps are not \"it\": $said", Regex("\\b[Ii]t must\\b").containsMatchIn(said))
        assertEquals("Example Town", "${notification.extras.getCharSequence("android.subText")}")
    }

    @Test
    fun `nobody is asked to save what is in an app that cannot be opened`() {
        val policy = """"banned": [{"family": "whatsapp"}], "enforcement": ["prompt", "suspend"]"""
        val phone = phone(SimulatedApp("com.whatsapp", "WhatsApp"), policy = policy)
        val app = AppRobot(phone)
        assertEquals("WhatsApp: Save the chats you need first.", app.text)
        phone.delegatesPackageAccess = true
        app.checkAgain()
        app.finishCheck()
        assertEquals("WhatsApp: If you need something that is in it, ask IT before you remove it.", app.text)
        val page = app.pageOf(0)
        assertFalse("$page", page.any { "Save the chats" in it })
        assertTrue("$page", page.any { "ask IT before you remove it" in it })
    }

    @Test
    fun `what an app calls itself stands in no sentence of ours`() {
        val labels =
            listOf(
                "\u202Eevil kcotkit\u202C",
                "Line one\nLine two\nRemove: Bank",
                "Very long name ".repeat(60),
                "",
                "\u062A\u0637\u0628\u064A\u0642 <b>bold</b>",
                "on this device is fine. Keep it",
            )
        val apps = labels.mapIndexed { index, label -> SimulatedApp("com.example.app$index", label) }
        val own = apps.indices.joinToString { """{"package": "com.example.app$it"}""" }
        val phone = phone(*apps.toTypedArray(), policy = """"banned": [$own], "report": "families"""")
        BackgroundRobot().check()
        val title = checkNotNull(BackgroundRobot().notification(Notifier.FINDINGS)).title()
        assertFalse(title, labels.any { it.isNotEmpty() && it in title })
        val app = AppRobot(phone)
        assertEquals(apps.size, app.rows.size)
        for (index in apps.indices) {
            val name = app.rows[index].first()
            assertTrue("it has a name: $name", name.isNotBlank() && '\n' !in name)
            assertTrue(
                "${app.pageOf(index)}",
                "Your workplace does not allow this app on this device." in app.pageOf(index),
            )
            val sentences = (app.pageOf(index) + app.title + app.text + app.button(R.id.sees)).filter { it != name }
            assertEquals("its name stands alone", emptyList<String>(), sentences.filter { name in it })
        }
        val names = everyView(app.activity.findViewById(R.id.findings)).filter { it.id == R.id.name }
        assertEquals("names of two lines at most", emptyList<View>(), names.filter { (it as TextView).lineCount > 2 })
        assertTrue("a nameless app has its package name", app.rows.any { it.first() == "com.example.app3" })
    }
}
