package org.appvagt.feedback

import android.content.ComponentName
import android.content.Context
import android.util.AtomicFile
import android.util.Log
import org.appvagt.feedback.KeyedAppState.Severity
import org.appvagt.writeWhole
import org.json.JSONArray
import org.json.JSONException
import org.json.JSONObject
import java.io.File
import java.io.IOException

/**
 * Remembers in a file which receiver was told what. It holds states, and so no app but the receivers. Whatever is wrong with
 * the file only means that states are sent again.
 */
internal class SentStates(private val context: Context) {
    private val file by lazy { AtomicFile(File(context.noBackupFilesDir, "sent-states.json")) }
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
        try {
            val json = JSONObject(String(file.readFully()))
            json.keys().asSequence().associate { name ->
                val receiver = ComponentName.unflattenFromString(name) ?: throw JSONException("no component: $name")
                receiver to heard(json.getJSONObject(name))
            }
        } catch (_: IOException) {
            // Nothing was sent yet.
            emptyMap()
        } catch (e: JSONException) {
            Log.w(TAG, "what was sent is forgotten", e)
            emptyMap()
        } catch (e: IllegalArgumentException) {
            Log.w(TAG, "what was sent is forgotten", e)
            emptyMap()
        }

    private fun write(all: Map<ComponentName, Heard>) {
        receivers = all
        val json = JSONObject()
        all.forEach { (receiver, heard) -> json.put(receiver.flattenToString(), json(heard)) }
        try {
            file.writeWhole(json.toString())
        } catch (e: IOException) {
            Log.w(TAG, "cannot remember what was sent", e)
        }
    }

    private fun heard(json: JSONObject): Heard {
        val states = json.getJSONArray("states")
        return Heard(
            immediateAt = if (json.has("immediate_at")) json.getLong("immediate_at") else null,
            states = List(states.length()) { told(states.getJSONObject(it)) }.associateBy { it.state.key },
        )
    }

    private fun told(json: JSONObject) =
        Heard.Told(
            KeyedAppState(
                key = json.getString("key"),
                severity = Severity.valueOf(json.getString("severity")),
                message = json.getString("message"),
                data = json.getString("data"),
            ),
            waits = json.getBoolean("waits"),
        )

    private fun json(heard: Heard) =
        JSONObject()
            .put("immediate_at", heard.immediateAt)
            .put("states", JSONArray(heard.states.values.map(::json)))

    private fun json(told: Heard.Told) =
        JSONObject()
            .put("key", told.state.key)
            .put("severity", told.state.severity.name)
            .put("message", told.state.message)
            .put("data", told.state.data)
            .put("waits", told.waits)

    private companion object {
        const val TAG = "Appvagt"
    }
}
