package org.appvagt.shipped

import android.app.Activity
import android.content.Context
import android.content.res.Configuration
import android.graphics.Color
import android.os.Bundle
import android.os.UserManager
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import org.appvagt.phone.Person
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.json.JSONArray
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.xmlpull.v1.XmlPullParser
import java.io.File
import java.util.Locale

/**
 * The APK of an organisation's own app, with its own id, name, colour and policy, on the phone of somebody whom no MDM has
 * reached yet. What it is to be like stands in its file; `cargo xtask test` hands that over.
 */
@RunWith(RobolectricTestRunner::class)
class OwnAppTest {
    private val own = JSONObject(File(checkNotNull(System.getProperty("appvagt.own"))).readText())
    private val names = own.getJSONObject("names")
    private val languages = own.getJSONArray("languages").texts()
    private val policy = own.getJSONObject("policy")
    private val banned = own.getJSONArray("banned").texts()
    private val notBanned = own.getString("not_banned")
    private val context: Context get() = RuntimeEnvironment.getApplication()

    @Test
    fun `Android knows it by the id and the version of the file`() {
        assertEquals(own.getString("application_id"), context.packageName)
        assertNotEquals("org.appvagt", context.packageName)
        val info = context.packageManager.getPackageInfo(context.packageName, 0)
        assertEquals(own.getString("version_name"), info.versionName)
    }

    @Test
    fun `it has its name and its languages, and English for everybody else`() {
        for (language in own.getJSONArray("all_languages").texts()) {
            val speaks = language in languages
            assertEquals(language, if (speaks) language else "en", text("language", language))
            val name = if (names.has(language)) names.getString(language) else names.getString("en")
            assertEquals(language, name, text("app_name", language))
        }
        assertEquals(names.getString("en"), "${context.applicationInfo.loadLabel(context.packageManager)}")
        val offered = mutableListOf<String>()
        val parser = context.resources.getXml(id("locale_config", "xml"))
        while (parser.next() != XmlPullParser.END_DOCUMENT) {
            val isLocale = parser.eventType == XmlPullParser.START_TAG && parser.name == "locale"
            if (isLocale) offered += parser.getAttributeValue(0)
        }
        assertEquals("what Android's settings offer", languages, offered)
    }

    @Test
    fun `it has its colour`() {
        if (own.isNull("accent")) return
        assertEquals(Color.parseColor(own.getString("accent")), context.getColor(id("accent", "color")))
    }

    @Test
    fun `without an MDM it finds what the organisation bans, says so in its words, and leads through the removal`() {
        assertTrue("the policy bans a family", banned.isNotEmpty())
        for (language in languages) {
            RuntimeEnvironment.setQualifiers("+$language")
            val apps = banned + notBanned + "com.example.notes"
            val phone = SimulatedPhone(apps.map { SimulatedApp(it) }).install()
            val controller = Robolectric.buildActivity(mainActivity())
            val activity = controller.setup().get()
            waitForCheck(activity)
            assertEquals(language, banned.size, findings(activity))
            listOf(policy.opt("organisation"), policy.optJSONObject("notice")?.opt("text")).forEach { words ->
                if (words != null) assertSays(activity, inLanguage(words, language))
            }
            remove(phone, controller)
            assertEquals(language, apps - banned.toSet(), phone.apps.keys.filter { it != "android" })
            controller.pause().stop().destroy()
        }
    }

    @Test
    fun `what an MDM sets without a ban leaves the ban that is built in`() {
        val phone = SimulatedPhone((banned + notBanned).map { SimulatedApp(it) }).install()
        phone.managedConfigurations = listOf(Bundle().apply { putString("deadline", "2090-12-31") })
        assertEquals(banned.size, findings(opened()))
    }

    @Test
    fun `while an MDM's policy is to come the own one is named, and not Appvagt's`() {
        val phone = SimulatedPhone(listOf(SimulatedApp(notBanned))).install()
        phone.managedConfigurations =
            listOf(Bundle().apply { putBoolean(UserManager.KEY_RESTRICTIONS_PENDING, true) })
        val activity = opened()
        val expected = if (own.getBoolean("has_own_policy")) "not_set_up_own_policy" else "not_set_up_text"
        val shown = texts(activity.window.decorView)
        assertTrue("$shown", shown.any { context.getString(id(expected, "string")) in it })
    }

    private fun opened(): Activity = Robolectric.buildActivity(mainActivity()).setup().get().also(::waitForCheck)

    /** Opens one page after the other, and looks for these [words] there and on the first screen. */
    private fun assertSays(
        activity: Activity,
        words: String,
    ) {
        val said = texts(activity.window.decorView).toMutableList()
        val links = activity.findViewById<ViewGroup>(id("destinations", "id"))
        for (index in 0 until links.childCount) {
            activity.findViewById<ViewGroup>(id("destinations", "id")).getChildAt(index).performClick()
            waitForCheck(activity)
            said += texts(activity.window.decorView)
            activity.findViewById<View>(id("back", "id"))?.performClick()
            waitForCheck(activity)
        }
        assertTrue("nobody says $words, but $said", said.any { words in it })
    }

    private fun remove(
        phone: SimulatedPhone,
        controller: ActivityController<out Activity>,
    ) {
        val activity = controller.get()
        activity.findViewById<Button>(id("main_action", "id")).performClick()
        shadowOf(activity.mainLooper).idle()
        val person = Person(phone, emptyMap())
        repeat(banned.size) {
            val opened = checkNotNull(person.screenOf(activity)) { "no screen opened; left: ${phone.apps.keys}" }
            assertTrue("${opened.packageName} is to be removed", opened.packageName in banned)
            controller.pause()
            person.answer(opened)
            controller.resume()
            waitForCheck(activity)
        }
        assertEquals(0, findings(activity))
    }

    private fun findings(activity: Activity): Int = activity.findViewById<ViewGroup>(id("findings", "id")).childCount

    private fun inLanguage(
        text: Any,
        language: String,
    ): String = if (text is JSONObject) text.optString(language, text.optString("en")) else "$text"

    private fun text(
        name: String,
        language: String,
    ): String {
        val configuration = Configuration(context.resources.configuration).apply { setLocale(Locale(language)) }
        return context.createConfigurationContext(configuration).getString(id(name, "string"))
    }

    private fun id(
        name: String,
        kind: String,
    ): Int = context.id(name, kind)

    private fun JSONArray.texts(): List<String> = List(length(), ::getString)
}
