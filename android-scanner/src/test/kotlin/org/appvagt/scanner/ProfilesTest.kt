package org.appvagt.scanner

import android.app.Activity
import android.content.Context
import android.content.Intent
import android.os.Build
import android.os.UserHandle
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.phone.SimulatedProfile
import org.appvagt.phone.SimulatedProfile.Kind
import org.appvagt.phone.offMainThread
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Assume.assumeTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

/** What a scan sees of the other profiles of a phone. */
@RunWith(RobolectricTestRunner::class)
class ProfilesTest {
    private val context: Context = RuntimeEnvironment.getApplication()
    private val knowsKinds = Build.VERSION.SDK_INT >= Build.VERSION_CODES.VANILLA_ICE_CREAM
    private val notes = SimulatedApp("com.example.notes")

    private fun phone(
        vararg profiles: SimulatedProfile,
        apps: List<SimulatedApp> = emptyList(),
    ) = SimulatedPhone(apps).apply { this.profiles += profiles }.install()

    private fun scan(policy: String? = null): Report = offMainThread {
        Scanner(context).scan(policy?.let(LoadedPolicy::read))
    }

    private fun asking(profile: String) =
        """{"schema": 1, "banned": [{"family": "tiktok"}], "profiles": ["$profile"]}"""

    @Test
    fun `a banned app in the work profile is found there, and uninstalled there`() {
        phone(SimulatedProfile(Kind.WORK, listOf(notes, SimulatedApp(TIKTOK, activities = listOf("a.B")))))
        val report = scan()
        val finding = report.findings.single()
        assertEquals(
            Triple(Profile.WORK, Removal.IN_OTHER_PROFILE, 4),
            Triple(finding.profile, finding.removal, report.scanned),
        )

        val activity = Robolectric.buildActivity(Activity::class.java).setup().get()
        Scanner(context).openRemoval(activity, finding, 1)
        val prompt = shadowOf(activity).nextStartedActivity
        assertEquals(Intent.ACTION_DELETE to "package:$TIKTOK", prompt.action to prompt.dataString)
        assertEquals(workUser, userOf(prompt))
    }

    @Test
    fun `an app of both sides is two findings, each with a screen of its own`() {
        val sides =
            mapOf(
                SimulatedApp(TIKTOK) to Removal.UNINSTALL,
                SimulatedApp(TIKTOK, uninstallBlocked = true) to Removal.ASK_IT,
                SimulatedApp(TIKTOK, system = true, enabled = false) to Removal.NOTHING_LEFT,
            )
        for ((app, removal) in sides) {
            phone(SimulatedProfile(Kind.WORK, listOf(notes, SimulatedApp(TIKTOK))), apps = listOf(app))
            val (other, ours) = scan().findings.sortedBy { it.profile == null }
            assertEquals(listOf(Profile.WORK, null), listOf(other.profile, ours.profile))
            assertEquals(removal to Removal.IN_OTHER_PROFILE, ours.removal to other.removal)
            assertEquals(workUser, userOf(Scanner(context).removalIntent(other)))
            if (removal.hasScreen) {
                assertNull(userOf(Scanner(context).removalIntent(ours)))
            } else {
                assertThrows(NoSuchFindingException::class.java) { Scanner(context).removalIntent(ours) }
            }
        }
    }

    private val workUser = UserHandle.getUserHandleForUid(10 * 100_000)

    @Suppress("DEPRECATION")
    private fun userOf(prompt: Intent): UserHandle? = prompt.getParcelableExtra(Intent.EXTRA_USER)

    @Test
    fun `a banned app without an icon is found in another profile by its name`() {
        phone(SimulatedProfile(Kind.WORK, listOf(notes, SimulatedApp(TIKTOK, hasIcon = false))))
        assertEquals(TIKTOK, scan().findings.single().packageName)
    }

    @Test
    fun `what came with the phone is for IT to remove from another profile`() {
        phone(SimulatedProfile(Kind.WORK, listOf(notes, SimulatedApp(TIKTOK, system = true))))
        assertEquals(Removal.ASK_IT, scan().findings.single().removal)
    }

    @Test
    fun `Android 15 distinguishes second copies from a work profile`() {
        phone(SimulatedProfile(Kind.CLONE, listOf(notes, SimulatedApp(TIKTOK))))
        assertEquals(if (knowsKinds) Profile.CLONE else Profile.WORK, scan().findings.single().profile)
    }

    @Test
    fun `the personal side is not seen from the work profile, which is a gap where the policy asks for it`() {
        phone(SimulatedProfile(Kind.PERSONAL, listOf(SimulatedApp(TIKTOK))))
        val report = scan()
        assertEquals(Verdict.COMPLIANT to listOf(Note.ProfileUnseen(Profile.PERSONAL)), report.verdict to report.notes)
        val asked = scan(asking("personal"))
        assertEquals(Verdict.INCOMPLETE, asked.verdict)
        assertEquals(listOf(Gap.ProfileUnseen(Profile.PERSONAL)) to emptyList<Note>(), asked.gaps to asked.notes)
    }

    @Test
    fun `a private space may be there from Android 15, unless the device forbids it`() {
        assumeTrue("private spaces came with Android 15", knowsKinds)
        SimulatedPhone().apply { allowsPrivateSpace = true }.install()
        assertEquals(listOf(Note.ProfileUnseen(Profile.PRIVATE)), scan().notes)
        assertEquals(Verdict.INCOMPLETE, scan(asking("private")).verdict)
        phone()
        assertEquals(Verdict.COMPLIANT, scan(asking("private")).verdict)
    }

    @Test
    fun `a profile that shows no app at all is not seen`() {
        phone(SimulatedProfile(Kind.WORK))
        assertEquals(Verdict.INCOMPLETE, scan(asking("work")).verdict)
    }

    @Test
    fun `a phone that does not answer about profiles has none that were seen`() {
        phone().profilesFailure = SecurityException("refused")
        val report = scan()
        assertTrue("${report.notes}", Note.ProfileUnseen(Profile.WORK) in report.notes)
        assertEquals(Verdict.INCOMPLETE, scan(asking("work")).verdict)
    }

    private companion object {
        const val TIKTOK = "com.zhiliaoapp.musically"
    }
}
