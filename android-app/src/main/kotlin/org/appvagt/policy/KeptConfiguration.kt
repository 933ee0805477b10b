package org.appvagt.policy

import android.content.Context
import org.appvagt.storage.AtomicFileStore
import org.json.JSONObject

/** Remembers the last managed configuration that was a policy, as JSON. */
internal class KeptConfiguration(context: Context) {
    private val store = AtomicFileStore(context, "configuration.json")

    /** Returns what is kept; null if nothing is. */
    fun load(): String? = store.loadOrNull { it.getString("configuration") }

    /** Keeps [configuration] from now on, and returns whether it is kept. */
    fun save(configuration: String): Boolean = store.save(JSONObject().put("configuration", configuration))

    /** Keeps nothing from now on. */
    fun clear() = store.clear()
}
