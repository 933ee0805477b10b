package org.appvagt.phone

import android.app.Activity
import android.content.Intent
import android.os.UserHandle
import android.provider.Settings
import org.robolectric.Shadows.shadowOf

/** What a person answers to the system's screens on a [SimulatedPhone], and what that does to the phone. */
class Person(private val phone: SimulatedPhone, private val answers: Map<String, Answer>) {
    /** What is done on one of the system's screens. */
    enum class Answer {
        /** Agrees; the step that the screen is about is taken. */
        ACCEPT,

        /** Goes back. */
        CANCEL,

        /** Agrees, but the phone refuses. */
        BLOCKED,
    }

    /** The system's screens that can open. */
    enum class Screen { UNINSTALL_PROMPT, APP_DETAILS, DEVICE_ADMINS }

    /** A screen that [activity] opened about [app], which is in another [profile] unless that is null. */
    data class Opened(
        val screen: Screen,
        val app: SimulatedApp,
        val profile: SimulatedProfile?,
        val answer: Answer,
        private val activity: Activity,
        private val intent: Intent,
    ) {
        val packageName: String get() = app.packageName

        internal fun close(result: Int) = shadowOf(activity).receiveResult(intent, result, null)
    }

    /** Returns the system's screen that [activity] opened last; null if it opened none since. */
    fun screenOf(activity: Activity): Opened? {
        val intent = shadowOf(activity).nextStartedActivity ?: return null
        val screen =
            when {
                intent.action == Intent.ACTION_DELETE -> Screen.UNINSTALL_PROMPT
                intent.action == Settings.ACTION_APPLICATION_DETAILS_SETTINGS -> Screen.APP_DETAILS
                intent.component?.shortClassName == ".DeviceAdminSettings" -> Screen.DEVICE_ADMINS
                else -> error("no system screen is opened by $intent")
            }

        @Suppress("DEPRECATION")
        val profile =
            intent.getParcelableExtra<UserHandle>(Intent.EXTRA_USER)?.let { user ->
                phone.profiles.first {
                    it.user ==
                        user
                }
            }
        val apps = profile?.apps ?: phone.apps
        val app =
            when (screen) {
                Screen.DEVICE_ADMINS -> apps.values.first { it.deviceAdmin }
                else -> apps.getValue(checkNotNull(intent.data).schemeSpecificPart)
            }
        return Opened(screen, app, profile, answers[app.packageName] ?: Answer.ACCEPT, activity, intent)
    }

    /** Answers a screen, and returns to the activity that opened it. */
    fun answer(opened: Opened) {
        if (opened.answer == Answer.ACCEPT) takeStep(opened)
        opened.close(
            when (opened.answer) {
                Answer.ACCEPT -> if (opened.screen ==
                    Screen.UNINSTALL_PROMPT
                ) {
                    Activity.RESULT_OK
                } else {
                    Activity.RESULT_CANCELED
                }

                Answer.CANCEL -> Activity.RESULT_CANCELED

                Answer.BLOCKED -> Activity.RESULT_FIRST_USER
            },
        )
    }

    private fun takeStep(opened: Opened) {
        val app = opened.app
        when (opened.screen) {
            Screen.UNINSTALL_PROMPT ->
                if (app.updatedSystem) {
                    phone.change(app.packageName) { it.copy(updatedSystem = false) }
                } else {
                    (opened.profile?.apps ?: phone.apps) -= app.packageName
                }

            Screen.APP_DETAILS ->
                if (app.instant) {
                    phone.apps -= app.packageName
                } else {
                    phone.change(app.packageName) { it.copy(enabled = false) }
                }

            Screen.DEVICE_ADMINS -> phone.change(app.packageName) { it.copy(deviceAdmin = false) }
        }
    }
}
