package org.appvagt.feedback

/** What was delivered to one receiver so far. */
internal data class ReceiverState(
    /** When it was last asked to pass states on at once, in milliseconds since 1970; null if never. */
    val immediateAt: Long? = null,
    /** When anything was last delivered to it, in milliseconds since 1970; null if never. */
    val deliveredAt: Long? = null,
    /** When all states were last delivered to it, in milliseconds since 1970; null if never. */
    val allAt: Long? = null,
    /** By their key. */
    val states: Map<String, Delivered> = emptyMap(),
) {
    /** A state that was delivered to it. */
    data class Delivered(
        val state: KeyedAppState,
        /** Whether the receiver is still to be asked to pass it on at once. */
        val waits: Boolean,
    )

    /** One message, and what the receiver has after it. */
    data class Next(val states: List<KeyedAppState>, val immediate: Boolean, val after: ReceiverState)

    /**
     * Returns the message that delivers [wanted] at the time [now]; null if the receiver has all of it. States that a person
     * would read differently are to be passed on at once, but that is asked once a minute at most: until then, they are
     * delivered and wait. Once a day all are delivered: receivers drop what comes before they are set up to report.
     */
    fun next(
        wanted: Collection<KeyedAppState>,
        now: Long,
    ): Next? {
        val all = states.mapValues { it.value.state } + wanted.associateBy { it.key }
        val urgent = all.values.filter(::isUrgent)
        val immediate = urgent.isNotEmpty() && coolDown(now) == null
        val isDaily = allAt == null || now - allAt !in 0 until DAY
        val due = all.values.filter { isDaily || states[it.key]?.state != it || (immediate && it in urgent) }
        if (due.isEmpty()) return null
        val delivered = due.associate { it.key to Delivered(it, waits = !immediate && it in urgent) }
        return Next(
            due,
            immediate,
            ReceiverState(
                if (immediate) now else immediateAt,
                now,
                if (isDaily) now else allAt,
                states + delivered,
            ),
        )
    }

    /** Returns in how many milliseconds states that wait may be passed on; null if none waits for that. */
    fun waitFor(now: Long): Long? = if (states.values.any { it.waits }) coolDown(now) else null

    private fun coolDown(now: Long): Long? {
        val since = now - (immediateAt ?: return null)
        // The clock may have been set back.
        return if (since in 0 until COOL_DOWN) COOL_DOWN - since else null
    }

    private fun isUrgent(state: KeyedAppState): Boolean {
        val before = states[state.key] ?: return true
        return before.waits || before.state.severity != state.severity || before.state.message != state.message
    }

    private companion object {
        const val COOL_DOWN = 60_000L
        const val DAY = 86_400_000L
    }
}
