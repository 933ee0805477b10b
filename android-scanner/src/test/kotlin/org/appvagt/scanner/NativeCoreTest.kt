package org.appvagt.scanner

import android.content.Context
import org.appvagt.phone.SimulatedPhone
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import java.lang.reflect.InvocationTargetException

/** What the native library makes of panics, and of arguments that Kotlin would not let through. */
@RunWith(RobolectricTestRunner::class)
class NativeCoreTest {
    @Test
    fun `a panic becomes an exception, and the library goes on`() {
        repeat(3) {
            val error = assertThrows(ScannerException::class.java) { NativeCore.provokePanic() }
            assertEquals("the scanner panicked: asked to panic by a test", error.message)
        }
        SimulatedPhone().install()
        assertEquals(
            Verdict.COMPLIANT,
            CoreJson.report(NativeCore.scan(RuntimeEnvironment.getApplication(), builtIn(), OCCASION, null)).verdict,
        )
    }

    @Test
    fun `a null that must not be is named`() {
        val cases =
            listOf(
                "context is null" to { call("scan", null, builtIn(), OCCASION, null) },
                "context is null" to { call("installedApps", null) },
                "json is null" to { call("readPolicy", null, true, null) },
                "judgingContext is null" to {
                    call("scan", RuntimeEnvironment.getApplication(), builtIn(), null, null)
                },
                "context is null" to { call("label", null, "com.example") },
                "package is null" to { call("label", RuntimeEnvironment.getApplication(), null) },
                "context is null" to { call("removalScreen", null, "com.example", null) },
                "package is null" to { call("removalScreen", RuntimeEnvironment.getApplication(), null, null) },
            )
        for ((message, call) in cases) {
            val error = assertThrows(NullPointerException::class.java) { call() }
            assertEquals(message, error.message)
        }
    }

    @Test
    fun `a policy that is not JSON is refused, whatever its bytes are`() {
        for (policy in listOf(
            byteArrayOf(),
            byteArrayOf(-1, -2, 0),
            "[]".toByteArray(),
            ByteArray(100_000) {
                '['.code.toByte()
            },
        )) {
            for (managed in listOf(false, true)) {
                assertThrows(PolicyException::class.java) { NativeCore.readPolicy(policy, managed, null) }
            }
        }
    }

    @Test
    fun `a policy is kept once however often it is read`() {
        fun read(json: String) = CoreJson.loadedPolicy(NativeCore.readPolicy(json.toByteArray(), false, null))
        val policy = """{"schema": 1, "banned": [{"family": "whatsapp"}]}"""
        val other = read("""{"schema": 1, "banned": [{"family": "douyin"}]}""")
        assertEquals(read(policy).handle, read("$policy ").handle)
        assertNotEquals(read(policy).handle, other.handle)
    }

    @Test
    fun `a built-in policy that is none is not taken for a mistake of the management`() {
        val builtIn = """{"schema": 1, "banned": [{"family": "tik tok"}]}"""
        val error = assertThrows(ScannerException::class.java) { LoadedPolicy.readManaged("{}", builtIn) }
        assertTrue("${error.message}", "${error.message}".startsWith("the built-in policy is none: banned[0].family: "))
    }

    @Test
    fun `a policy that was never read is not scanned by`() {
        val context: Context = RuntimeEnvironment.getApplication()
        val error = assertThrows(ScannerException::class.java) { NativeCore.scan(context, -1, OCCASION, null) }
        assertEquals("no policy was read that has the handle -1", error.message)
    }

    private fun builtIn() = CoreJson.loadedPolicy(NativeCore.readPolicy("{}".toByteArray(), true, null)).handle

    private fun call(
        name: String,
        vararg arguments: Any?,
    ) {
        val method = NativeCore::class.java.methods.single { it.name == name }
        try {
            method.invoke(null, *arguments)
        } catch (e: InvocationTargetException) {
            throw e.targetException
        }
    }

    private companion object {
        val OCCASION = """{"today": "2026-12-31"}""".toByteArray()
    }
}
