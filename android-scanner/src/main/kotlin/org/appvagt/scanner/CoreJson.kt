package org.appvagt.scanner

import org.json.JSONArray
import org.json.JSONObject
import java.time.LocalDate
import java.util.Locale

/** Reads the JSON of the native library, which is always of its own version. */
internal object CoreJson {
    fun report(bytes: ByteArray): Report =
        JSONObject(String(bytes)).run {
            Report(
                verdict = Verdict.valueOf(constant("verdict")),
                scanned = getInt("scanned"),
                findings = getJSONArray("findings").objects(::finding),
                gaps = getJSONArray("gaps").objects(::gap),
                notes = getJSONArray("notes").objects(::note),
                unresolved = getJSONArray("unresolved").objects(::appPlace).toSet(),
            )
        }

    fun judgingContext(judgingContext: JudgingContext): ByteArray {
        val known =
            judgingContext.known.map { (app, since) ->
                JSONObject()
                    .put("package", app.packageName)
                    .put("profile", app.profile?.let(::word))
                    .put("since", since?.toString())
            }
        return JSONObject()
            .put("today", judgingContext.today.toString())
            .put("group", judgingContext.group)
            .put("known", JSONArray(known))
            .toString()
            .toByteArray()
    }

    fun loadedPolicy(bytes: ByteArray): LoadedPolicy =
        JSONObject(String(bytes)).run {
            LoadedPolicy(
                handle = getInt("handle"),
                json = getJSONObject("policy"),
                builtIn = getBoolean("built_in"),
                version = getString("version"),
                group = textOrNull("group"),
                warnings = getJSONArray("warnings").objects { "${it.getString("path")}: ${it.getString("text")}" },
            )
        }

    fun phoneApps(bytes: ByteArray): PhoneApps =
        JSONObject(String(bytes)).run {
            PhoneApps(
                apps = getJSONArray("apps").objects(::installedApp),
                gaps = getJSONArray("gaps").objects(::gap),
            )
        }

    private fun finding(json: JSONObject): Finding =
        Finding(
            packageName = json.getString("package"),
            family = json.textOrNull("family"),
            name = json.getString("name"),
            names = json.optJSONObject("names")?.run { keys().asSequence().associateWith(::getString) }.orEmpty(),
            test = json.getBoolean("test"),
            label = json.textOrNull("label"),
            version = json.textOrNull("version"),
            profile = json.profileOrNull(),
            origin = Finding.Origin.valueOf(json.constant("origin")),
            state = Finding.State.valueOf(json.constant("state")),
            certainty = Certainty.valueOf(json.constant("certainty")),
            evidence = json.getJSONArray("evidence").objects(::evidence),
            removal = Removal.valueOf(json.constant("removal")),
            essential = json.optBoolean("essential"),
            reason = json.policyTextOrNull("reason"),
            since = if (json.has("since")) json.day("since") else null,
            due = json.optJSONObject("due")?.day("day"),
            overdue = json.optJSONObject("due")?.getBoolean("over") == true,
        )

    private fun appPlace(json: JSONObject): AppPlace = AppPlace(json.getString("package"), json.profileOrNull())

    private fun evidence(json: JSONObject): Evidence =
        when (val kind = json.getString("kind")) {
            "package_name" ->
                Evidence.PackageName(json.getString("app"), Certainty.valueOf(json.constant("certainty")))

            "own_rule" -> Evidence.OwnRule

            "mark" ->
                Evidence.Mark(
                    json.getString("mark"),
                    json.getString("found"),
                    Evidence.Strength.valueOf(json.constant("strength")),
                )

            "genuine_certificate" -> Evidence.GenuineCertificate(json.getString("owner"), json.getString("sha256"))

            "company_certificate" -> Evidence.CompanyCertificate(json.getString("owner"), json.getString("sha256"))

            "foreign_certificate" -> Evidence.ForeignCertificate(json.getJSONArray("sha256").texts())

            "nothing_but_the_name" -> Evidence.NothingButTheName

            else -> throw ScannerException("evidence of unknown kind $kind")
        }

    private fun gap(json: JSONObject): Gap =
        when (val kind = json.getString("kind")) {
            "permission_missing" -> Gap.PermissionMissing(json.getString("permission"))

            "list_failed" ->
                Gap.ListFailed(Gap.PackageList.valueOf(json.constant("list")), json.getString("exception"))

            "list_empty" -> Gap.ListEmpty

            "list_without_ourselves" -> Gap.ListWithoutOurselves

            "list_without_android" -> Gap.ListWithoutAndroid

            "list_contradicted" -> Gap.ListContradicted(json.getInt("apps"))

            "apps_unread" -> Gap.AppsUnread(json.getInt("apps"), json.getInt("of"))

            "profile_unseen" -> Gap.ProfileUnseen(Profile.valueOf(json.constant("profile")))

            else -> throw ScannerException("gap of unknown kind $kind")
        }

    private fun note(json: JSONObject): Note =
        when (val kind = json.getString("kind")) {
            "profile_unseen" -> Note.ProfileUnseen(Profile.valueOf(json.constant("profile")))

            "data_kept" -> Note.DataKept(json.getString("package"), json.getString("name"), json.textOrNull("label"))

            "exempt" ->
                Note.Exempt(
                    json.getString("package"),
                    json.getString("name"),
                    json.profileOrNull(),
                    checkNotNull(json.policyTextOrNull("reason")) { "an exemption without a reason" },
                    json.day("until"),
                    json.textOrNull("label"),
                )

            "announced" ->
                Note.Announced(
                    json.getString("package"),
                    json.getString("name"),
                    json.profileOrNull(),
                    json.policyTextOrNull("reason"),
                    json.day("from"),
                    json.textOrNull("label"),
                    Removal.valueOf(json.constant("removal")),
                )

            else -> throw ScannerException("note of unknown kind $kind")
        }

    private fun installedApp(json: JSONObject): InstalledApp =
        InstalledApp(
            packageName = json.getString("package"),
            versionCode = if (json.isNull("version_code")) null else json.getLong("version_code"),
            versionName = json.textOrNull("version_name"),
            presence = InstalledApp.Presence.valueOf(json.constant("presence")),
            enabled = json.getBoolean("enabled"),
            system = json.getBoolean("system"),
            updatedSystem = json.getBoolean("updated_system"),
            certificates =
            json.optJSONObject("signers")?.run {
                getJSONArray("current").texts() + getJSONArray("history").texts()
            },
        )

    /** Returns the word of the JSON for a [profile], of which [constant] makes the constant. */
    fun word(profile: Profile): String = profile.name.lowercase(Locale.ROOT)

    /** Returns the name of an enum constant, which is the JSON word in capitals. */
    private fun JSONObject.constant(name: String): String = getString(name).uppercase(Locale.ROOT)

    private fun JSONObject.profileOrNull(): Profile? =
        if (isNull("profile")) null else Profile.valueOf(constant("profile"))

    private fun JSONObject.day(name: String): LocalDate = LocalDate.parse(getString(name))

    private fun JSONObject.policyTextOrNull(name: String): PolicyText? =
        if (isNull(name)) null else PolicyText.of(get(name))

    private fun JSONObject.textOrNull(name: String): String? = if (isNull(name)) null else getString(name)

    private fun <T> JSONArray.objects(read: (JSONObject) -> T): List<T> = List(length()) { read(getJSONObject(it)) }

    private fun JSONArray.texts(): List<String> = List(length()) { getString(it) }
}
