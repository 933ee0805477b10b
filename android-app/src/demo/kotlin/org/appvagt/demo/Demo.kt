package org.appvagt.demo

import android.app.AlertDialog
import android.graphics.Rect
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.ScrollView
import android.widget.TextView
import org.appvagt.AppvagtApplication
import org.appvagt.R
import org.appvagt.everyView
import org.appvagt.feedback.FakeReceiver
import org.appvagt.feedback.FakeReceiver.Companion.field
import org.appvagt.feedback.PLAY_STORE
import org.appvagt.phone.Person
import org.appvagt.phone.Screenshot
import org.appvagt.phone.SimulatedPhone
import org.appvagt.phone.SystemBars
import org.appvagt.scanner.Report
import org.appvagt.scanner.Scanner
import org.appvagt.screen.Destination
import org.appvagt.screen.MainActivity
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import java.io.File
import java.time.Duration
import java.time.Instant
import java.util.concurrent.CountDownLatch
import kotlin.concurrent.thread

/**
 * The employee's way through the app on the phone of a file: open, look, remove what can be removed, look again. Run by
 * `cargo xtask demo`, which shows the lines marked `demo> `.
 */
@RunWith(RobolectricTestRunner::class)
class Demo {
    private val file = PhoneFile.read(File(System.getProperty("appvagt.phone")))
    private val output = File(System.getProperty("appvagt.output"))
    private var pictures = 0
    private var printed = 0

    @Test
    fun walk() {
        val phone = start(file.qualifiers)
        val person = Person(phone, file.answers)
        val reportFile = ReportFile()
        val receiver = FakeReceiver.install(PLAY_STORE)

        say("")
        say("The employee opens the app. It checks the phone.")
        val goOn = holdHalfWay(phone)
        val controller = Robolectric.buildActivity(MainActivity::class.java).setup()
        val activity = controller.get()
        waitFor {
            shadowOf(activity.mainLooper).idle()
            activity.checks.progress?.let { it.total > 0 } ?: true
        }
        picture(activity, "checking")
        goOn.countDown()
        var report = finish(activity, reportFile)
        picture(activity, "result", wholeScreen = true)
        sayFirstScreenful(activity)
        describe(activity, report)
        if (report?.findings.orEmpty().isNotEmpty()) {
            open(activity, 0)
            picture(activity, "app", wholeScreen = true)
            back(activity)
        }
        sayWhatIsTold(activity, receiver)
        visit(activity, Destination.NOTICE)

        val removable = report?.findings.orEmpty().filter { it.removal.hasScreen }
        if (removable.isNotEmpty()) {
            val button = activity.findViewById<Button>(R.id.main_action)
            say("")
            say("The employee taps \"${button.text}\".")
            button.performClick()
            while (true) {
                val screen = person.screenOf(activity) ?: break
                reportFile.add(screen)
                report = takePrompt(controller, person, screen, reportFile)
            }
            say("")
            say("The end:")
            describe(activity, report)
            picture(activity, "end", wholeScreen = true)
            sayWhatIsTold(activity, receiver)
        }
        visit(activity, Destination.REPORT)
        visit(activity, Destination.HELP)
        reportFile.write(File(output, "report.json"))
        say("")
        say(
            "A scan of this phone takes ${scanTime(
                activity,
            ).toMillis()} ms on this machine (median of 9, through JNI).",
        )
        controller.pause().stop().destroy()
    }

    @Test
    fun inTheDark() {
        start(file.qualifiers)
        RuntimeEnvironment.setQualifiers("+night")
        val activity = Robolectric.buildActivity(MainActivity::class.java).setup().get()
        finish(activity, ReportFile())
        Screenshot.save(File(output, "dark-result.png"), activity)
    }

    private fun start(qualifiers: String): SimulatedPhone {
        try {
            RuntimeEnvironment.setQualifiers(qualifiers)
        } catch (e: IllegalArgumentException) {
            say("error: the phone file's qualifiers: ${e.message}")
            throw e
        }
        RuntimeEnvironment.setFontScale(file.fontScale)
        SystemBars.show()
        return file.phone().install()
    }

    /** Answers one of the system's screens and returns to the app, which checks again. */
    private fun takePrompt(
        controller: ActivityController<MainActivity>,
        person: Person,
        screen: Person.Opened,
        reportFile: ReportFile,
    ): Report? {
        val activity = controller.get()
        controller.pause()
        val label = screen.app.label
        val (title, question) =
            when (screen.screen) {
                Person.Screen.UNINSTALL_PROMPT -> "uninstall prompt" to "Do you want to uninstall this app?"

                Person.Screen.APP_DETAILS ->
                    "app details page" to if (screen.app.instant) "Clear this app?" else "Disable this app?"

                Person.Screen.DEVICE_ADMINS -> "list of device administrators" to "Deactivate this administrator?"
            }
        val answer =
            when (screen.answer) {
                Person.Answer.ACCEPT -> "agrees"
                Person.Answer.CANCEL -> "goes back"
                Person.Answer.BLOCKED -> "agrees, but the phone refuses"
            }
        val dialog =
            AlertDialog
                .Builder(activity)
                .setTitle(label)
                .setMessage("$question\n\n(Android's $title, simulated)")
                .setPositiveButton("OK", null)
                .setNegativeButton("Cancel", null)
                .show()
        shadowOf(activity.mainLooper).idle()
        say("")
        say("Android's $title for $label (${screen.packageName}): the employee $answer.")
        picture(activity, "prompt", dialog)
        dialog.dismiss()
        person.answer(screen)
        controller.resume()
        val report = finish(activity, reportFile)
        say("  The app checks again: ${figures(report)}.")
        picture(activity, "checked-again")
        return report
    }

    /** The simulated phone's clock stands still, so this asks the machine's. */
    private fun scanTime(activity: MainActivity): Duration {
        val scanner = Scanner(activity)
        val times = ArrayList<Duration>()
        thread {
            repeat(9) {
                val start = Instant.now()
                scanner.scan()
                times += Duration.between(start, Instant.now())
            }
        }.join()
        return times.sorted()[times.size / 2]
    }

    /** Holds the first scan when it has asked about half of the apps, until it may go on. */
    private fun holdHalfWay(phone: SimulatedPhone): CountDownLatch {
        val goOn = CountDownLatch(1)
        phone.onCertificateQuestion = { goOn.await() }
        return goOn
    }

    /** Waits for the running check, and notes its report; null if it failed. */
    private fun finish(
        activity: MainActivity,
        reportFile: ReportFile,
    ): Report? {
        val looper = shadowOf(activity.mainLooper)
        waitFor {
            looper.idle()
            activity.checks.progress == null
        }
        return checkNotNull(activity.checks.result).also(reportFile::add).report
    }

    private fun waitFor(condition: () -> Boolean) {
        val end = Instant.now().plusSeconds(60)
        while (!condition()) {
            check(Instant.now() < end) { "the app did not get there within a minute" }
            Thread.sleep(1)
        }
    }

    private fun figures(report: Report?) =
        report?.run {
            "${verdict.word.replace('_', ' ')}, $scanned apps seen, ${findings.size} found, ${gaps.size} gaps"
        } ?: "failed"

    /** Says what the screen says, and what it rests on. */
    private fun describe(
        activity: MainActivity,
        report: Report?,
    ) {
        say("  ${figures(report)}")
        say("  On screen: ${text(activity, R.id.status_title)}. ${text(activity, R.id.status_text)}")
        val main = activity.findViewById<Button>(R.id.main_action)
        if (main.visibility == View.VISIBLE) say("  [${main.text}]")
        texts(activity, R.id.messages, R.id.reason).forEach { say("  ! $it") }
        report?.findings.orEmpty().forEachIndexed { index, finding ->
            say("  - ${finding.label ?: finding.name} (${finding.packageName}): ${finding.removal.word}")
            open(activity, index)
            sayPage(activity, "      ")
            back(activity)
        }
        val unseen = text(activity, R.id.checked).lines().drop(1)
        val notes =
            everyView(activity.findViewById(R.id.notes))
                .filterIsInstance<TextView>()
                .filter { it.isShown && it !is Button && it.text.isNotEmpty() }
                .map { "${it.text}" }
        (unseen + notes).forEach { say("  (i) $it") }
    }

    /** Says what the employee sees before scrolling, from top to bottom. */
    private fun sayFirstScreenful(activity: MainActivity) {
        say("")
        say("On the first screenful:")
        everyView(activity.findViewById(R.id.screen))
            .filterIsInstance<TextView>()
            .filter { it.isShown && it.text.isNotEmpty() }
            .forEach { view ->
                val seen = Rect()
                if (!view.getGlobalVisibleRect(seen)) return@forEach
                val line = view.text.toString().replace('\n', ' ')
                val cut = if (seen.height() < view.height) " (cut by the edge)" else ""
                say(if (view is Button) "  [$line]$cut" else "  $line$cut")
            }
    }

    /** The employee opens the page of an app. */
    private fun open(
        activity: MainActivity,
        index: Int,
    ) {
        activity.findViewById<ViewGroup>(R.id.findings).getChildAt(index).performClick()
        awaitWorker(activity)
    }

    private fun back(activity: MainActivity) {
        activity.findViewById<View>(R.id.back).performClick()
    }

    private fun sayPage(
        activity: MainActivity,
        indent: String,
    ) {
        val content = activity.findViewById<ViewGroup>(R.id.page_content)
        List(content.childCount) { content.getChildAt(it) as TextView }.forEach { view ->
            val line = view.text.toString().replace('\n', ' ')
            say(if (view is Button) "$indent[$line]" else "$indent$line")
        }
    }

    /** The employee opens another place, reads it, and goes back. */
    private fun visit(
        activity: MainActivity,
        place: Destination,
    ) {
        val links = activity.findViewById<ViewGroup>(R.id.destinations)
        links.getChildAt(Destination.LISTED.indexOf(place)).performClick()
        awaitWorker(activity)
        say("")
        say("The employee opens \"${activity.getString(place.titleId)}\":")
        sayPage(activity, "  ")
        picture(activity, place.name.lowercase(), wholeScreen = true)
        back(activity)
    }

    /** The keyed app states that the device management received since this was last said, the last of each key. */
    private fun sayWhatIsTold(
        activity: MainActivity,
        receiver: FakeReceiver,
    ) {
        awaitWorker(activity)
        val states = receiver.received.drop(printed).flatMap { it.states }.associateBy { it.field("KEY") }.values
        printed = receiver.received.size
        if (states.isEmpty()) return
        say("")
        say("The organisation's device management receives:")
        for (state in states) {
            val severity = if (state.field("SEVERITY") == "2") "error" else "info"
            say("  ${state.field("KEY")} ($severity): ${state.field("MESSAGE")}")
            say("      ${state.field("DATA")}")
        }
    }

    /** A connection goes from the worker over the main thread to the worker, and a message back to the main thread. */
    private fun awaitWorker(activity: MainActivity) =
        repeat(2) {
            val done = CountDownLatch(1)
            (activity.application as AppvagtApplication).worker.execute(done::countDown)
            done.await()
            shadowOf(activity.mainLooper).idle()
        }

    private fun text(
        activity: MainActivity,
        id: Int,
    ) = activity.findViewById<TextView>(id).text.toString()

    private fun texts(
        activity: MainActivity,
        group: Int,
        id: Int,
    ): List<String> {
        val views = activity.findViewById<ViewGroup>(group)
        return List(views.childCount) { views.getChildAt(it).findViewById<TextView>(id).text.toString() }
    }

    /** Saves what is on screen; with [wholeScreen], also what scrolling shows of it. */
    private fun picture(
        activity: MainActivity,
        name: String,
        dialog: AlertDialog? = null,
        wholeScreen: Boolean = false,
    ) {
        pictures++
        val scroll = activity.findViewById(R.id.status) ?: activity.findViewById<ScrollView>(R.id.page)
        val pages = if (wholeScreen) pages(scroll) else listOf(0)
        pages.forEachIndexed { page, position ->
            scroll.scrollTo(0, position)
            shadowOf(activity.mainLooper).idle()
            val suffix = if (page == 0) "" else "-page${page + 1}"
            Screenshot.save(File(output, "%02d-%s%s.png".format(pictures, name, suffix)), activity, dialog)
        }
        scroll.scrollTo(0, 0)
    }

    private fun pages(scroll: ScrollView): List<Int> {
        val shown = scroll.height - scroll.paddingTop - scroll.paddingBottom
        val last = maxOf(0, scroll.getChildAt(0).height - shown)
        return (0..last step shown).toList() + listOfNotNull(last.takeIf { it % shown != 0 })
    }

    private fun say(line: String) = println("demo> $line")
}
