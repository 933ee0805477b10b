package org.appvagt.feedback

import android.content.ComponentName
import android.content.Context
import org.appvagt.storage.AtomicFileStore
import org.json.JSONArray
import org.json.JSONException
import org.json.JSONObject

/**
 * Remembers in a file what was delivered to which receiver. It holds states, and so no app but the receivers. Whatever is
 * wrong with the file only means that states are sent again.
 */
internal class SentStates(private val context: Context) {
    private val store by lazy { AtomicFileStore(context, "sent-states.json") }
    private var receivers: Map<ComponentName, ReceiverState>? = null

    fun all(): Map<ComponentName, ReceiverState> = receivers ?: read().also { receivers = it }

    fun of(receiver: ComponentName): ReceiverState = all()[receiver] ?: ReceiverState()

    fun put(
        receiver: ComponentName,
        state: ReceiverState,
    ) = write(all() + (receiver to state))

    /** Forgets all others. */
    fun keep(only: Set<ComponentName>) {
        val all = all()
        if (!only.containsAll(all.keys)) write(all.filterKeys { it in only })
    }

    private fun read(): Map<ComponentName, ReceiverState> =
        store
            .loadOrNull { json ->
                val receivers = json.getJSONObject("receivers")
                receivers.keys().asSequence().associate { component(it) to state(receivers.getJSONObject(it)) }
            }.orEmpty()

    private fun component(name: String) =
        ComponentName.unflattenFromString(name) ?: throw JSONException("no component: $name")

    private fun write(all: Map<ComponentName, ReceiverState>) {
        receivers = all
        val json = JSONObject()
        all.forEach { (receiver, state) -> json.put(receiver.flattenToString(), json(state)) }
        store.save(JSONObject().put("receivers", json))
    }

    private fun state(json: JSONObject): ReceiverState {
        val states = json.getJSONArray("states")
        return ReceiverState(
            immediateAt = json.timeOrNull("immediate_at"),
            deliveredAt = json.timeOrNull("delivered_at"),
            allAt = json.timeOrNull("all_at"),
            states = List(states.length()) { delivered(states.getJSONObject(it)) }.associateBy { it.state.key },
        )
    }

    private fun JSONObject.timeOrNull(name: String): Long? = if (has(name)) getLong(name) else null

    private fun delivered(json: JSONObject) =
        ReceiverState.Delivered(KeyedAppState.read(json), waits = json.getBoolean("waits"))

    private fun json(state: ReceiverState) =
        JSONObject()
            .put("immediate_at", state.immediateAt)
            .put("delivered_at", state.deliveredAt)
            .put("all_at", state.allAt)
            .put("states", JSONArray(state.states.values.map(::json)))

    private fun json(delivered: ReceiverState.Delivered) = delivered.state.json().put("waits", delivered.waits)
}
