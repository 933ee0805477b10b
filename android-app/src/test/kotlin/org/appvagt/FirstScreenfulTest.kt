package org.appvagt

import android.os.Bundle
import android.os.LocaleList
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import java.time.Clock
import java.time.Instant
import java.time.ZoneOffset

/** Who asks, what for, until when, how long that is, and what the workplace sees: all of that stands at the top. */
@RunWith(RobolectricTestRunner::class)
class FirstScreenfulTest {
    private val before = LocaleList.getDefault()

    @After
    fun restore() = LocaleList.setDefault(before)

    private fun phone(
        apps: Int,
        deadline: String,
    ) = SimulatedPhone(List(apps) { SimulatedApp("com.zhiliaoapp.musically.copy$it", "TikTok $it") }).apply {
        // Notices, gaps and notifications that are turned off all want attention too.
        selfVisible = false
        allowsNotifications = false
        install()
        managedConfigurations =
            listOf(
                Bundle().apply {
                    putString(
                        "policy_json",
                        """{"schema": 1, "banned": [{"family": "tiktok", "reason": "It gathers too much."}],
                            "organisation": "Municipality of Example", "deadline": {"date": "$deadline"}, "report": "families",
                            "notice": {"text": "TikTok is banned.", "acknowledge": true}}""",
                    )
                },
            )
    }

    @Test
    fun `it says who asks, how long that is, and what the workplace sees`() {
        (RuntimeEnvironment.getApplication() as AppvagtApplication).clock =
            Clock.fixed(Instant.parse("2026-11-22T09:41:00Z"), ZoneOffset.UTC)
        LocaleList.setDefault(LocaleList.forLanguageTags("en-GB"))
        for ((apps, deadline) in listOf(1 to "2026-11-25", 25 to "2026-11-20")) {
            val app = AppRobot(phone(apps, deadline))
            val late = apps == 25
            assertEquals("Municipality of Example", app.button(R.id.who))
            val expected =
                if (late) {
                    "The deadline was November\u00A020,\u00A02026."
                } else {
                    "Deadline: November\u00A025,\u00A02026. 3 days left."
                }
            assertEquals(expected, app.text)
            assertEquals(if (late) "Remove 25 apps\n2 days late" else "Remove one app", app.title)
            assertEquals(if (late) "Remove all" else "Remove", app.button(R.id.main_action))
            assertEquals(
                "Your workplace sees: ${if (late) "TikTok (25)" else "TikTok"}. It sees no other app.",
                app.button(R.id.sees),
            )
            app.close()
        }
    }
}
