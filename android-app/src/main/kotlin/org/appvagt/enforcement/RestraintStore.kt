package org.appvagt.enforcement

import android.content.Context
import org.appvagt.storage.AtomicFileStore
import org.appvagt.storage.AtomicFileStore.Kept
import org.appvagt.storage.mapValues
import org.json.JSONObject

/**
 * Remembers what this app keeps from being used, so that it can always be undone. All of it was found to be banned. Used by one
 * thread at a time.
 */
internal class RestraintStore(context: Context) {
    private val store = AtomicFileStore(context, "restrained.json")

    /** What is remembered, by package name. */
    data class Memory(
        /** What this app has restrained, or is about to. */
        val own: Map<String, Restraint> = emptyMap(),
        /** What was found restrained though this app remembers nothing of it: by somebody else, or before it was forgotten. */
        val unclaimed: Map<String, Restraint> = emptyMap(),
    )

    /** Null before it was read. */
    private var read: Memory? = null

    /** Whether the file holds just that. */
    private var isKept = false

    /** What is remembered, as it was last read or kept. */
    val memory: Memory get() = read ?: load()

    /** Reads what is remembered. */
    fun load(): Memory {
        val kept = store.load { Memory(restraints(it, "own"), restraints(it, "unclaimed")) }
        isKept = kept != Kept.Damaged
        return ((kept as? Kept.Whole)?.value ?: Memory()).also { read = it }
    }

    /** Keeps [memory], and returns whether it will be remembered. */
    fun save(memory: Memory): Boolean {
        if (isKept && memory == read) return true
        val isSaved = store.save(JSONObject().put("own", json(memory.own)).put("unclaimed", json(memory.unclaimed)))
        if (isSaved) read = memory
        isKept = isSaved || isKept
        return isSaved
    }

    private fun restraints(
        json: JSONObject,
        key: String,
    ): Map<String, Restraint> = json.getJSONObject(key).mapValues { Restraint.valueOf(getString(it)) }

    private fun json(restraints: Map<String, Restraint>) = JSONObject(restraints.mapValues { it.value.name })
}
