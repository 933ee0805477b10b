package org.appvagt.scanner

import android.content.Context
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.phone.offMainThread
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import java.io.File
import java.nio.file.Files

/** What identifies an app whatever its name, read from its APKs or, where these cannot be read, asked of the phone. */
@RunWith(RobolectricTestRunner::class)
class ReadingTest {
    private val context: Context = RuntimeEnvironment.getApplication()

    private fun scan(vararg apps: SimulatedApp): Report {
        SimulatedPhone(apps.asList()).install()
        return offMainThread { Scanner(context).scan() }
    }

    private fun marks(report: Report) =
        report.findings.single().evidence.filterIsInstance<Evidence.Mark>().associate { it.key to it.found }

    /** A renamed and re-signed TikTok. */
    private val renamed =
        SimulatedApp(
            "app.clips",
            activities = listOf("com.ss.android.ugc.trill.openauthorize.AwemeAuthorizedActivity"),
            authorities = listOf("com.ss.android.common.multiprocess.SHARE_PROVIDER_AUTHORITY1180"),
        )

    @Test
    fun `a renamed and re-signed TikTok is found by what it declares, as its APK says and as the phone says`() {
        val asked = renamed.copy(apk = "/data/app/nowhere/base.apk")
        for (app in listOf(renamed, asked)) {
            val report = scan(app)
            assertEquals(Verdict.ACTION_REQUIRED, report.verdict)
            val marks = marks(report)
            assertEquals(renamed.activities.single(), marks["component"])
            assertEquals(renamed.authorities.single(), marks["authority"])
        }
    }

    @Test
    fun `a web app is found by the site it shows, whatever it is called`() {
        val start = "org.chromium.webapk.shell_apk.startUrl"
        for ((url, found) in listOf(
            "https://www.tiktok.com/foryou" to true,
            "https://TikTok.com." to true,
            "https://nottiktok.com/" to false,
            "https://tiktok.com.evil.example/" to false,
        )) {
            for (apk in listOf(null, "/data/app/nowhere/base.apk")) {
                val report = scan(SimulatedApp("org.chromium.webapk.a1b2", metaData = mapOf(start to url), apk = apk))
                assertEquals("$url, $apk", found, report.findings.isNotEmpty())
            }
        }
    }

    @Test
    fun `a permission that TikTok defines counts with another mark`() {
        val permission = "com.zhiliaoapp.musically.permission.READ_ACCOUNT"
        val alone = SimulatedApp("com.example.reader", permissions = listOf(permission))
        for (apk in listOf(null, "/data/app/nowhere/base.apk")) {
            assertEquals(Verdict.COMPLIANT, scan(alone.copy(apk = apk)).verdict)
            val two = renamed.copy(permissions = listOf(permission), apk = apk)
            assertEquals(permission, marks(scan(two))["permission_prefix"])
        }
    }

    @Test
    fun `what a split of an app declares is the app's`() {
        val clean = SimulatedApp("app.clips")
        SimulatedPhone(listOf(renamed)).install()
        val split = context.packageManager.getPackageInfo("app.clips", 0).applicationInfo?.sourceDir
        assertEquals(Verdict.COMPLIANT, scan(clean).verdict)
        assertEquals(Verdict.ACTION_REQUIRED, scan(clean.copy(splits = listOf(checkNotNull(split)))).verdict)
    }

    @Test
    fun `a damaged APK is no reason to pass an app over`() {
        val damaged = Files.createTempFile("damaged", ".apk").toFile()
        for (content in listOf("", "PK\u0003\u0004", "not an APK at all")) {
            damaged.writeText(content)
            assertEquals(content, "app.clips", scan(renamed.copy(apk = damaged.path)).findings.single().packageName)
        }
        assertTrue(damaged.delete())
    }

    @Test
    fun `an APK is read in place, and nothing is left beside it`() {
        val folder = Files.createTempDirectory("place").toFile()
        SimulatedPhone(listOf(renamed)).install()
        val apk = File(folder, "base.apk")
        File(checkNotNull(context.packageManager.getPackageInfo("app.clips", 0).applicationInfo).sourceDir).copyTo(apk)
        scan(renamed.copy(apk = apk.path))
        assertEquals(listOf(apk), folder.listFiles()?.asList())
        assertTrue(folder.deleteRecursively())
    }
}
