package org.appvagt

import android.app.Activity
import android.content.ClipboardManager
import android.content.Intent
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.TextView
import org.appvagt.phone.Person
import org.appvagt.phone.SimulatedPhone
import org.appvagt.screen.Destination
import org.appvagt.screen.MainActivity
import org.junit.Assert.assertEquals
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit

/** The app as a person uses it on a [SimulatedPhone]. */
internal class AppRobot(
    private val phone: SimulatedPhone,
    answers: Map<String, Person.Answer> = emptyMap(),
    intent: Intent? = null,
) {
    private val person = Person(phone, answers)
    private val background = BackgroundRobot()

    init {
        phone.install()
        beStrictWithMainThread()
    }

    private val controller: ActivityController<MainActivity> =
        Robolectric.buildActivity(MainActivity::class.java, intent).setup()
    val activity: MainActivity get() = controller.get()
    val title: String get() = text(R.id.status_title)
    val text: String get() = text(R.id.status_text)

    /** When the last check was, and what it did not look into. */
    val checked: List<String> get() = text(R.id.checked).lines()

    /** The name of each app that is worth knowing about though nothing is to be done, and what is said of it. */
    val notes: List<List<String>>
        get() = children(R.id.notes).map(::texts)

    /** The name of each app that was found, and how it stands. */
    val rows: List<List<String>>
        get() = children(R.id.findings).map(::texts)

    /** What wants attention besides findings, such as why the check is incomplete. */
    val messages: List<String>
        get() = children(R.id.messages).map { it.findViewById<TextView>(R.id.reason).text.toString() }

    init {
        finishCheck()
    }

    /** Starts a check, and has [look] at it when it is half done. */
    fun <T> halfWay(look: () -> T): T {
        val (isThere, goOn) = List(2) { CountDownLatch(1) }
        phone.onCertificateQuestion = {
            isThere.countDown()
            goOn.await()
        }
        checkAgain()
        check(isThere.await(30, TimeUnit.SECONDS)) { "no app's certificates were asked for" }
        shadowOf(activity.mainLooper).idle()
        return look().also {
            goOn.countDown()
            finishCheck()
        }
    }

    /** Has a check fail, as where nothing is known of what is configured, and has [look] at that. */
    fun failed(look: () -> Unit) {
        val configured = phone.managedConfigurations
        phone.managedConfigurations = emptyList()
        finishCheck()
        phone.configurationFailure = IllegalStateException("the system is restarting")
        checkAgain()
        finishCheck()
        look()
        phone.configurationFailure = null
        phone.managedConfigurations = configured
        finishCheck()
    }

    /** Taps the button that checks again, which is the one at the top where that is all there is to do. */
    fun checkAgain() = tap(if (shows(R.id.check_again)) R.id.check_again else R.id.main_action)

    /** Waits for the running check. */
    fun finishCheck() = background.finishCheck()

    fun tap(id: Int) = tap(activity.findViewById<Button>(id))

    /** Opens the page of an app that was found; what it says is in [page] then. */
    fun openApp(index: Int) {
        children(R.id.findings)[index].performClick()
        finishCheck()
    }

    /** The words of an app's page, each line by itself. */
    fun pageOf(index: Int): List<String> {
        openApp(index)
        return page.flatMap(String::lines).also { back() }
    }

    /** Takes the next step of an app on its page: its first button. */
    fun takeStep(index: Int) {
        openApp(index)
        tap(children(R.id.page_content).filterIsInstance<Button>().first())
    }

    /** Opens another place by its link on the status screen; what it says is in [page] then. */
    fun open(place: Destination) {
        val link =
            children(R.id.destinations).filterIsInstance<Button>().single {
                it.text == activity.getString(place.titleId)
            }
        // What stands beside the status needs no link.
        if (link.visibility == View.VISIBLE) tap(link)
        finishCheck()
    }

    /** Taps the button of a note. */
    fun tapNote(index: Int) = tap(children(R.id.notes)[index].findViewById<Button>(R.id.button))

    /** Goes back from there, where that is not beside the status anyway. */
    fun back() {
        activity.findViewById<View>(R.id.back)?.takeIf { it.isShown }?.performClick()
        shadowOf(activity.mainLooper).idle()
    }

    /** The words of the page that is open besides the status, from top to bottom. */
    val page: List<String>
        get() = children(R.id.page_content).flatMap(::texts)

    val pageTitle: String get() = text(R.id.page_title)

    /** Returns what was copied to be pasted elsewhere. */
    fun copied(): String {
        val clipboard = activity.getSystemService(ClipboardManager::class.java)
        return "${clipboard.primaryClip?.getItemAt(0)?.text}"
    }

    /** Taps a button of that page. */
    fun tapPage(words: String) = tap(children(R.id.page_content).filterIsInstance<Button>().single { it.text == words })

    /** Taps the button of a message, or the one at the top where that is about it. */
    fun tapMessage(index: Int) {
        val button = children(R.id.messages)[index].findViewById<Button>(R.id.button)
        if (button.visibility == View.VISIBLE) tap(button) else tap(R.id.main_action)
    }

    private fun tap(button: Button) {
        assertEquals("${button.text} is shown", View.VISIBLE, button.visibility)
        check(button.isEnabled) { "${button.text} cannot be tapped" }
        button.performClick()
        shadowOf(activity.mainLooper).idle()
    }

    /** Returns what a button says. */
    fun button(id: Int) = text(id)

    /** Returns what was given to another app. */
    fun sent(): Intent? = shadowOf(activity).nextStartedActivity

    /** Returns what was given to another app of the person's choice. */
    fun shared(): Intent {
        val chooser = sent()
        @Suppress("DEPRECATION")
        return checkNotNull(chooser?.getParcelableExtra(Intent.EXTRA_INTENT)) { "nothing was shared by $chooser" }
    }

    fun shows(id: Int): Boolean = activity.findViewById<View>(id).visibility == View.VISIBLE

    /** Answers the system's screen that the app opened, and comes back to a finished check; null if it opened none. */
    fun answerPrompt(): String? {
        val opened = person.screenOf(activity) ?: return null
        controller.pause()
        person.answer(opened)
        controller.resume()
        finishCheck()
        return opened.packageName
    }

    /** A prompt that says all went well, whatever is true. */
    fun promptSaysOk() {
        val started = shadowOf(activity).nextStartedActivityForResult
        controller.pause()
        shadowOf(activity).receiveResult(started.intent, Activity.RESULT_OK, null)
        controller.resume()
        finishCheck()
    }

    fun leaveAndReturn(meanwhile: () -> Unit) {
        controller.pause().stop()
        meanwhile()
        controller.restart().start().resume()
        finishCheck()
    }

    /** Somebody opens the app, which is open already, in this way. */
    fun openedBy(intent: Intent) {
        controller.pause()
        controller.newIntent(intent)
        controller.resume()
        finishCheck()
    }

    fun rotate() {
        controller.recreate()
        finishCheck()
    }

    fun close() {
        controller.pause().stop().destroy()
    }

    private fun text(id: Int) = activity.findViewById<TextView>(id).text.toString()

    private fun children(id: Int): List<View> {
        val group = activity.findViewById<ViewGroup>(id)
        return List(group.childCount) { group.getChildAt(it) }
    }

    private fun texts(view: View): List<String> =
        when {
            view.visibility != View.VISIBLE -> emptyList()
            view is ViewGroup -> List(view.childCount) { view.getChildAt(it) }.flatMap(::texts)
            view is TextView -> listOf(view.text.toString())
            else -> emptyList()
        }
}
