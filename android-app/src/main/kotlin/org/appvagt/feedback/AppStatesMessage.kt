package org.appvagt.feedback

import android.os.Bundle
import android.os.Message

/** The action of the services that take keyed app states. */
internal const val ACTION_APP_STATES = "androidx.enterprise.feedback.action.APP_STATES"

private const val WHAT_STATES = 1
private const val WHAT_STATES_AT_ONCE = 2

private const val PREFIX = "androidx.enterprise.feedback."

/**
 * Returns the message in which such a service takes [states]; if [immediate], it is asked to pass them on at once, not when it
 * next reports.
 */
internal fun appStatesMessage(
    states: Collection<KeyedAppState>,
    immediate: Boolean,
): Message =
    Message.obtain().apply {
        what = if (immediate) WHAT_STATES_AT_ONCE else WHAT_STATES
        obj =
            Bundle().apply {
                putParcelableArrayList("${PREFIX}APP_STATES", states.mapTo(ArrayList(states.size), ::bundle))
            }
    }

private fun bundle(state: KeyedAppState) =
    Bundle().apply {
        putString("${PREFIX}APP_STATE_KEY", state.key)
        putInt("${PREFIX}APP_STATE_SEVERITY", state.severity.code)
        putString("${PREFIX}APP_STATE_MESSAGE", state.message)
        putString("${PREFIX}APP_STATE_DATA", state.data)
    }
