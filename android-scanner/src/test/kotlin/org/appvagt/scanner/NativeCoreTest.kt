package org.appvagt.scanner

import android.app.Activity
import android.content.Context
import org.appvagt.phone.SimulatedPhone
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
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
            CoreJson.report(NativeCore.scan(RuntimeEnvironment.getApplication(), null, OCCASION, null)).verdict,
        )
    }

    @Test
    fun `a null that must not be is named`() {
        val cases =
            listOf(
                "context is null" to { call("scan", null, null, OCCASION, null) },
                "context is null" to { call("installedApps", null) },
                "configuration is null" to { call("configured", null) },
                "activity is null" to { call("openRemoval", null, "com.example", 1) },
                "package is null" to { call("openRemoval", Activity(), null, 1) },
            )
        for ((message, call) in cases) {
            val error = assertThrows(NullPointerException::class.java) { call() }
            assertEquals(message, error.message)
        }
    }

    @Test
    fun `a policy that is not JSON is refused, whatever its bytes are`() {
        val context: Context = RuntimeEnvironment.getApplication()
        SimulatedPhone().install()
        for (policy in listOf(
            byteArrayOf(),
            byteArrayOf(-1, -2, 0),
            "[]".toByteArray(),
            ByteArray(100_000) {
                '['.code.toByte()
            },
        )) {
            assertThrows(PolicyException::class.java) { NativeCore.scan(context, policy, OCCASION, null) }
        }
    }

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
