package org.appvagt.feedback

/** What one receiver was told so far. */
internal data class Heard(
    /** When it was last asked to pass states on at once, in milliseconds since 1970; null if never. */
    val immediateAt: Long? = null,
    /** When it was last told anything, in milliseconds since 1970; null if never. */
    val toldAt: Long? = null,
    /** By their key. */
    val states: Map<String, Told> = emptyMap(),
) {
    /** A state it was told. */
    data class Told(
        val state: KeyedAppState,
        /** Whether the receiver is still to be asked to pass it on at once. */
        val waits: Boolean,
    )

    /** One message, and what the receiver has heard after it. */
    data class Next(val states: List<KeyedAppState>, val immediate: Boolean, val after: Heard)

    /**
     * The message that tells the receiver [wanted] at the time [now]; null if it heard all of it. States that a person would
     * read differently are to be passed on at once, but that is asked once a minute at most: until then, they are told and
     * wait.
     */
    fun next(
        wanted: Collection<KeyedAppState>,
        now: Long,
    ): Next? {
        val all = states.mapValues { it.value.state } + wanted.associateBy { it.key }
        val urgent = all.values.filter(::isUrgent)
        val immediate = urgent.isNotEmpty() && coolDown(now) == null
        val due = all.values.filter { states[it.key]?.state != it || (immediate && it in urgent) }
        if (due.isEmpty()) return null
        val told = due.associate { it.key to Told(it, waits = !immediate && it in urgent) }
        return Next(due, immediate, Heard(if (immediate) now else immediateAt, now, states + told))
    }

    /** In how many milliseconds states that wait may be passed on; null if none waits for that. */
    fun waitFor(now: Long): Long? = if (states.values.any { it.waits }) coolDown(now) else null

    private fun coolDown(now: Long): Long? {
        val since = now - (immediateAt ?: return null)
        // The clock may have been set back.
        return if (since in 0 until COOL_DOWN) COOL_DOWN - since else null
    }

    private fun isUrgent(state: KeyedAppState): Boolean {
        val told = states[state.key] ?: return true
        return told.waits || told.state.severity != state.severity || told.state.message != state.message
    }

    private companion object {
        const val COOL_DOWN = 60_000L
    }
}
