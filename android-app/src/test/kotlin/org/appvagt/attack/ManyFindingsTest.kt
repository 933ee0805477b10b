package org.appvagt.attack

import android.os.Bundle
import org.appvagt.AppRobot
import org.appvagt.BackgroundRobot
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.phone.TestKey
import org.appvagt.scanner.Verdict
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import java.lang.management.ManagementFactory
import java.util.concurrent.atomic.AtomicInteger
import javax.management.ObjectName

/** However much is banned on a phone, a check stays within bounds. */
@RunWith(RobolectricTestRunner::class)
class ManyFindingsTest {
    private val background = BackgroundRobot()

    /** A phone with so many banned apps. Their APKs cannot be read, so that the phone is asked about each. */
    private fun phone(banned: Int): SimulatedPhone {
        val certificate = TestKey.certificate("many")
        val apps =
            List(banned) {
                SimulatedApp("com.example.banned.app$it", apk = "/data/app/nowhere/base.apk", certificate = certificate)
            }
        val phone = SimulatedPhone(apps).install()
        phone.delegatesPackageAccess = true
        val ban = """{"package_prefix": "com.example.banned."}"""
        val policy = """{"schema": 1, "banned": [$ban], "enforcement": ["prompt", "suspend"]}"""
        phone.managedConfigurations = listOf(Bundle().apply { putString("policy_json", policy) })
        background.finishCheck()
        return phone
    }

    @Test
    fun `10,000 banned apps cost a few questions each, leave no reference behind, and show the first`() {
        val phone = phone(MANY)
        assertEquals(MANY, background.result.report?.findings?.size)
        assertEquals(MANY, background.result.enforced.restrained.size)
        val before = globalReferences()
        val asked = AtomicInteger()
        phone.onQuestion = { _, answer ->
            asked.incrementAndGet()
            answer()
        }
        background.check()
        assertEquals(Verdict.ACTION_REQUIRED, background.result.report?.verdict)
        assertTrue("$asked questions", asked.get() < MANY * MOST_QUESTIONS)
        val after = globalReferences()
        assertTrue("$before global references before, $after after", after < before + MANY / 10)
        val app = AppRobot(phone)
        assertEquals("Remove 10000 apps", app.title)
        assertEquals(MOST_ROWS + 1, app.rows.size)
        assertEquals(listOf("+ 9,900"), app.rows.last())
    }

    /** Returns how many global references natives hold, as the virtual machine says. */
    private fun globalReferences(): Int {
        val commands = ObjectName("com.sun.management:type=DiagnosticCommand")
        val signature = arrayOf(Array<String>::class.java.name)
        val threads =
            ManagementFactory.getPlatformMBeanServer()
                .invoke(commands, "threadPrint", arrayOf<Any>(emptyArray<String>()), signature) as String
        val said = checkNotNull(Regex("JNI global refs: (\\d+)").find(threads)) { "it does not say how many" }
        return said.groupValues[1].toInt()
    }

    private companion object {
        const val MANY = 10_000
        const val MOST_QUESTIONS = 20
        const val MOST_ROWS = 100
    }
}
