package org.appvagt.policy

import android.content.res.Resources
import org.appvagt.R

/** The policy that this app brings along, in force until the device's management sends another. */
internal class BuiltInPolicy(private val resources: Resources) {
    val json: String by lazy { resources.openRawResource(R.raw.built_in_policy).bufferedReader().use { it.readText() } }

    /** Whether the organisation has decided it, whose own app this is. */
    val isOwn: Boolean get() = resources.getBoolean(R.bool.own_policy)
}
