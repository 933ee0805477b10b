package org.appvagt

import android.graphics.Rect
import android.os.Bundle
import android.view.View
import android.widget.Button
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.phone.SystemBars
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import java.time.Clock
import java.time.Instant
import java.time.ZoneOffset

/** Who asks, what for, until when, and the one button for it: all of that stands on the first screenful. */
@RunWith(RobolectricTestRunner::class)
class FirstScreenfulTest {
    private val languages = spokenLanguages()

    /** Sizes that exist, each with the scale of its text. */
    private val looks =
        listOf(
            "w360dp-h640dp-xhdpi" to 1f,
            "w411dp-h891dp-420dpi" to 1f,
            "w411dp-h891dp-420dpi" to 2f,
            "w891dp-h411dp-land-420dpi" to 1f,
            "w1280dp-h800dp-land-xhdpi" to 1f,
        )

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

    private fun onEachPhone(look: (String, AppRobot) -> Unit) {
        (RuntimeEnvironment.getApplication() as AppvagtApplication).clock =
            Clock.fixed(Instant.parse("2026-11-22T09:41:00Z"), ZoneOffset.UTC)
        for (language in languages) {
            for ((qualifiers, scale) in looks) {
                for ((apps, deadline) in listOf(1 to "2026-11-25", 25 to "2026-11-20")) {
                    RuntimeEnvironment.setQualifiers("$language-$qualifiers")
                    RuntimeEnvironment.setFontScale(scale)
                    SystemBars.show()
                    val app = AppRobot(phone(apps, deadline))
                    look("$apps apps, $language, $qualifiers at $scale", app)
                    app.close()
                }
            }
        }
    }

    @Test
    fun `the button is whole without scrolling, on each phone, in each language`() =
        onEachPhone { where, app ->
            val button = app.activity.findViewById<View>(R.id.remove_all)
            val seen = Rect()
            assertTrue("$where: it is seen", button.getGlobalVisibleRect(seen))
            assertEquals("$where: it is whole", button.height, seen.height())
        }

    @Test
    fun `no more than one button is filled`() =
        onEachPhone { where, app ->
            val filled =
                everyView(app.activity.window.decorView)
                    .filterIsInstance<Button>()
                    .filter { it.isShown && it.currentTextColor == app.activity.getColor(R.color.on_accent) }
            assertEquals(where, listOf(app.button(R.id.remove_all)), filled.map { "${it.text}" })
        }

    @Test
    fun `it says who asks, how long that is, and what the workplace sees`() {
        RuntimeEnvironment.setQualifiers("en")
        onEachPhone { where, app ->
            if (!where.contains(", en, ")) return@onEachPhone
            assertEquals("Municipality of Example", app.button(R.id.who))
            val late = where.startsWith("25")
            val expected =
                if (late) {
                    "The last day was November 20, 2026. 2 days late."
                } else {
                    "Last day: November 25, 2026. 3 days left."
                }
            assertEquals(where, expected, app.text)
            assertEquals(where, if (late) "Remove all" else "Remove", app.button(R.id.remove_all))
            assertEquals(
                "Your workplace sees which banned apps are here. It sees no other app.",
                app.button(R.id.sees),
            )
        }
    }
}
