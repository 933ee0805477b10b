package org.appvagt.feedback

import android.app.admin.DevicePolicyManager
import android.content.ComponentName
import android.content.Intent
import android.os.Build
import android.os.Looper
import android.os.SystemClock
import org.appvagt.feedback.KeyedAppState.Severity
import org.appvagt.phone.SimulatedPhone
import org.appvagt.phone.offMainThread
import org.appvagt.platform.TimeLimit
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import java.io.File
import java.time.Duration

/** Who receives which state, when, and in which words. */
@RunWith(RobolectricTestRunner::class)
class StateSenderTest {
    private val phone = SimulatedPhone().install()
    private val application = RuntimeEnvironment.getApplication()
    private val memory = offMainThread { File(application.noBackupFilesDir, "sent-states.json") }
    private var clockSetBack = 0L
    private var sender = newSender()

    private val found = state("compliance", Severity.ERROR, "One banned app.")
    private val clear = state("compliance", Severity.INFO, "No banned app.")
    private val coverage = state("coverage", Severity.INFO, "Everything.")

    private fun newSender() =
        StateSender(application, { offMainThread(it::run) }, SentStates(application), TimeLimit()) {
            TODAY + SystemClock.uptimeMillis() - clockSetBack
        }

    private fun state(
        key: String,
        severity: Severity,
        message: String,
        data: String = "{}",
    ) = KeyedAppState(key, severity, message, data)

    private fun send(vararg states: KeyedAppState) {
        offMainThread { sender.send(states.asList()) }
        shadowOf(Looper.getMainLooper()).idle()
    }

    private fun pass(seconds: Long) = shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(seconds))

    private fun bound() = shadowOf(application).boundServiceConnections.size

    @Test
    fun `a state arrives field by field as receivers read it`() {
        val receiver = FakeReceiver.install(PLAY_STORE)
        send(
            state("compliance", Severity.ERROR, "One banned app: æøå", """{"findings":1}"""),
            state("coverage", Severity.INFO, "", ""),
        )
        val compliance =
            mapOf(
                "androidx.enterprise.feedback.APP_STATE_DATA" to """{"findings":1}""",
                "androidx.enterprise.feedback.APP_STATE_KEY" to "compliance",
                "androidx.enterprise.feedback.APP_STATE_MESSAGE" to "One banned app: æøå",
                "androidx.enterprise.feedback.APP_STATE_SEVERITY" to 2,
            )
        val coverage =
            mapOf(
                "androidx.enterprise.feedback.APP_STATE_DATA" to "",
                "androidx.enterprise.feedback.APP_STATE_KEY" to "coverage",
                "androidx.enterprise.feedback.APP_STATE_MESSAGE" to "",
                "androidx.enterprise.feedback.APP_STATE_SEVERITY" to 1,
            )
        assertEquals(listOf(FakeReceiver.Received(2, listOf(compliance, coverage))), receiver.received)
    }

    @Test
    fun `states at the limits of length arrive`() {
        val receiver = FakeReceiver.install(PLAY_STORE)
        send(state("k".repeat(100), Severity.INFO, "m".repeat(1000), "d".repeat(1000)))
        assertEquals(
            listOf(1000, 100, 1000),
            receiver.received.single().states.single().values.filterIsInstance<String>().map { it.length },
        )
    }

    @Test
    fun `the owner of the device or profile and the Play Store get states, other administrators and apps do not`() {
        val owners = listOf(SimulatedPhone::addDeviceOwner to 1, SimulatedPhone::addProfileOwner to 1)
        for ((manage, messages) in listOf(SimulatedPhone::addAdministrator to 0) + owners) {
            phone.manage()
            val play = FakeReceiver.install(PLAY_STORE)
            val controller = FakeReceiver.install(CONTROLLER)
            val other = FakeReceiver.install("com.example.other")
            memory.delete()
            sender = newSender()
            send(found)
            assertEquals("$manage", listOf(1, messages, 0), listOf(play, controller, other).map { it.received.size })
        }
    }

    @Test
    fun `who wants nothing reported any more gets nothing more, and what was sent is forgotten`() {
        val receiver = FakeReceiver.install(PLAY_STORE)
        send(found, coverage)
        send()
        assertFalse(offMainThread { memory.readText() }.contains("compliance"))
        pass(86_400)
        send()
        sender = newSender()
        send()
        assertEquals(listOf("2: compliance, coverage"), receiver.keys)
        send(clear)
        assertEquals(listOf("2: compliance, coverage", "2: compliance"), receiver.keys)
    }

    @Test
    fun `an owner that loses the device before it is bound is sent nothing`() {
        phone.addDeviceOwner()
        val controller = FakeReceiver.install(CONTROLLER)
        offMainThread { sender.send(listOf(found)) }
        shadowOf(application.getSystemService(DevicePolicyManager::class.java))
            .setDeviceOwner(ComponentName("com.example.next", "Admin"))
        shadowOf(Looper.getMainLooper()).idle()
        assertEquals(emptyList<String>(), controller.keys)
        assertEquals(0, bound())
    }

    @Test
    fun `what a receiver was sent it is not sent again, not even by a new process`() {
        val receiver = FakeReceiver.install(PLAY_STORE)
        send(found, coverage)
        send(found, coverage)
        pass(100)
        sender = newSender()
        send(found, coverage)
        assertEquals(listOf("2: compliance, coverage"), receiver.keys)
    }

    @Test
    fun `once a day all states come again, as receivers drop what comes before they report`() {
        val receiver = FakeReceiver.install(PLAY_STORE)
        send(found, coverage)
        pass(86_399)
        send(found, coverage)
        assertEquals(listOf("2: compliance, coverage"), receiver.keys)
        pass(1)
        send(found, coverage)
        send(found, coverage)
        assertEquals(listOf("2: compliance, coverage", "1: compliance, coverage"), receiver.keys)
    }

    @Test
    fun `only what changed is sent, and an error is cleared under its own key`() {
        val receiver = FakeReceiver.install(PLAY_STORE)
        send(found, coverage)
        pass(60)
        send(clear, coverage)
        assertEquals(listOf("2: compliance, coverage", "2: compliance"), receiver.keys)
        assertEquals(mapOf("compliance" to "1 No banned app.", "coverage" to "1 Everything."), receiver.console)
    }

    @Test
    fun `a receiver is asked to pass states on at once no more than once a minute`() {
        val receiver = FakeReceiver.install(PLAY_STORE)
        send(found)
        pass(20)
        send(clear)
        assertEquals("sent now", listOf("2: compliance", "1: compliance"), receiver.keys)
        pass(39)
        assertEquals(2, receiver.received.size)
        pass(1)
        assertEquals("to be passed on", "2: compliance", receiver.keys.last())
        assertEquals(receiver.received[1].states, receiver.received[2].states)
        pass(600)
        assertEquals(3, receiver.received.size)
    }

    @Test
    fun `what was to be passed on when the process ended is so after the next check`() {
        val receiver = FakeReceiver.install(PLAY_STORE)
        send(found)
        send(clear, coverage)
        sender =
            StateSender(application, { offMainThread(it::run) }, SentStates(application), TimeLimit()) {
                TODAY + 3_600_000
            }
        // A check that failed knows nothing of compliance.
        send(coverage)
        assertEquals(listOf("2: compliance", "1: compliance, coverage", "2: compliance, coverage"), receiver.keys)
    }

    @Test
    fun `a change that only machines see is sent without hurry`() {
        val receiver = FakeReceiver.install(PLAY_STORE)
        send(state("coverage", Severity.INFO, "Everything.", """{"checked":"2026-11-22"}"""))
        pass(3600)
        send(state("coverage", Severity.INFO, "Everything.", """{"checked":"2026-11-23"}"""))
        pass(3600)
        assertEquals(listOf("2: coverage", "1: coverage"), receiver.keys)
    }

    @Test
    fun `a clock that was set back holds up nothing`() {
        val receiver = FakeReceiver.install(PLAY_STORE)
        send(found)
        clockSetBack = 86_400_000
        send(clear)
        assertEquals(listOf("2: compliance", "2: compliance"), receiver.keys)
    }

    @Test
    fun `without a receiver nothing is bound, and one that is installed later is sent everything`() {
        send(found, coverage)
        assertEquals(0, bound())
        send(clear, coverage)
        val receiver = FakeReceiver.install(PLAY_STORE)
        send(clear, coverage)
        assertEquals(listOf("2: compliance, coverage"), receiver.keys)
        assertEquals("1 No banned app.", receiver.console["compliance"])
    }

    @Test
    fun `a receiver that refuses is asked again after a later check`() {
        FakeReceiver.declare(PLAY_STORE)
        shadowOf(application).setThrowInBindService(SecurityException())
        send(found)
        assertEquals(0, bound())
        shadowOf(application).setThrowInBindService(null)
        val receiver = FakeReceiver.install(PLAY_STORE)
        send(found)
        assertEquals(listOf("2: compliance"), receiver.keys)
    }

    @Test
    fun `a receiver that cannot be bound is let go`() {
        shadowOf(application).declareComponentUnbindable(FakeReceiver.declare(PLAY_STORE))
        send(found)
        assertEquals(0, bound())
        assertEquals(false, memory.exists())
    }

    @Test
    fun `one receiver that is down keeps nothing from the others`() {
        phone.addDeviceOwner()
        val controller = FakeReceiver.install(CONTROLLER).apply { alive = false }
        val play = FakeReceiver.install(PLAY_STORE)
        send(found)
        assertEquals(listOf(emptyList<String>(), listOf("2: compliance")), listOf(controller.keys, play.keys))
    }

    @Test
    fun `a receiver that dies is sent the states when it is back`() {
        val receiver = FakeReceiver.install(PLAY_STORE).apply { alive = false }
        send(found)
        val connection = shadowOf(application).boundServiceConnections.single()
        val component = FakeReceiver.declare(PLAY_STORE)
        connection.onServiceDisconnected(component)
        send(clear)
        receiver.alive = true
        connection.onServiceConnected(component, receiver.onBind(Intent()))
        shadowOf(Looper.getMainLooper()).idle()
        assertEquals(listOf("2: compliance"), receiver.keys)
        assertEquals("1 No banned app.", receiver.console["compliance"])
    }

    @Test
    fun `a receiver that dies for good is sent the states after a later check`() {
        val receiver = FakeReceiver.install(PLAY_STORE).apply { alive = false }
        send(found)
        val component = FakeReceiver.declare(PLAY_STORE)
        shadowOf(application).boundServiceConnections.single().onBindingDied(component)
        assertEquals(0, bound())
        receiver.alive = true
        send(found)
        assertEquals(listOf("2: compliance"), receiver.keys)
    }

    /** Android says so from 9 on. */
    @Test
    @Config(minSdk = Build.VERSION_CODES.P)
    fun `a receiver without a binder is let go`() {
        FakeReceiver.install(PLAY_STORE)
        offMainThread { sender.send(listOf(found)) }
        shadowOf(Looper.getMainLooper()).idle()
        shadowOf(application).boundServiceConnections.single().onNullBinding(FakeReceiver.declare(PLAY_STORE))
        assertEquals(0, bound())
    }

    @Test
    fun `nobody stays bound`() {
        FakeReceiver.install(PLAY_STORE)
        send(found)
        assertEquals("while the receiver takes it in", 1, bound())
        pass(10)
        assertEquals(0, bound())
    }

    @Test
    fun `a memory that cannot be read means that states are sent again`() {
        val receiver = FakeReceiver.install(PLAY_STORE)
        for (rubbish in listOf("", "{", "[]", "{\"x\":{}}", "{\"a/b\":{}}", "{\"a/b\":{\"states\":[{\"key\":1}]}}")) {
            memory.writeText(rubbish)
            receiver.received.clear()
            sender = newSender()
            send(found)
            assertEquals(rubbish, listOf("2: compliance"), receiver.keys)
        }
    }

    @Test
    fun `who is no receiver any more is forgotten`() {
        phone.addDeviceOwner()
        FakeReceiver.install(CONTROLLER)
        send(found)
        assertEquals(true, CONTROLLER in memory.readText())
        phone.apps -= CONTROLLER
        send(found)
        assertFalse(CONTROLLER in memory.readText())
    }

    private companion object {
        const val TODAY = 1_795_000_000_000
    }
}
