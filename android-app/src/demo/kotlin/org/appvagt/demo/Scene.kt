package org.appvagt.demo

import android.os.Bundle
import org.appvagt.AppRobot
import org.appvagt.R
import org.appvagt.feedback.FakeReceiver
import org.appvagt.feedback.PLAY_STORE
import org.appvagt.phone.Person.Answer
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.screen.Destination
import org.json.JSONObject

/** A state that the app can be in, how a phone gets it there, and what is opened then. */
internal enum class Scene(
    /** What is to be seen. */
    val caption: String,
    val phone: SimulatedPhone.() -> Unit,
    val open: AppRobot.() -> Unit = {},
    val answers: Map<String, Answer> = emptyMap(),
    /** Has somebody look at it when it is there. */
    val whileLooking: AppRobot.(() -> Unit) -> Unit = { look -> look() },
) {
    NOTICE("What the organisation says, to be confirmed", { managed() }, { open(Destination.NOTICE) }),
    CONFIRMED("The same, confirmed", { managed() }, {
        open(Destination.NOTICE)
        tapPage(activity.getString(R.string.acknowledge))
        finishCheck()
    }),
    CHECKING("A check that is half done", {
        repeat(200) { add(SimulatedApp("com.example.app$it", "App $it")) }
        managed()
    }, whileLooking = { look -> halfWay(look) }),
    CLEAR("All clear", { managed() }),
    FOUND("Two banned apps, with a deadline; not used until removed", {
        add(tikTok, whatsApp)
        managed()
        delegatesPackageAccess = true
    }),
    APP("One of them: its next step, and why it is banned", {
        add(tikTok, whatsApp)
        managed()
    }, { openApp(1) }),
    WHAT_WE_SAW("An app that goes by another name", { add(renamed) }, { openApp(0) }),
    QUESTION("A message to IT, ready to be sent", {
        add(tikTok)
        managed()
    }, {
        openApp(0)
        tapPage(activity.getString(R.string.ask_needed))
    }),
    STILL_THERE("Back from a prompt that left the app where it was, with others waiting", {
        add(tikTok, whatsApp)
        managed()
    }, {
        tap(R.id.main_action)
        answerPrompt()
    }, mapOf(TIKTOK to Answer.CANCEL)),
    DONE("After the last removal", {
        add(tikTok, whatsApp)
        managed()
    }, {
        tap(R.id.main_action)
        repeat(2) { answerPrompt() }
    }),
    OVERDUE("The last day is over, and not everything could be checked", {
        add(tikTok)
        selfVisible = false
        managed(
            """{"schema": 1, "banned": [{"family": "tiktok"}], "deadline": {"date": "2026-11-01"},
                "organisation": ${organisation()}, "report": "families"}""",
        )
    }),
    MANY("Much at once: many apps, a notice, a gap, and notifications that are off", {
        repeat(25) { add(SimulatedApp("com.zhiliaoapp.musically.copy$it", "TikTok $it")) }
        selfVisible = false
        allowsNotifications = false
        managed()
    }),
    ASK_IT("Only IT can remove it", { add(tikTok.copy(uninstallBlocked = true)) }),
    PRELOADED("It came with the device", { add(tikTok.copy(system = true, updatedSystem = true)) }),
    NOTHING_LEFT("It came with the device and is disabled", {
        add(tikTok.copy(system = true, enabled = false))
        managed()
    }),
    ANNOUNCED("An app that will be banned", {
        add(tikTok)
        managed(
            """{"schema": 1, "banned": [{"family": "tiktok", "from": "2027-01-01"}], "organisation": ${organisation()}}""",
        )
    }),
    INCOMPLETE("Not everything could be checked", { selfVisible = false }),
    FAILED("A check that failed", { configurationFailure = IllegalStateException("the system is restarting") }),
    NOT_SET_UP("The MDM has not delivered the configuration yet", {
        managedConfigurations = listOf(Bundle().apply { putBoolean("restrictions_pending", true) })
    }),
    REFUSED("A policy with mistakes, and notifications turned off", {
        managed("""{"schema": 1, "banned": [{"family": "tik tok"}], "report": "all"}""")
        allowsNotifications = false
    }),
    REFUSED_FOUND("The same, with an app to remove", {
        add(tikTok)
        managed("""{"schema": 1, "banned": [{"family": "tik tok"}], "report": "all"}""")
        allowsNotifications = false
    }),
    REPORT("What is checked and reported, and to whom", {
        add(tikTok, SimulatedApp(PLAY_STORE, "Google Play Store", system = true))
        FakeReceiver.install(PLAY_STORE)
        managed()
    }, {
        // The worker connects, the main thread is connected, and the worker sends.
        repeat(3) { finishCheck() }
        open(Destination.REPORT)
    }),
    HELP("Whom to ask, and for IT", { managed() }, { open(Destination.HELP) }),
}

private const val TIKTOK = "com.zhiliaoapp.musically"
private val tikTok = SimulatedApp(TIKTOK, "TikTok", versionName = "43.7.3")
private val whatsApp = SimulatedApp("com.whatsapp", "WhatsApp", versionName = "2.26.9")
private val renamed =
    SimulatedApp(
        "app.clips",
        "Clips",
        authorities = listOf("com.ss.android.common.multiprocess.SHARE_PROVIDER_AUTHORITY1180"),
    )

private fun SimulatedPhone.add(vararg installed: SimulatedApp) = installed.associateByTo(apps) { it.packageName }

/** Returns what the organisation of the sample policy is called, in each language. */
private fun organisation() = JSONObject(ScreensTest.samplePolicy()).getJSONObject("organisation")

/** Configured by an MDM with [policy], or with the sample policy of a municipality. */
private fun SimulatedPhone.managed(policy: String = ScreensTest.samplePolicy()) {
    managedConfigurations = listOf(Bundle().apply { putString("policy_json", policy) })
}
