package org.appvagt

import android.app.Application
import android.app.Notification
import android.app.NotificationManager
import android.app.job.JobInfo
import android.app.job.JobScheduler
import android.content.Intent
import android.net.Uri
import android.os.Build
import android.os.Bundle
import org.appvagt.check.CheckJob
import org.appvagt.check.StartReceiver
import org.appvagt.notification.Notifier
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.platform.POST_NOTIFICATIONS
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Assume.assumeTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadow.api.Shadow
import java.time.Duration

/** What the app does while nobody looks at it. */
@RunWith(RobolectricTestRunner::class)
class BackgroundTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private val background = BackgroundRobot()
    private val phone = SimulatedPhone().install()
    private val jobs: JobScheduler = app.getSystemService(JobScheduler::class.java)
    private val tikTok = SimulatedApp("com.zhiliaoapp.musically", "TikTok")

    private fun deliver(change: Bundle.() -> Unit) {
        phone.managedConfigurations = listOf(Bundle().apply(change))
        background.finishCheck()
    }

    private fun Notification.text() = "${extras.getCharSequence(Notification.EXTRA_TEXT)}"

    @Test
    fun `the phone is checked as often as the policy says, over restarts too`() {
        background.check()
        val daily = jobs.allPendingJobs.single()
        assertEquals(Duration.ofDays(1).toMillis(), daily.intervalMillis)
        assertTrue("it survives a restart", daily.isPersisted)
        deliver {
            putString("banned_family_list", "tiktok")
            putString("check_every_minutes", "15")
        }
        assertEquals(Duration.ofMinutes(15).toMillis(), jobs.allPendingJobs.single().intervalMillis)
    }

    @Test
    fun `a check that changes nothing about that leaves the job as it is`() {
        background.check()
        val before = jobs.allPendingJobs.single()
        background.check()
        assertTrue("the same job goes on counting", before === jobs.allPendingJobs.single())
    }

    @Test
    fun `after a start, an update and a change of language a check is due at once`() {
        val actions =
            listOf(Intent.ACTION_BOOT_COMPLETED, Intent.ACTION_MY_PACKAGE_REPLACED, Intent.ACTION_LOCALE_CHANGED)
        for (action in actions) {
            jobs.cancelAll()
            StartReceiver().onReceive(app, Intent(action))
            assertEquals(action, listOf(CheckJob::class.java.name), jobs.allPendingJobs.map { it.service.className })
            assertFalse(action, jobs.allPendingJobs.single().isPeriodic)
        }
        jobs.cancelAll()
        StartReceiver().onReceive(app, Intent("com.example.OTHER"))
        assertEquals(emptyList<JobInfo>(), jobs.allPendingJobs)
    }

    @Test
    fun `a job checks the phone, notifies, and ends when that is done`() {
        phone.apps[tikTok.packageName] = tikTok
        val job = Robolectric.buildService(CheckJob::class.java).create().get()
        assertTrue(
            "it goes on in the background",
            job.onStartJob(Shadow.newInstanceOf(android.app.job.JobParameters::class.java)),
        )
        background.finishCheck()
        assertTrue(shadowOf(job).isJobFinished)
        assertFalse("it went well", shadowOf(job).isRescheduleNeeded)
        assertEquals("Remove TikTok", background.notification(Notifier.FINDINGS)?.title())
    }

    @Test
    fun `a job that Android cuts short is asked for again`() {
        val job = Robolectric.buildService(CheckJob::class.java).create().get()
        val parameters = Shadow.newInstanceOf(android.app.job.JobParameters::class.java)
        job.onStartJob(parameters)
        assertTrue(job.onStopJob(parameters))
        background.finishCheck()
        assertFalse("nobody says that it finished", shadowOf(job).isJobFinished)
    }

    @Test
    fun `an app that comes is found without anybody asking, and forgotten when it goes`() {
        background.check()
        assertNull(background.notification(Notifier.FINDINGS))
        phone.add(tikTok)
        background.finishCheck()
        val found = checkNotNull(background.notification(Notifier.FINDINGS))
        assertEquals("Remove TikTok", found.title())
        assertEquals(
            "Your workplace does not allow this on this device. Tap to see why and what to do.",
            found.text(),
        )
        assertEquals(listOf("Remove"), found.actions.map { "${it.title}" })
        assertEquals("found", found.channelId)
        assertEquals("A message from your workplace", found.publicVersion.title())
        phone.remove(tikTok.packageName)
        background.finishCheck()
        assertNull(background.notification(Notifier.FINDINGS))
        val fixed = checkNotNull(background.notification(Notifier.FIXED))
        assertEquals("No banned apps left", fixed.title())
    }

    @Test
    fun `an app that turns a part of itself on or off is no reason to check, the whole app is`() {
        background.check()
        val before = background.result

        fun changed(what: String) {
            val intent = Intent(Intent.ACTION_PACKAGE_CHANGED, Uri.parse("package:com.example.notes"))
            app.sendBroadcast(intent.putExtra(Intent.EXTRA_CHANGED_COMPONENT_NAME_LIST, arrayOf(what)))
            background.finishCheck()
        }
        changed("com.example.notes.Widget")
        assertTrue("the same outcome", before === background.result)
        changed("com.example.notes")
        assertTrue("a new one", before !== background.result)
    }

    @Test
    fun `Remove in a notification goes on to the prompt, and only this app can ask for that`() {
        phone.add(tikTok)
        background.finishCheck()
        val remove = checkNotNull(background.notification(Notifier.FINDINGS)).actions.single().actionIntent
        val intent = shadowOf(remove).savedIntent
        assertEquals(Notifier.REMOVE, intent.component?.className)
        assertTrue(
            "nobody can change where it leads",
            shadowOf(remove).flags and android.app.PendingIntent.FLAG_IMMUTABLE != 0,
        )
        val robot = AppRobot(phone, intent = intent)
        assertEquals(tikTok.packageName, robot.answerPrompt())
        assertEquals("Done. Thank you.", robot.title)

        phone.add(tikTok)
        robot.finishCheck()
        assertNull("nobody asked for it", robot.answerPrompt())
        robot.openedBy(intent)
        assertEquals("the app was open already", tikTok.packageName, robot.answerPrompt())
    }

    @Test
    fun `what is found while the app is before the employee is shown there and not notified`() {
        val robot = AppRobot(phone)
        phone.add(tikTok)
        robot.finishCheck()
        assertEquals("Remove one app", robot.title)
        assertNull(background.notification(Notifier.FINDINGS))
    }

    @Test
    fun `a notification that may not be shown is said in the app`() {
        val off = "Notifications from this app are off. You only see what it finds when you open it."
        assertEquals(emptyList<String>(), AppRobot(phone).messages)
        phone.allowsNotifications = false
        val robot = AppRobot(phone)
        assertEquals(listOf(off), robot.messages)
        robot.tapMessage(0)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            assertEquals(
                POST_NOTIFICATIONS,
                shadowOf(robot.activity).lastRequestedPermission.requestedPermissions.single(),
            )
        } else {
            assertEquals(
                "android.settings.APP_NOTIFICATION_SETTINGS",
                shadowOf(robot.activity).nextStartedActivity.action,
            )
        }
    }

    @Test
    fun `who has denied notifications for good is taken to the settings`() {
        assumeTrue("asked from Android 13", Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU)
        phone.allowsNotifications = false
        val robot = AppRobot(phone)
        robot.tapMessage(0)
        val asked = shadowOf(robot.activity).lastRequestedPermission
        robot.activity.onRequestPermissionsResult(asked.requestCode, asked.requestedPermissions, intArrayOf(-1))
        assertEquals("android.settings.APP_NOTIFICATION_SETTINGS", shadowOf(robot.activity).nextStartedActivity.action)
    }

    @Test
    fun `a refused policy is notified quietly, and taken back when it is mended`() {
        deliver { putString("banned_family_list", "tiktak") }
        val refused = checkNotNull(background.notification(Notifier.REFUSAL))
        assertEquals("refused", refused.channelId)
        assertNotNull(refused.title())
        deliver { putString("banned_family_list", "tiktok") }
        assertNull(background.notification(Notifier.REFUSAL))
    }

    @Test
    fun `a notification that is shown speaks the new language after a change of it, without another alert`() {
        phone.add(tikTok)
        background.finishCheck()
        RuntimeEnvironment.setQualifiers("+da")
        background.check()
        val found = checkNotNull(background.notification(Notifier.FINDINGS))
        assertEquals("Fjern TikTok", found.title())
        assertTrue("no other alert", found.flags and Notification.FLAG_ONLY_ALERT_ONCE != 0)
    }

    @Test
    fun `a notification that was swiped away stays away until it is time`() {
        phone.add(tikTok)
        background.finishCheck()
        app.getSystemService(NotificationManager::class.java).cancel(Notifier.FINDINGS)
        background.check()
        assertNull(background.notification(Notifier.FINDINGS))
    }
}
