package org.appvagt.demo

import org.appvagt.phone.Person
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.phone.TestKey
import org.json.JSONObject
import java.io.File

/** A simulated phone from a file that `cargo xtask demo` has checked and filled in. */
internal class PhoneFile private constructor(private val json: JSONObject) {
    /** Language and screen, as Android resource qualifiers. */
    val qualifiers: String
        get() {
            val locale = json.getString("locale").let { if ('-' in it) "b+" + it.replace('-', '+') else it }
            val screen = json.getString("qualifiers")
            return if (screen.split('-').any { it.endsWith("dpi") }) "$locale-$screen" else "$locale-$screen-420dpi"
        }

    fun phone(): SimulatedPhone =
        SimulatedPhone(
            json.getJSONArray("apps").let { apps -> List(apps.length()) { app(apps.getJSONObject(it)) } },
        ).apply { selfVisible = json.getBoolean("self_visible") }

    val answers: Map<String, Person.Answer>
        get() =
            json.getJSONObject("prompts").let { prompts ->
                prompts.keys().asSequence().associateWith { Person.Answer.valueOf(prompts.getString(it).uppercase()) }
            }

    private fun app(json: JSONObject): SimulatedApp {
        val packageName = json.getString("package")
        return SimulatedApp(
            packageName = packageName,
            label = json.optionalText("label") ?: packageName.substringAfterLast('.').replaceFirstChar(Char::uppercase),
            versionCode = json.getLong("version_code"),
            versionName = json.getString("version_name"),
            system = json.getBoolean("system"),
            updatedSystem = json.getBoolean("updated_system"),
            enabled = json.getBoolean("enabled"),
            hidden = json.getBoolean("hidden"),
            archived = json.getBoolean("archived"),
            uninstallBlocked = json.getBoolean("uninstall_blocked"),
            deviceAdmin = json.getBoolean("device_admin"),
            certificate =
            json.optionalText("certificate")?.let { File(it).readBytes() } ?: TestKey.certificate(packageName),
            apk = json.optionalText("apk"),
        )
    }

    private fun JSONObject.optionalText(name: String) = if (isNull(name)) null else getString(name)

    companion object {
        fun read(file: File): PhoneFile = PhoneFile(JSONObject(file.readText()))
    }
}
