package org.appvagt.feedback

import android.app.Service
import android.content.ComponentName
import android.content.Intent
import android.content.IntentFilter
import android.os.Binder
import android.os.Bundle
import android.os.DeadObjectException
import android.os.Handler
import android.os.IBinder
import android.os.IInterface
import android.os.Looper
import android.os.Message
import android.os.Messenger
import android.os.Parcel
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

/**
 * The service of an app that takes keyed app states. It stands behind a binder that passes nothing but parcels, as if it were
 * in another process, and notes down everything a message holds.
 */
class FakeReceiver : Service() {
    private val messenger = Messenger(Handler(Looper.getMainLooper(), ::take))
    private val process = OtherProcess(messenger.binder)

    /** A message as it arrived: its `what`, and each state by the names of its fields. */
    data class Received(val what: Int, val states: List<Map<String, Any?>>)

    /** What arrived, in order. */
    val received: MutableList<Received> = mutableListOf()

    /** Whether its process runs; if not, sending to it fails. */
    var alive: Boolean by process::alive

    /** The keys of what arrived, with the `what` of each message in front. */
    val keys: List<String> get() = received.map { message ->
        "${message.what}: ${message.states.joinToString { it.key }}"
    }

    /** What a console would show now: the severity and message last received of each key. */
    val console: Map<String, String>
        get() =
            received
                .flatMap { it.states }
                .associate { it.key to "${it.field("SEVERITY")} ${it.field("MESSAGE")}" }

    /** The data last received under [key], once they are as [expected]. */
    fun waitFor(
        key: String,
        expected: (String) -> Boolean,
    ): String {
        repeat(1_000) {
            shadowOf(Looper.getMainLooper()).idle()
            val data = received.flatMap { it.states }.lastOrNull { it.key == key }?.field("DATA")
            if (data != null && expected(data)) return data
            Thread.sleep(10)
        }
        error("what is known of $key after 10 s: $console")
    }

    override fun onBind(intent: Intent): IBinder = process

    @Suppress("DEPRECATION")
    private fun take(message: Message): Boolean {
        val bundle = message.obj as Bundle
        check(bundle.keySet() == setOf("$PREFIX.APP_STATES")) { "the bundle has ${bundle.keySet()}" }
        check(message.arg1 == 0 && message.arg2 == 0) { "the arguments mean nothing" }
        check(message.replyTo == null) { "nobody replies" }
        check(message.peekData() == null) { "the data are not looked at" }
        val states = checkNotNull(bundle.getParcelableArrayList<Bundle>("$PREFIX.APP_STATES"))
        received +=
            Received(message.what, states.map { state -> state.keySet().sorted().associateWith { state.get(it) } })
        return true
    }

    private val Map<String, Any?>.key: String get() = field("KEY")

    private class OtherProcess(private val service: IBinder) : Binder() {
        var alive = true

        // Not in this process, whatever the descriptor.
        override fun queryLocalInterface(descriptor: String): IInterface? = null

        override fun onTransact(
            code: Int,
            data: Parcel,
            reply: Parcel?,
            flags: Int,
        ): Boolean {
            if (!alive) throw DeadObjectException()
            return service.transact(code, data, reply, flags)
        }
    }

    companion object {
        const val PREFIX = "androidx.enterprise.feedback"

        /** Returns what a state that arrived says in one of its fields. */
        fun Map<String, Any?>.field(name: String): String = "${this["$PREFIX.APP_STATE_$name"]}"

        /** Installs one as the service of [packageName]. */
        fun install(packageName: String): FakeReceiver {
            val receiver = Robolectric.buildService(FakeReceiver::class.java).create().get()
            val component = declare(packageName)
            shadowOf(RuntimeEnvironment.getApplication()).run {
                val intent = Intent().setComponent(component)
                setComponentNameAndServiceForBindServiceForIntent(intent, component, receiver.onBind(intent))
            }
            return receiver
        }

        /** Has the manifest of [packageName] declare one. */
        fun declare(packageName: String): ComponentName {
            val component = ComponentName(packageName, "$packageName.AppStatesService")
            // Android does not, but Robolectric's default is to.
            shadowOf(RuntimeEnvironment.getApplication()).setUnbindServiceCallsOnServiceDisconnected(false)
            shadowOf(RuntimeEnvironment.getApplication().packageManager).run {
                addServiceIfNotPresent(component)
                addIntentFilterForService(component, IntentFilter("$PREFIX.action.APP_STATES"))
            }
            return component
        }
    }
}
