package org.appvagt.scanner

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

/** The arm64 library of the APK, run as arm64 code on Android's own C library. */
class Arm64LibraryTest {
    private val library = File(checkNotNull(System.getProperty("appvagt.arm64")) { "no library is named" })
    private val tikTok =
        mapOf(
            "android" to "a certificate".toByteArray(),
            "org.appvagt" to "another certificate".toByteArray(),
            "com.example.notes" to "a third certificate".toByteArray(),
            "com.zhiliaoapp.musically" to File("samples/phones/certificates/musical-ly.der").readBytes(),
        )

    /** The APK of an app under the name com.example.notes, with a class of TikTok. */
    private val renamed = File(checkNotNull(System.getProperty("appvagt.decoy")) { "no decoy is named" })

    private fun <T> phone(
        apiLevel: Int = 30,
        apps: Map<String, ByteArray> = tikTok,
        apks: Map<String, File> = emptyMap(),
        use: (Arm64Phone) -> T,
    ): T = Arm64Phone(library, apiLevel, apps, apks).use(use)

    @Test
    fun `a scan finds TikTok, hashes its certificate and reports its version`() =
        phone { phone ->
            val json = phone.scan()
            assertTrue(json, json.startsWith("{\"verdict\":\"action_required\",\"complete\":true,\"scanned\":4,"))
            assertTrue(json, "\"package\":\"com.zhiliaoapp.musically\"" in json)
            assertTrue(json, "\"kind\":\"genuine_certificate\"" in json)
            assertTrue(json, "\"label\":\"TikTok\",\"version\":\"1.0 åæø €\"" in json)
            val end = """"removal":"uninstall","since":"2026-12-31"}],"gaps":[],"notes":[],"unresolved":[]}"""
            assertTrue(json, json.endsWith(end))
            assertEquals(emptyList<String>(), phone.thrown)
        }

    @Test
    fun `a scan of a clean phone is compliant`() =
        phone(apps = tikTok - "com.zhiliaoapp.musically") { phone ->
            assertEquals(
                """{"verdict":"compliant","complete":true,"scanned":3,"findings":[],"gaps":[],""" +
                    """"notes":[],"unresolved":[]}""",
                phone.scan(),
            )
        }

    @Test
    fun `a scan reads the APKs of apps`() =
        phone(apks = mapOf("com.example.notes" to renamed)) { phone ->
            val policy = """{"schema": 1, "banned": [{"family": "tiktok"}]}"""
            val json = phone.scan(policy)
            assertTrue(json, "\"package\":\"com.example.notes\"" in json)
            assertTrue(json, "{\"kind\":\"mark\",\"mark\":\"component\",\"found\":\"$CLASS\"" in json)
            assertEquals(emptyList<String>(), phone.thrown)
        }

    @Test
    fun `a panic unwinds, becomes an exception, and the library goes on`() =
        phone { phone ->
            repeat(3) { phone.provokePanic() }
            assertEquals(List(3) { "the scanner panicked: asked to panic by a test" }, phone.thrown)
            assertTrue(phone.scan().startsWith("{\"verdict\":\"action_required\""))
        }

    private companion object {
        const val CLASS = "com.ss.android.ugc.trill.account.TiktokAuthService"
    }
}
