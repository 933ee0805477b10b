package org.appvagt.platform

import android.content.pm.PackageManager
import android.util.Log

/**
 * Returns what comes of a [question] to the phone; null if there is no answer, which is logged: [what] the phone does not say.
 * System services throw anything when they are down, and no check may fail of that: the next one asks again.
 */
internal fun <T> answered(
    what: String,
    question: () -> T?,
): T? =
    try {
        question()
    } catch (_: PackageManager.NameNotFoundException) {
        null
    } catch (e: RuntimeException) {
        Log.w("Appvagt", "the phone does not say $what", e)
        null
    }
