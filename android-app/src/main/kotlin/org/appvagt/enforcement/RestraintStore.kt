package org.appvagt.enforcement

import android.content.Context
import org.appvagt.storage.AtomicFileStore
import org.appvagt.storage.mapValues
import org.json.JSONObject

/** Remembers what this app keeps from being used, so that it can always be undone. All of it was found to be banned. */
internal class RestraintStore(context: Context) {
    private val store = AtomicFileStore(context, "restrained.json")

    /** What is remembered, by package name. */
    data class Memory(
        /** What this app has restrained, or is about to. */
        val own: Map<String, Restraint> = emptyMap(),
        /** What was found restrained though this app remembers nothing of it: by somebody else, or before it was forgotten. */
        val unclaimed: Map<String, Restraint> = emptyMap(),
    )

    /** Reads what is remembered. */
    fun load(): Memory = store.loadOrNull { Memory(restraints(it, "own"), restraints(it, "unclaimed")) } ?: Memory()

    /** Keeps [memory], and returns whether it will be remembered. */
    fun save(memory: Memory): Boolean =
        store.save(JSONObject().put("own", json(memory.own)).put("unclaimed", json(memory.unclaimed)))

    private fun restraints(
        json: JSONObject,
        key: String,
    ): Map<String, Restraint> = json.getJSONObject(key).mapValues { Restraint.valueOf(getString(it)) }

    private fun json(restraints: Map<String, Restraint>) = JSONObject(restraints.mapValues { it.value.name })
}
