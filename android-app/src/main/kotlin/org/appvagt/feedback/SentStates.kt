package org.appvagt.feedback

import android.content.ComponentName
import android.content.Context
import org.appvagt.kept.KeptFile
import org.json.JSONArray
import org.json.JSONException
import org.json.JSONObject

/**
 * Remembers in a file which receiver was told what. It holds states, and so no app but the receivers. Whatever is wrong with
 * the file only means that states are sent again.
 */
internal class SentStates(private val context: Context) {
    private val file by lazy { KeptFile(context, "sent-states.json") }
    private var receivers: Map<ComponentName, Heard>? = null

    fun all(): Map<ComponentName, Heard> = receivers ?: read().also { receivers = it }

    fun of(receiver: ComponentName): Heard = all()[receiver] ?: Heard()

    fun put(
        receiver: ComponentName,
        heard: Heard,
    ) = write(all() + (receiver to heard))

    /** Forgets all others. */
    fun keep(only: Set<ComponentName>) {
        val all = all()
        if (!only.containsAll(all.keys)) write(all.filterKeys { it in only })
    }

    private fun read(): Map<ComponentName, Heard> =
        file
            .loadMap { name ->
                val receiver = ComponentName.unflattenFromString(name) ?: throw JSONException("no component: $name")
                receiver to heard(getJSONObject(name))
            }.values
            .toMap()

    private fun write(all: Map<ComponentName, Heard>) {
        receivers = all
        val json = JSONObject()
        all.forEach { (receiver, heard) -> json.put(receiver.flattenToString(), json(heard)) }
        file.save(json.toString())
    }

    private fun heard(json: JSONObject): Heard {
        val states = json.getJSONArray("states")
        return Heard(
            immediateAt = json.timeOrNull("immediate_at"),
            toldAt = json.timeOrNull("told_at"),
            states = List(states.length()) { told(states.getJSONObject(it)) }.associateBy { it.state.key },
        )
    }

    private fun JSONObject.timeOrNull(name: String): Long? = if (has(name)) getLong(name) else null

    private fun told(json: JSONObject) = Heard.Told(KeyedAppState.read(json), waits = json.getBoolean("waits"))

    private fun json(heard: Heard) =
        JSONObject()
            .put("immediate_at", heard.immediateAt)
            .put("told_at", heard.toldAt)
            .put("states", JSONArray(heard.states.values.map(::json)))

    private fun json(told: Heard.Told) = told.state.json().put("waits", told.waits)
}
