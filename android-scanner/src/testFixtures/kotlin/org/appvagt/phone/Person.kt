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

    /** A screen that [activity] opened, about [packageName]. */
    data class Opened(
        val screen: Screen,
        val packageName: String,
        val answer: Answer,
        private val activity: Activity,
        private val intent: Intent,
    ) {
        /** The other profile that the screen is about; null for the one that is scanned. */
        internal fun profile(phone: SimulatedPhone): SimulatedProfile? {
            @Suppress("DEPRECATION")
            val user = intent.getParcelableExtra<UserHandle>(Intent.EXTRA_USER) ?: return null
            return phone.profiles.first { it.user == user }
        }

        internal fun close(result: Int) = shadowOf(activity).receiveResult(intent, result, null)
    }

    /** The system's screen that [activity] opened last; null if it opened none since. */
    fun screenOf(activity: Activity): Opened? {
        val intent = shadowOf(activity).nextStartedActivity ?: return null
        val screen =
            when {
                intent.action == Intent.ACTION_DELETE -> Screen.UNINSTALL_PROMPT
                intent.action == Settings.ACTION_APPLICATION_DETAILS_SETTINGS -> Screen.APP_DETAILS
                intent.component?.shortClassName == ".DeviceAdminSettings" -> Screen.DEVICE_ADMINS
                else -> error("no system screen is opened by $intent")
            }
        val packageName =
            when (screen) {
                Screen.DEVICE_ADMINS -> phone.apps.values.first { it.deviceAdmin }.packageName
                else -> checkNotNull(intent.data?.schemeSpecificPart)
            }
        return Opened(screen, packageName, answers[packageName] ?: Answer.ACCEPT, activity, intent)
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
        opened.profile(phone)?.let {
            it.apps -= opened.packageName
            return
        }
        val app = phone.apps.getValue(opened.packageName)
        when (opened.screen) {
            Screen.UNINSTALL_PROMPT ->
                if (app.updatedSystem) {
                    phone.change(app.packageName) { it.copy(updatedSystem = false) }
                } else {
                    phone.apps -= app.packageName
                }

            Screen.APP_DETAILS -> phone.change(app.packageName) { it.copy(enabled = false) }

            Screen.DEVICE_ADMINS -> phone.change(app.packageName) { it.copy(deviceAdmin = false) }
        }
    }
}
