package org.appvagt.policy

import android.os.Bundle
import android.os.Parcelable
import org.json.JSONArray
import org.json.JSONObject

/** Returns a bundle as JSON, value by value as it was delivered; nulls and values of kinds no MDM delivers are left out. */
internal fun json(bundle: Bundle): JSONObject {
    val json = JSONObject()
    for (key in bundle.keySet()) {
        @Suppress("DEPRECATION")
        json(bundle.get(key))?.let { json.put(key, it) }
    }
    return json
}

private fun json(value: Any?): Any? =
    when (value) {
        is Bundle -> json(value)
        is Array<*> -> array(value.asIterable())
        is Iterable<*> -> array(value)
        is Parcelable, null -> null
        is Float -> value.toDouble()
        is Number, is Boolean -> value
        is CharSequence -> value.toString()
        else -> null
    }

private fun array(values: Iterable<*>) = JSONArray(values.mapNotNull(::json))
