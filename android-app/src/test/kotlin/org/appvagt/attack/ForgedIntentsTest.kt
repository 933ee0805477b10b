package org.appvagt.attack

import android.app.Application
import android.content.ComponentName
import android.content.Intent
import android.content.pm.ComponentInfo
import android.content.pm.PackageManager
import android.net.Uri
import android.os.Build
import android.os.Bundle
import android.view.WindowManager
import org.appvagt.AppRobot
import org.appvagt.BackgroundRobot
import org.appvagt.feedback.Acknowledgement
import org.appvagt.notification.Notifier
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.screen.MainActivity
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Assume.assumeTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

/** What other apps send to this one, put over it or slip into its task changes nothing. */
@RunWith(RobolectricTestRunner::class)
class ForgedIntentsTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val background = BackgroundRobot()
    private val phone = SimulatedPhone(listOf(SimulatedApp(TIKTOK, "TikTok"))).install()

    private fun own(flags: Int) = app.packageManager.getPackageInfo(app.packageName, flags)

    @Test
    fun `the start screen is all that other apps can start`() {
        val parts =
            PackageManager.GET_ACTIVITIES or PackageManager.GET_RECEIVERS or PackageManager.GET_SERVICES or
                PackageManager.GET_PROVIDERS or PackageManager.MATCH_DISABLED_COMPONENTS
        val own = own(parts)
        val all =
            listOfNotNull<Array<out ComponentInfo>>(own.activities, own.receivers, own.services, own.providers)
                .flatMap { it.asList() }
        assertTrue("$all", all.size >= 4)
        assertEquals(listOf(MainActivity::class.java.name), all.filter { it.exported }.map { it.name })
    }

    @Test
    fun `no screen of another app can come up in the task of this one`() {
        val screens = own(PackageManager.GET_ACTIVITIES).activities.orEmpty()
        assertTrue(screens.isNotEmpty())
        for (screen in screens) assertNull("${screen.name} shares its task with whoever names it", screen.taskAffinity)
    }

    @Test
    fun `from Android 12 on no other app's window lies over this one's`() {
        assumeTrue("hidden from Android 12", Build.VERSION.SDK_INT >= Build.VERSION_CODES.S)
        val asked = own(PackageManager.GET_PERMISSIONS).requestedPermissions.orEmpty()
        assertTrue("android.permission.HIDE_OVERLAY_WINDOWS" in asked)
        val window = AppRobot(phone).activity.window
        val flags = WindowManager.LayoutParams::class.java.getField("privateFlags").getInt(window.attributes)
        assertNotEquals("the flag of Window.setHideOverlayWindows", 0, flags and HIDE_NON_SYSTEM_OVERLAY_WINDOWS)
    }

    @Test
    fun `no intent of another app removes or confirms anything, or leads elsewhere`() {
        val notice = """{"text": "Read this.", "acknowledge": true}"""
        val policy = """{"schema": 1, "banned": [{"family": "tiktok"}], "notice": $notice}"""
        phone.managedConfigurations = listOf(Bundle().apply { putString("policy_json", policy) })
        background.finishCheck()
        val plain = AppRobot(phone).run { listOf(title, text, "$messages", "$rows").also { close() } }
        val remove = ComponentName(app.packageName, Notifier.REMOVE)
        val screen = ComponentName(app, MainActivity::class.java)
        val forged =
            mapOf(
                "the state that it saves itself" to
                    Intent().putExtra("remove", true).putExtra("as_sent", true).putExtra("place", arrayOf("NOTICE")),
                "as a bundle" to Intent().putExtras(Bundle().apply { putBoolean("remove", true) }),
                "an action that removes" to Intent(Intent.ACTION_DELETE, Uri.parse("package:$TIKTOK")),
                "an action of our own" to Intent(Notifier.REMOVE),
                "a category" to Intent(Intent.ACTION_MAIN).addCategory(Notifier.REMOVE),
                "a selector" to Intent(Intent.ACTION_MAIN).apply { selector = Intent().setComponent(remove) },
                "data that names it" to
                    Intent(Intent.ACTION_VIEW, Uri.parse("appvagt://${Notifier.REMOVE}/?remove=true")),
                "much of it" to Intent().putExtra("remove", "x".repeat(500_000)),
                "extras of another kind" to Intent().putExtra("place", 5).putExtra("remove", arrayOf("true")),
                "no action at all" to Intent(),
            )
        for ((what, intent) in forged) {
            val robot = AppRobot(phone, intent = intent.setComponent(screen))
            assertNull(what, robot.answerPrompt())
            assertEquals(what, plain, listOf(robot.title, robot.text, "${robot.messages}", "${robot.rows}"))
            robot.openedBy(intent)
            assertNull("$what, when it is open", robot.answerPrompt())
            assertEquals(what, Acknowledgement.Missing, background.result.acknowledgement)
            robot.close()
        }
        assertTrue(TIKTOK in phone.apps)
    }

    @Test
    fun `no broadcast ends the app, whatever it carries`() {
        background.check()
        val listened =
            shadowOf(app).registeredReceivers.flatMap { receiver ->
                List(receiver.intentFilter.countActions()) { receiver.intentFilter.getAction(it) }
            }
        assertTrue("$listened", listened.size >= 6)
        for (action in listened) {
            for (data in listOf(
                "package:$TIKTOK",
                "package:",
                "package:\u0000\u202e",
                "package:" + "x".repeat(100_000),
            )) {
                val changed = Intent.EXTRA_CHANGED_COMPONENT_NAME_LIST
                for (intent in listOf(
                    Intent(action, Uri.parse(data)),
                    Intent(action),
                    Intent(action, Uri.parse(data)).putExtra(changed, 5).putExtra(Intent.EXTRA_REPLACING, "x"),
                    Intent(action, Uri.parse(data)).putExtra(changed, arrayOf<String?>(null)),
                )) {
                    app.sendBroadcast(intent)
                    background.finishCheck()
                }
            }
        }
        assertEquals(setOf(TIKTOK), background.result.report?.findings?.map { it.packageName }?.toSet())
    }

    private companion object {
        const val TIKTOK = "com.zhiliaoapp.musically"

        /** `SYSTEM_FLAG_HIDE_NON_SYSTEM_OVERLAY_WINDOWS` of `WindowManager.LayoutParams`, which is no part of the SDK. */
        const val HIDE_NON_SYSTEM_OVERLAY_WINDOWS = 0x0008_0000
    }
}
