package org.appvagt

import android.os.Bundle
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.screen.Destination

/** A phone on which every place of the app has something to show: findings of each kind, a gap, a notice. */
internal fun eventfulPhone(): SimulatedPhone {
    val phone =
        SimulatedPhone(
            listOf(
                SimulatedApp("com.zhiliaoapp.musically", "TikTok", system = true, updatedSystem = true),
                SimulatedApp("com.tiktok.tv", "A name that is rather long for an app on a phone", deviceAdmin = true),
                SimulatedApp("com.ss.android.ugc.now", "TikTok Now", hidden = true),
            ),
        ).apply {
            visibleListFailure = IllegalStateException()
            allowsNotifications = false
        }
    phone.install()
    phone.managedConfigurations = listOf(Bundle().apply { putString("policy_json", EVENTFUL_POLICY) })
    return phone
}

/** Opens each place in turn and has [look] at it; the status also while a check runs and after one failed. */
internal fun AppRobot.onEachDestination(look: (String) -> Unit) {
    look("status")
    halfWay { look("running check") }
    failed { look("failed check") }
    for (place in Destination.LISTED) {
        open(place)
        look(place.name.lowercase())
        back()
    }
    open(Destination.HELP)
    tapPage(activity.getString(R.string.help_licences))
    look("licences")
    repeat(2) { back() }
    for (index in rows.indices) {
        openApp(index)
        look("app $index")
        tapPage(activity.getString(R.string.ask_needed))
        look("question about app $index")
        repeat(2) { back() }
    }
}

private const val EVENTFUL_POLICY =
    """{"schema": 1, "banned": [{"family": "tiktok", "reason": {"en": "It gathers too much.", "da": "Den indsamler for meget.",
        "fi": "Se kerää liikaa.", "sv": "Den samlar in för mycket."}}],
        "organisation": {"en": "The municipality", "da": "Kommunen", "fi": "Kunta", "sv": "Kommunen"},
        "contact": {"name": "IT", "office": "Town hall", "phone": "+45 12 34 56 78", "email": "it@example.com",
        "link": "https://example.com/it"}, "notice": {"text": "TikTok is banned on our devices.", "link": "https://example.com/decision", "acknowledge": true},
        "deadline": {"days_after_found": 3}}"""
