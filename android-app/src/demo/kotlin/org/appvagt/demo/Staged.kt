package org.appvagt.demo

import android.os.LocaleList
import org.appvagt.AppRobot
import org.appvagt.AppvagtApplication
import org.appvagt.phone.SimulatedPhone
import org.appvagt.phone.SystemBars
import org.robolectric.RuntimeEnvironment
import java.time.Clock
import java.time.Instant
import java.time.ZoneId
import java.util.TimeZone

/** Opens the app on the phone of a scene, in a language and with a look, on the day of all pictures. */
internal fun Scene.onPhone(
    language: String,
    look: Look,
): AppRobot {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"))
    setTheScreen(language, look.qualifiers, look.fontScale)
    SystemBars.show()
    val application = RuntimeEnvironment.getApplication() as AppvagtApplication
    application.clock = Clock.fixed(Instant.parse("2026-11-22T09:41:00Z"), ZoneId.of("UTC"))
    return AppRobot(SimulatedPhone().apply(phone), answers)
}

/** Gives the phone a language, and a screen with text of some size. What is open already is to be drawn anew. */
internal fun setTheScreen(
    language: String,
    qualifiers: String,
    fontScale: Float,
) {
    RuntimeEnvironment.setQualifiers("$language-$qualifiers")
    // The languages of the phone, by which texts of the policy are chosen.
    LocaleList.setDefault(LocaleList.forLanguageTags(language))
    RuntimeEnvironment.setFontScale(fontScale)
}
