package org.appvagt.demo

import android.graphics.Bitmap
import android.os.Bundle
import org.appvagt.AppRobot
import org.appvagt.R
import org.appvagt.feedback.FakeReceiver
import org.appvagt.feedback.PLAY_STORE
import org.appvagt.phone.Person.Answer
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.screen.Destination

/** A state that the app can be in, how a phone gets it there, and what is opened then. */
internal enum class Scene(
    /** What is to be seen. */
    val caption: String,
    val phone: SimulatedPhone.() -> Unit,
    val open: AppRobot.() -> Unit = {},
    val answers: Map<String, Answer> = emptyMap(),
    /** When it is looked at. */
    val whenToLook: AppRobot.(() -> Bitmap) -> Bitmap = { look -> look() },
) {
    CLEAR("All clear", { managed() }),
    FOUND("Two banned apps, with reason, contact and deadline; not used until removed", {
        add(tikTok, whatsApp)
        managed()
        delegatesPackageAccess = true
    }),
    WHAT_WE_SAW("What a finding rests on", { add(renamed) }, { openApp(0) }),
    STILL_THERE("Back from a prompt that left the app where it was, with others waiting", {
        add(tikTok, whatsApp.copy(packageName = "com.ss.android.tt.creator", label = "TikTok Studio"))
    }, {
        tap(R.id.main_action)
        answerPrompt()
    }, mapOf(TIKTOK to Answer.CANCEL)),
    OVERDUE("The last day is over", {
        add(tikTok)
        managed("""{"schema": 1, "banned": [{"family": "tiktok"}], "deadline": {"date": "2026-11-01"}}""")
    }),
    ASK_IT("Only IT can remove it", { add(tikTok.copy(uninstallBlocked = true)) }),
    PRELOADED("It came with the device", { add(tikTok.copy(system = true, updatedSystem = true)) }),
    INCOMPLETE("Not everything could be checked", { selfVisible = false }),
    NOT_SET_UP("The MDM has not delivered the configuration yet", {
        managedConfigurations = listOf(Bundle().apply { putBoolean("restrictions_pending", true) })
    }),
    REFUSED("A policy with mistakes, and notifications turned off", {
        managed("""{"schema": 1, "banned": [{"family": "tik tok"}], "report": "all"}""")
        allowsNotifications = false
    }),
    NOTICE("What the organisation says, to be confirmed", { managed() }, { open(Destination.NOTICE) }),
    CONFIRMED("The same, confirmed", { managed() }, {
        open(Destination.NOTICE)
        tapPage(activity.getString(R.string.acknowledge))
        finishCheck()
    }),
    REPORT("What is checked and reported, to the word and to whom", {
        add(tikTok, SimulatedApp(PLAY_STORE, "Google Play Store", system = true))
        FakeReceiver.install(PLAY_STORE)
        managed()
    }, {
        // The worker connects, the main thread is connected, and the worker sends.
        repeat(3) { finishCheck() }
        open(Destination.REPORT)
    }),
    HELP("Whom to ask, and for IT", { managed() }, { open(Destination.HELP) }),
    CHECKING("A check that is half done", {
        repeat(200) { add(SimulatedApp("com.example.app$it", "App $it")) }
        managed()
    }, whenToLook = { halfWay(it) }),
    FAILED("A check that failed", { configurationFailure = IllegalStateException("the system is restarting") }),
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

/** Configured by an MDM with [policy], or with the sample policy of a municipality. */
private fun SimulatedPhone.managed(policy: String = ScreensTest.samplePolicy()) {
    managedConfigurations = listOf(Bundle().apply { putString("policy_json", policy) })
}
