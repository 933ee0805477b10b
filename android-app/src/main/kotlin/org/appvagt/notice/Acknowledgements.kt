package org.appvagt.notice

import android.content.Context
import org.appvagt.feedback.Acknowledgement
import org.appvagt.policy.Policy
import org.appvagt.storage.AtomicFileStore
import org.json.JSONObject
import java.time.LocalDate

/** Remembers which wording of the organisation's notice the employee has confirmed having read, and when. */
internal class Acknowledgements(context: Context) {
    private val store = AtomicFileStore(context, "acknowledgement.json")

    private data class Given(val version: Int, val on: LocalDate)

    /** Returns how it stands with [notice]: who has confirmed a later wording has confirmed this one. */
    fun of(notice: Policy.Notice?): Acknowledgement {
        if (notice == null || !notice.acknowledge) return Acknowledgement.NotAsked
        val given =
            store.loadOrNull { Given(it.getInt("wording"), LocalDate.ofEpochDay(it.getLong("on"))) }
        return if (given != null && given.version >= notice.version) {
            Acknowledgement.Given(given.on)
        } else {
            Acknowledgement.Missing
        }
    }

    /** Confirms that the employee has read [notice], and returns whether that is kept. */
    fun give(
        notice: Policy.Notice,
        on: LocalDate,
    ): Boolean = store.save(JSONObject().put("wording", notice.version).put("on", on.toEpochDay()))
}
