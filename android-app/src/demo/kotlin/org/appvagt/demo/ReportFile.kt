package org.appvagt.demo

import org.appvagt.check.CheckResult
import org.appvagt.phone.Person
import org.appvagt.scanner.Evidence
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Gap
import org.appvagt.scanner.Note
import org.appvagt.scanner.Report
import org.json.JSONArray
import org.json.JSONObject
import java.io.File

/** The walk as `report.json` (`docs/demo.md`). */
internal class ReportFile {
    private val scans = JSONArray()
    private val prompts = JSONArray()

    fun add(result: CheckResult) {
        scans.put(result.report?.let(::scan) ?: JSONObject().put("failure", result.failure))
    }

    private fun scan(report: Report) =
        JSONObject()
            .put("verdict", report.verdict.word)
            .put("scanned", report.scanned)
            .put("findings", JSONArray(report.findings.map(::finding)))
            .put("gaps", JSONArray(report.gaps.map(::gap)))
            .put("notes", JSONArray(report.notes.map(::note)))

    fun add(opened: Person.Opened) {
        prompts.put(
            JSONObject()
                .put("package", opened.packageName)
                .put("screen", opened.screen.word)
                .put("answer", opened.answer.word),
        )
    }

    fun write(file: File) {
        file.writeText(JSONObject().put("scans", scans).put("prompts", prompts).toString(2) + "\n")
    }

    private fun finding(finding: Finding) =
        JSONObject()
            .put("package", finding.packageName)
            .put("family", finding.family ?: JSONObject.NULL)
            .put("name", finding.name)
            .put("names", if (finding.names.isEmpty()) JSONObject.NULL else JSONObject(finding.names))
            .put("test", finding.test)
            .put("label", finding.label ?: JSONObject.NULL)
            .put("version", finding.version ?: JSONObject.NULL)
            .put("profile", finding.profile?.word ?: JSONObject.NULL)
            .put("origin", finding.origin.word)
            .put("state", finding.state.word)
            .put("certainty", finding.certainty.word)
            .put("evidence", JSONArray(finding.evidence.map(::evidence)))
            .put("removal", finding.removal.word)

    private fun evidence(evidence: Evidence) =
        when (evidence) {
            is Evidence.PackageName ->
                kind("package_name").put("app", evidence.app).put("certainty", evidence.certainty.word)

            Evidence.OwnRule -> kind("own_rule")

            is Evidence.Mark ->
                kind("mark")
                    .put("mark", evidence.key)
                    .put("found", evidence.found)
                    .put("strength", evidence.strength.word)

            is Evidence.GenuineCertificate ->
                kind("genuine_certificate").put("owner", evidence.owner).put("sha256", evidence.sha256)

            is Evidence.CompanyCertificate ->
                kind("company_certificate").put("owner", evidence.owner).put("sha256", evidence.sha256)

            is Evidence.ForeignCertificate -> kind("foreign_certificate").put("sha256", JSONArray(evidence.sha256))

            Evidence.NothingButTheName -> kind("nothing_but_the_name")
        }

    private fun gap(gap: Gap): JSONObject {
        val json = kind(gap.kind)
        return when (gap) {
            is Gap.PermissionMissing -> json.put("permission", gap.permission)
            is Gap.ListFailed -> json.put("list", gap.list.word).put("exception", gap.exception)
            is Gap.AppsUnread -> json.put("apps", gap.apps).put("of", gap.of)
            is Gap.ProfileUnseen -> json.put("profile", gap.profile.word)
            is Gap.ClockSetBack -> json.put("latest", "${gap.latest}")
            is Gap.ScannerUnavailable -> json.put("reason", gap.reason)
            is Gap.ListContradicted -> json.put("apps", gap.apps)
            Gap.ListEmpty, Gap.ListWithoutOurselves, Gap.ListWithoutAndroid, Gap.ScanUnfinished -> json
        }
    }

    private fun note(note: Note) =
        when (note) {
            is Note.ProfileUnseen -> kind("profile_unseen").put("profile", note.profile.word)

            is Note.DataKept -> named("data_kept", note.packageName, note.name, note.label)

            is Note.Exempt ->
                named("exempt", note.packageName, note.name, note.label).put("until", "${note.until}")

            is Note.Announced ->
                named("announced", note.packageName, note.name, note.label)
                    .put("from", "${note.from}")
                    .put("removal", note.removal.word)
        }

    private fun named(
        kind: String,
        packageName: String,
        name: String,
        label: String?,
    ) = kind(kind).put("package", packageName).put("name", name).put("label", label ?: JSONObject.NULL)

    private fun kind(kind: String) = JSONObject().put("kind", kind)
}

/** An enum constant as it is written in JSON. */
internal val Enum<*>.word: String get() = name.lowercase()
