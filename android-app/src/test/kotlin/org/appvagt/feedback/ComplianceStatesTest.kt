package org.appvagt.feedback

import org.appvagt.policy.Policy.ReportLevel
import org.appvagt.scanner.Certainty
import org.appvagt.scanner.Evidence
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Gap
import org.appvagt.scanner.Note
import org.appvagt.scanner.Profile
import org.appvagt.scanner.Removal
import org.appvagt.scanner.Report
import org.appvagt.scanner.Verdict
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import java.time.LocalDate

/** What a check is told as. */
@RunWith(RobolectricTestRunner::class)
class ComplianceStatesTest {
    private val day = LocalDate.of(2026, 11, 22)
    private val builtIn = PolicyStatus(PolicyStatus.Source.BUILT_IN, "0a1b2c3d")
    private val applied = PolicyStatus(PolicyStatus.Source.APPLIED, "0a1b2c3d")

    private fun finding(
        family: String?,
        removal: Removal = Removal.UNINSTALL,
        packageName: String = "com.example.secret",
    ) = Finding(
        packageName = packageName,
        family = family,
        name = "Secret name",
        label = "Secret label",
        version = "secret version",
        origin = Finding.Origin.INSTALLED,
        state = Finding.State.ENABLED,
        certainty = Certainty.CERTAIN,
        evidence =
        listOf(
            Evidence.PackageName("secret app", Certainty.CERTAIN),
            Evidence.Mark("component", "com.example.secret.Screen", Evidence.Strength.CERTAIN),
            Evidence.GenuineCertificate("secret owner", "secret digest"),
        ),
        removal = removal,
        names = mapOf("da" to "secret navn"),
    )

    private fun report(
        verdict: Verdict,
        findings: List<Finding> = emptyList(),
        gaps: List<Gap> = emptyList(),
    ) = Report(verdict, 231, findings, gaps, listOf(Note.DataKept("com.example.secret", "Secret name")))

    private fun states(
        report: Report?,
        policy: PolicyStatus = builtIn,
        acknowledgement: Acknowledgement = Acknowledgement.NotAsked,
    ) = complianceStates(report, ReportLevel.FAMILIES, policy, acknowledgement, day)

    private fun List<KeyedAppState>.line(key: String) =
        single { it.key == key }.let { "${it.severity} ${it.message} ${it.data}" }

    @Test
    fun `no more is told than the policy has reported`() {
        val found = report(Verdict.ACTION_REQUIRED, listOf(finding("tiktok")))

        fun told(reportLevel: ReportLevel) =
            complianceStates(found, reportLevel, applied, Acknowledgement.NotAsked, day)
        assertEquals(emptyList<KeyedAppState>(), told(ReportLevel.NOTHING))
        val verdict = """ERROR A banned app is to be removed. {"schema":1,"state":"action_required"}"""
        assertEquals(verdict, told(ReportLevel.VERDICT).line("compliance"))
        assertTrue("tiktok" in told(ReportLevel.FAMILIES).line("compliance"))
    }

    @Test
    fun `compliance says how many banned apps are there, by which rules, and what their removal needs`() {
        val tikTok = finding("tiktok")
        val cases =
            mapOf(
                report(Verdict.COMPLIANT) to
                    """INFO No banned app can run. {"schema":1,"state":"compliant","findings":0}""",
                report(Verdict.COMPLIANT, listOf(finding("tiktok", Removal.NOTHING_LEFT))) to
                    """INFO No banned app can run. {"schema":1,"state":"compliant","findings":1,""" +
                    """"rules":{"tiktok":1},"removal":{"nothing_left":1}}""",
                report(
                    Verdict.ACTION_REQUIRED,
                    listOf(finding("douyin"), tikTok, tikTok, finding(null, Removal.ASK_IT)),
                ) to
                    "ERROR Banned apps to be removed: 4. Of these, only IT can remove: 1. " +
                    """{"schema":1,"state":"action_required","findings":4,"rules":{"tiktok":2,"douyin":1},""" +
                    """"own_rules":1,"removal":{"ask_it":1,"uninstall":3}}""",
                report(Verdict.INCOMPLETE, gaps = listOf(Gap.ListEmpty)) to
                    "ERROR Not everything could be checked. " +
                    """{"schema":1,"state":"incomplete","findings":0}""",
            )
        for ((report, expected) in cases) assertEquals(expected, states(report).line("compliance"))
    }

    @Test
    fun `coverage says what could not be seen, and when`() {
        val cases =
            mapOf(
                report(Verdict.COMPLIANT) to
                    """INFO Everything was checked. {"schema":1,"state":"complete","checked":"2026-11-22"}""",
                report(
                    Verdict.INCOMPLETE,
                    gaps =
                    listOf(
                        Gap.ProfileUnseen(Profile.WORK),
                        Gap.ListFailed(Gap.PackageList.INSTALLED, "com.example.SecretException"),
                        Gap.ListFailed(Gap.PackageList.HIDDEN, "com.example.SecretException"),
                        Gap.AppsUnread(3, 200),
                        Gap.ProfileUnseen(Profile.PRIVATE),
                    ),
                ) to
                    "ERROR Not everything could be checked: apps_unread, list_failed, profile_unseen, private, work. " +
                    """{"schema":1,"state":"incomplete","gaps":{"apps_unread":3,"list_failed":2,""" +
                    """"profile_unseen":2},"profiles":["private","work"],"checked":"2026-11-22"}""",
                null to """ERROR The check failed. {"schema":1,"state":"failed","checked":"2026-11-22"}""",
            )
        for ((report, expected) in cases) assertEquals(expected, states(report).line("coverage"))
    }

    @Test
    fun `policy says which one is in force`() {
        val cases =
            mapOf(
                builtIn to
                    "INFO The built-in policy is in force. " +
                    """{"schema":1,"state":"built_in","version":"0a1b2c3d"}""",
                builtIn.copy(version = null) to
                    """INFO The built-in policy is in force. {"schema":1,"state":"built_in"}""",
                applied to
                    "INFO The organisation's policy is in force. " +
                    """{"schema":1,"state":"applied","version":"0a1b2c3d"}""",
                applied.copy(refusal = "schema: 2; allowed: 1\nprofiles: 1; allowed: a list of 0 to 4 entries") to
                    "ERROR The organisation's policy has mistakes and was refused:\nschema: 2; allowed: 1\n" +
                    "profiles: 1; allowed: a list of 0 to 4 entries " +
                    """{"schema":1,"state":"refused","version":"0a1b2c3d"}""",
                applied.copy(restrained = 2) to
                    "INFO The organisation's policy is in force. " +
                    """{"schema":1,"state":"applied","version":"0a1b2c3d","restrained":2}""",
                applied.copy(restrained = 2, stuck = 1) to
                    "ERROR Apps that stay suspended or hidden because package access is not delegated any more: 1. " +
                    """{"schema":1,"state":"applied","version":"0a1b2c3d","restrained":2,"stuck":1}""",
                applied.copy(unclaimed = 2) to
                    "INFO Apps that are suspended or hidden, and this app has no record of doing that: 2. " +
                    """{"schema":1,"state":"applied","version":"0a1b2c3d","unclaimed":2}""",
                applied.copy(unclaimed = 2, left = 1) to
                    "ERROR Apps that are suspended or hidden, and this app has no record of doing that: 2. " +
                    "Of these, not banned any more: 1. " +
                    """{"schema":1,"state":"applied","version":"0a1b2c3d","stuck":1,"unclaimed":2}""",
                applied.copy(warnings = listOf("organization: This key is not known.")) to
                    "INFO The organisation's policy is in force. organization: This key is not known. " +
                    """{"schema":1,"state":"applied","version":"0a1b2c3d"}""",
            )
        for ((policy, expected) in cases) assertEquals(expected, states(null, policy).line("policy"))
    }

    @Test
    fun `as many mistakes of a policy are told as fit in`() {
        val mistakes = (1..200).map { "banned[$it].family: no family \"x\"" }
        val message =
            states(
                null,
                applied.copy(refusal = mistakes.joinToString("\n"), stuck = 1, unclaimed = 1, left = 1),
            ).single {
                it.key == "policy"
            }.message
        assertTrue("${message.length} characters", message.length in 900..1000)
        val lines = message.lines()
        assertEquals(mistakes.first(), lines[1])
        val told = lines.count { it in mistakes }
        assertTrue(lines.last(), lines.last().startsWith("and ${200 - told} more. Apps that stay"))
        val endless = applied.copy(refusal = "x".repeat(5000))
        assertTrue(states(null, endless).line("policy").contains("refused:\nand 1 more."))
    }

    @Test
    fun `as many warnings about a policy are reported as fit in`() {
        val warnings = (1..200).map { "key$it: This key is not known." }
        for (length in 0..40) {
            val policy = applied.copy(warnings = listOf("x".repeat(length)) + warnings)
            val message = states(null, policy).single { it.key == "policy" }.message
            assertTrue("${message.length} characters", message.length in 950..1000)
        }
        val tooLong = applied.copy(warnings = listOf("x".repeat(5000)))
        assertEquals(states(null, applied).line("policy"), states(null, tooLong).line("policy"))
    }

    @Test
    fun `acknowledgement says whether the employee confirmed, and is no error`() {
        val cases =
            mapOf(
                Acknowledgement.NotAsked to
                    "INFO The employee is not asked to confirm anything. {\"schema\":1,\"state\":\"not_asked\"}",
                Acknowledgement.Missing to
                    "INFO The employee has not confirmed yet. {\"schema\":1,\"state\":\"missing\"}",
                Acknowledgement.Given(LocalDate.of(2026, 11, 2)) to
                    "INFO The employee has confirmed. {\"schema\":1,\"state\":\"given\",\"on\":\"2026-11-02\"}",
            )
        for ((given, expected) in cases) {
            assertEquals(expected, states(null, acknowledgement = given).line("acknowledgement"))
        }
    }

    @Test
    fun `a failed check says nothing of compliance`() {
        assertEquals(listOf("policy", "coverage", "acknowledgement"), states(null).map { it.key })
    }

    @Test
    fun `hundreds of findings by hundreds of rules fit in, the most frequent rules first`() {
        val findings = (1..400).map { finding("family-number-$it") } + List(300) { finding("tiktok") }
        val data = states(report(Verdict.ACTION_REQUIRED, findings)).single { it.key == "compliance" }.data
        assertTrue("${data.length} characters", data.length in 900..1000)
        val json = JSONObject(data)
        val rules = json.getJSONObject("rules")
        assertEquals("tiktok", rules.keys().next())
        assertEquals(700, json.getInt("findings"))
        assertEquals(700, json.getInt("other_rules") + rules.keys().asSequence().sumOf(rules::getInt))
    }

    @Test
    fun `a family with an endless id is counted without it`() {
        val data = states(report(Verdict.ACTION_REQUIRED, listOf(finding("x".repeat(2000))))).first().data
        assertEquals(1, JSONObject(data).getInt("other_rules"))
    }

    @Test
    fun `no state names an app, a version or a certificate, or counts the apps on the phone`() {
        val gaps =
            listOf(
                Gap.PermissionMissing("com.example.secret.PERMISSION"),
                Gap.ListFailed(Gap.PackageList.INSTALLED, "com.example.SecretException"),
                Gap.ListEmpty,
                Gap.ListWithoutOurselves,
                Gap.ListWithoutAndroid,
                Gap.ListContradicted(2),
                Gap.AppsUnread(1, 231),
                Gap.ScannerUnavailable("secret reason: com.example.secret"),
            ) + Profile.entries.map(Gap::ProfileUnseen)
        val findings = Removal.entries.flatMap {
            listOf(finding("tiktok", it), finding(null, it, "org.other.concealed"))
        }
        for (verdict in Verdict.entries) {
            for (state in states(
                report(verdict, findings, gaps),
                applied.copy(restrained = 1, stuck = 1),
                Acknowledgement.Given(day),
            )) {
                val text = "${state.key} ${state.message} ${state.data}"
                for (secret in listOf("secret", "com.", "org.", "concealed", "231")) {
                    assertFalse("$secret in $text", secret in text.lowercase())
                }
            }
        }
    }

    @Test
    fun `a state longer than receivers allow cannot be made`() {
        fun state(
            key: Int,
            message: Int,
            data: Int,
        ) = KeyedAppState(
            "k".repeat(key),
            KeyedAppState.Severity.INFO,
            "m".repeat(message),
            "d".repeat(data),
        )
        state(100, 1000, 1000)
        for ((key, message, data) in listOf(Triple(101, 0, 0), Triple(1, 1001, 0), Triple(1, 0, 1001))) {
            assertThrows(IllegalArgumentException::class.java) { state(key, message, data) }
        }
    }
}
