package org.appvagt.policy

import org.appvagt.scanner.PolicyText
import org.json.JSONArray
import org.json.JSONObject
import java.time.Duration

/** What a policy says besides what it bans: to the employee, and about what this app does. */
internal data class Policy(
    /** Who has decided it. */
    val organisation: PolicyText? = null,
    val contact: Contact? = null,
    val notice: Notice? = null,
    /** How often the phone is checked by itself. */
    val checkEvery: Duration = Duration.ofDays(1),
    val enforcement: Set<Enforcement> = emptySet(),
    val reportLevel: ReportLevel = ReportLevel.VERDICT,
) {
    /** Whom employees may ask; there is some way to reach them. */
    data class Contact(
        val name: PolicyText,
        val office: PolicyText?,
        val phone: String?,
        val email: String?,
        /** An https address. */
        val link: String?,
    )

    /** What employees read before anything is found. */
    data class Notice(
        val text: PolicyText,
        /** The https address of the decision. */
        val link: String?,
        /** Whether employees are asked to say that they have read it. */
        val acknowledge: Boolean,
        /** Number of this wording. */
        val version: Int,
    )

    /** What this app may do about a banned app, besides showing it. */
    enum class Enforcement {
        /** Take the employee to the prompts that remove it. */
        PROMPT,

        /** Keep it from being used. */
        SUSPEND,
        HIDE,
    }

    /** What the organisation learns about a phone. */
    enum class ReportLevel {
        NOTHING,

        /** The verdict in one word. */
        VERDICT,

        /** The verdict, and which banned families were found. */
        FAMILIES,
    }

    companion object {
        /** Takes what this app needs from a policy that the core has read. */
        fun of(json: JSONObject): Policy =
            json.run {
                Policy(
                    organisation = textOrNull("organisation"),
                    contact = optJSONObject("contact")?.let(::contact),
                    notice = optJSONObject("notice")?.let(::notice),
                    checkEvery = Duration.ofMinutes(getLong("check_every_minutes")),
                    enforcement =
                    getJSONArray("enforcement").strings().mapTo(mutableSetOf()) { Enforcement.valueOf(constant(it)) },
                    reportLevel = ReportLevel.valueOf(constant(getString("report"))),
                )
            }

        private fun contact(json: JSONObject) =
            Contact(
                name = PolicyText.of(json.get("name")),
                office = json.textOrNull("office"),
                phone = json.stringOrNull("phone"),
                email = json.stringOrNull("email"),
                link = json.stringOrNull("link"),
            )

        private fun notice(json: JSONObject) =
            Notice(
                text = PolicyText.of(json.get("text")),
                link = json.stringOrNull("link"),
                acknowledge = json.getBoolean("acknowledge"),
                version = json.getInt("version"),
            )

        private fun JSONObject.textOrNull(name: String) = opt(name)?.let(PolicyText::of)

        private fun JSONObject.stringOrNull(name: String): String? = if (has(name)) getString(name) else null

        private fun JSONArray.strings(): List<String> = List(length()) { getString(it) }

        /** Returns the name of an enum constant, which is the JSON [word] in capitals. */
        private fun constant(word: String): String = word.uppercase(java.util.Locale.ROOT)
    }
}
