package org.appvagt.feedback

import android.content.ComponentName
import android.content.Context
import android.os.Handler
import android.os.Looper
import org.appvagt.platform.TimeLimit
import java.util.concurrent.Executor

/**
 * Delivers to the organisation's device management, through [StateReceivers], what changed since the last delivery. What a
 * receiver cannot take now it gets after the next check. There is one sender an app: two would take back each other's states.
 * Used on the thread of [worker] only, which runs one thing at a time.
 */
internal class StateSender(
    private val context: Context,
    private val worker: Executor,
    private val sent: SentStates,
    limit: TimeLimit,
    private val clock: () -> Long,
) : StateConnection.Callbacks {
    private val main = Handler(Looper.getMainLooper())
    private val receivers = StateReceivers(context, limit)
    private val connections = mutableMapOf<ComponentName, StateConnection>()
    private val states = mutableMapOf<String, KeyedAppState>()
    private val sendAgain = Runnable { worker.execute(::sendWhatIsDue) }

    /**
     * Sends [newStates], each in place of the one with its key; other keys stay as they are. None means that nothing is to be
     * sent any more: what was sent is forgotten, or receivers would get it again every day.
     */
    fun send(newStates: List<KeyedAppState>) {
        if (newStates.isEmpty()) {
            states.clear()
            sent.keep(emptySet())
        }
        newStates.associateByTo(states) { it.key }
        sendWhatIsDue()
    }

    override fun connected(connection: StateConnection) {
        if (receivers.allows(connection.receiver.packageName)) deliver(connection) else lost(connection)
    }

    override fun lost(connection: StateConnection) {
        if (connections.remove(connection.receiver, connection)) connection.unbind()
    }

    private fun sendWhatIsDue() {
        val now = receivers.all()
        connections.values.filter { it.receiver !in now }.forEach(::lost)
        sent.keep(now)
        now.filter { sent.of(it).next(states.values, clock()) != null }.forEach { receiver ->
            connections[receiver]?.let(::deliver) ?: connect(receiver)
        }
        waitForImmediate()
    }

    /** Binds for a while: long enough for a slow start, and for the receiver to take in what was delivered. */
    private fun connect(receiver: ComponentName) {
        val connection = StateConnection(context, receiver, worker, this)
        connections[receiver] = connection
        if (connection.bind()) {
            main.postDelayed({ worker.execute { lost(connection) } }, BOUND_FOR)
        } else {
            lost(connection)
        }
    }

    private fun deliver(connection: StateConnection) {
        val receiver = connection.receiver
        val next = sent.of(receiver).next(states.values, clock()) ?: return
        if (!connection.send(appStatesMessage(next.states, next.immediate))) return
        sent.put(receiver, next.after)
        waitForImmediate()
    }

    /** Sends again when the next immediate message may go out, if one is to. */
    private fun waitForImmediate() {
        main.removeCallbacks(sendAgain)
        val wait = sent.all().values.mapNotNull { it.waitFor(clock()) }.minOrNull() ?: return
        main.postDelayed(sendAgain, wait)
    }

    private companion object {
        const val BOUND_FOR = 10_000L
    }
}
