package org.appvagt.demo

import android.os.Bundle
import org.appvagt.phone.Person
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.phone.SimulatedProfile
import org.appvagt.phone.TestKey
import org.json.JSONArray
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

    /** How large text is, of its usual size. */
    val fontScale: Float get() = json.getDouble("font_scale").toFloat()

    fun phone(): SimulatedPhone =
        SimulatedPhone(apps(json)).apply {
            selfVisible = json.getBoolean("self_visible")
            allowsPrivateSpace = json.getBoolean("private_space")
            delegatesPackageAccess = json.getBoolean("package_access")
            allowsNotifications = json.getBoolean("notifications")
            if (json.getBoolean("configuration_fails")) configurationFailure = IllegalStateException("simulated")
            managedConfigurations = listOf(bundle(json.getJSONObject("managed_configuration")))
            json.getJSONArray("profiles").objects().mapTo(profiles) {
                SimulatedProfile(SimulatedProfile.Kind.valueOf(it.getString("kind").uppercase()), apps(it))
            }
        }

    val answers: Map<String, Person.Answer>
        get() =
            json.getJSONObject("prompts").let { prompts ->
                prompts.keys().asSequence().associateWith { Person.Answer.valueOf(prompts.getString(it).uppercase()) }
            }

    private fun apps(json: JSONObject) = json.getJSONArray("apps").objects().map(::app)

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
            suspended = json.getBoolean("suspended"),
            instant = json.getBoolean("instant"),
            installed = !json.getBoolean("data_kept"),
            uninstallBlocked = json.getBoolean("uninstall_blocked"),
            deviceAdmin = json.getBoolean("device_admin"),
            certificate =
            json.optionalText("certificate")?.let { File(it).readBytes() } ?: TestKey.certificate(packageName),
            formerCertificates = listOfNotNull(json.optionalText("former_certificate")?.let { File(it).readBytes() }),
            apk = json.optionalText("apk"),
            activities = json.getJSONArray("activities").texts(),
            authorities = json.getJSONArray("authorities").texts(),
            metaData = json.getJSONObject("meta_data").let { items ->
                items.keys().asSequence().associateWith(items::getString)
            },
            permissions = json.getJSONArray("permissions").texts(),
        )
    }

    /** A managed configuration as MDMs deliver it. */
    private fun bundle(json: JSONObject): Bundle =
        Bundle().apply {
            for (key in json.keys()) {
                when (val value = json.get(key)) {
                    is Boolean -> putBoolean(key, value)
                    is Int -> putInt(key, value)
                    is JSONObject -> putBundle(key, bundle(value))
                    is JSONArray -> putList(key, value)
                    else -> putString(key, value.takeUnless { it == JSONObject.NULL }?.toString())
                }
            }
        }

    private fun Bundle.putList(
        key: String,
        values: JSONArray,
    ) {
        if (values.optJSONObject(0) == null) {
            putStringArray(key, values.texts().toTypedArray())
        } else {
            putParcelableArray(key, values.objects().map(::bundle).toTypedArray())
        }
    }

    private fun JSONArray.objects() = List(length(), ::getJSONObject)

    private fun JSONArray.texts() = List(length(), ::getString)

    private fun JSONObject.optionalText(name: String) = if (isNull(name)) null else getString(name)

    companion object {
        fun read(file: File): PhoneFile = PhoneFile(JSONObject(file.readText()))
    }
}
