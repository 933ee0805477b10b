package org.appvagt.scanner

import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner

/** What the core may say and no simulated phone makes it say. */
@RunWith(RobolectricTestRunner::class)
class CoreJsonTest {
    private fun report(json: String): Report = CoreJson.report(json.toByteArray())

    private fun finding(evidence: String) =
        report(
            """{"verdict": "action_required", "scanned": 1, "gaps": [], "notes": [], "unresolved": [], "findings": [{
                "package": "com.example", "family": "appvagt-test", "name": "Test",
                "names": {"en": "Test", "da": "Prøve", "fi": "Testi", "sv": "Prov"}, "test": true,
                "label": null, "version": null, "profile": "work", "origin": "instant", "state": "suspended",
                "certainty": "strong", "removal": "in_other_profile", "evidence": [$evidence]}]}""",
        ).findings.single()

    @Test
    fun `a finding is read with its profile, its names, and that it is a test`() {
        val finding = finding("")
        assertEquals(Profile.WORK, finding.profile)
        assertEquals(mapOf("en" to "Test", "da" to "Prøve", "fi" to "Testi", "sv" to "Prov"), finding.names)
        assertEquals(true, finding.test)
        assertEquals(Finding.Origin.INSTANT to Finding.State.SUSPENDED, finding.origin to finding.state)
        assertEquals(Removal.IN_OTHER_PROFILE, finding.removal)
    }

    /** What marks are about, by what policies call them. */
    private val subjects =
        mapOf(
            "package" to MarkSubject.PACKAGE,
            "package_prefix" to MarkSubject.PACKAGE,
            "component" to MarkSubject.COMPONENT,
            "component_prefix" to MarkSubject.COMPONENT,
            "component_suffix" to MarkSubject.COMPONENT,
            "action" to MarkSubject.ACTION,
            "action_prefix" to MarkSubject.ACTION,
            "authority" to MarkSubject.AUTHORITY,
            "scheme" to MarkSubject.LINK,
            "host" to MarkSubject.LINK,
            "meta_data" to MarkSubject.META_DATA,
            "web_host" to MarkSubject.WEB_APP,
            "permission" to MarkSubject.PERMISSION,
            "permission_prefix" to MarkSubject.PERMISSION,
            "certificate" to MarkSubject.CERTIFICATE,
        )

    @Test
    fun `marks of every kind and strength are read`() {
        for ((key, subject) in subjects) {
            for (strength in Evidence.Strength.entries) {
                val json =
                    """{"kind": "mark", "mark": "$key", "found": "x", "strength": "${strength.name.lowercase()}"}"""
                val mark = Evidence.Mark(key, "x", strength)
                assertEquals(subject, mark.subject)
                assertEquals(listOf(mark), finding(json).evidence)
            }
        }
        assertEquals(MarkSubject.entries.toSet(), subjects.values.toSet())
        assertEquals(listOf(Evidence.NothingButTheName), finding("""{"kind": "nothing_but_the_name"}""").evidence)
    }

    @Test
    fun `notes and profiles that are not seen are read`() {
        val report =
            report(
                """{"verdict": "incomplete", "scanned": 1, "findings": [],
                    "unresolved": [{"package": "com.example", "profile": null}, {"package": "a.b", "profile": "clone"}],
                    "gaps": [{"kind": "profile_unseen", "profile": "work"}],
                    "notes": [{"kind": "profile_unseen", "profile": "private"},
                        {"kind": "data_kept", "package": "com.example", "name": "Example"}]}""",
            )
        assertEquals(listOf(Gap.ProfileUnseen(Profile.WORK)), report.gaps)
        assertEquals(
            listOf(Note.ProfileUnseen(Profile.PRIVATE), Note.DataKept("com.example", "Example")),
            report.notes,
        )
        assertEquals(setOf(AppPlace("com.example"), AppPlace("a.b", Profile.CLONE)), report.unresolved)
    }

    @Test
    fun `what this version does not know is an error`() {
        assertThrows(ScannerException::class.java) { finding("""{"kind": "hunch"}""") }
    }
}
