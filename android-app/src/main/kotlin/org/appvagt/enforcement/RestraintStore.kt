package org.appvagt.enforcement

import android.content.Context
import org.appvagt.storage.AtomicFileStore
import org.json.JSONObject

/** Remembers what this app keeps from being used, so that it can always be undone. All of it was found to be banned. */
internal class RestraintStore(context: Context) {
    private val file = AtomicFileStore(context, "restrained.json")

    /** By package name. */
    fun load(): Map<String, Restraint> = file.loadMap { Restraint.valueOf(getString(it)) }

    /** Whether it will be remembered. */
    fun save(restrained: Map<String, Restraint>): Boolean =
        file.save(JSONObject(restrained.mapValues { it.value.name }).toString())
}
