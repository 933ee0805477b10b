package org.appvagt.check

import android.content.Context
import org.appvagt.storage.AtomicFileStore
import org.json.JSONObject
import java.time.Clock
import java.time.Duration
import java.time.Instant
import java.time.LocalDate

/** Remembers the latest time at which the phone was checked: whoever sets the clock back changes nothing by that. */
internal class LatestTime(context: Context, private val installation: OwnInstallation) {
    private val store = AtomicFileStore(context, "latest-time.json")

    /** A point in time, and the day that the phone's clock showed. */
    data class Seen(val at: Instant, val day: LocalDate)

    /** What is remembered. */
    data class Memory(
        /** Null before the first check. */
        val latest: Seen?,
        /** A time far [ahead] of that, which a clock may have shown by mistake; null if there was none. */
        val ahead: Seen? = null,
    )

    /** The day to judge by, and what is remembered after that. */
    data class Judged(
        val day: LocalDate,
        /** Whether the phone's clock was set back to before that day. */
        val setBack: Boolean,
        val after: Memory,
    )

    /** Reads [clock], takes note of the time, and returns the day to judge by. */
    fun judge(clock: Clock): Judged {
        val before = store.loadOrNull(::memory) ?: Memory(updated(clock))
        val judged = judge(before, Seen(clock.instant(), LocalDate.now(clock)))
        if (judged.after != before) store.save(json(judged.after))
        return judged
    }

    /** Returns when this app was last updated, before which no check can have been. */
    private fun updated(clock: Clock): Seen? =
        installation.updatedAt()?.let { Seen(it, it.atZone(clock.zone).toLocalDate()) }

    private fun memory(json: JSONObject) = Memory(seen(json), json.optJSONObject("ahead")?.let(::seen))

    private fun seen(json: JSONObject) =
        Seen(Instant.ofEpochMilli(json.getLong("at")), LocalDate.ofEpochDay(json.getLong("day")))

    private fun json(memory: Memory) =
        (memory.latest?.let(::json) ?: JSONObject()).put("ahead", memory.ahead?.let(::json))

    private fun json(seen: Seen) = JSONObject().put("at", seen.at.toEpochMilli()).put("day", seen.day.toEpochDay())

    companion object {
        /** Clocks are put right by a little all the time. */
        private val PUT_RIGHT = Duration.ofHours(1)

        /** No phone that is used goes without a check for so long. */
        private const val FAR_AHEAD_YEARS = 1L

        /**
         * Returns the day to judge by [now]: never one before the latest. A clock that is far ahead is believed at once, but
         * remembered only when a later day has shown the same: some phones start with a wrong date until they are online.
         */
        fun judge(
            before: Memory,
            now: Seen,
        ): Judged {
            val latest = before.latest ?: return Judged(now.day, setBack = false, Memory(now))
            if (now.day < latest.day) {
                // Who travels west, or whose clock is put right at midnight, has set nothing back.
                val setBack = now.at < latest.at - PUT_RIGHT
                return Judged(latest.day, setBack, Memory(latest))
            }
            val after =
                when {
                    now.day <= latest.day.plusYears(FAR_AHEAD_YEARS) -> Memory(Seen(maxOf(now.at, latest.at), now.day))
                    before.ahead == null || now.day < before.ahead.day -> Memory(latest, now)
                    now.day == before.ahead.day -> before
                    else -> Memory(now)
                }
            return Judged(now.day, setBack = false, after)
        }
    }
}
