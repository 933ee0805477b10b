package org.appvagt.check

import android.content.Context
import org.appvagt.scanner.AppPlace
import org.appvagt.scanner.Profile
import org.appvagt.scanner.Report
import org.appvagt.storage.AtomicFileStore
import org.appvagt.storage.AtomicFileStore.Kept
import org.json.JSONArray
import org.json.JSONObject
import java.time.LocalDate
import java.time.ZoneOffset

/** Remembers since when banned apps were found, for as long as they are: some deadlines count from there. */
internal class FirstFound(context: Context, private val installation: OwnInstallation) {
    private val store = AtomicFileStore(context, "first-found.json")

    /** What the file holds, as it was last read or kept; null if that is nothing, or not known. */
    private var kept: Memory? = null

    /** What is remembered. */
    data class Memory(
        /** The day on which the memory began. */
        val since: LocalDate,
        /** Whether there was one before that is lost, or may be. */
        val isAnew: Boolean,
        val days: Map<AppPlace, LocalDate> = emptyMap(),
    ) {
        val packages: Set<String> get() = days.keys.mapTo(mutableSetOf()) { it.packageName }
    }

    /** Reads what is remembered [today]; the memory begins anew if there is none. */
    fun load(today: LocalDate): Memory {
        val read = store.load(::memory)
        kept = (read as? Kept.Whole)?.value
        return when (read) {
            // Found on a day to come: the clock was wrong.
            is Kept.Whole -> read.value.copy(days = read.value.days.mapValues { minOf(it.value, today) })

            Kept.Damaged -> Memory(today, isAnew = true)

            Kept.Nothing -> Memory(today, isAnew = isInstalledBefore(today))
        }
    }

    /** Returns whether this app is here for longer than since yesterday: where the day begins depends on the time zone. */
    private fun isInstalledBefore(today: LocalDate): Boolean {
        val installed = installation.installedAt() ?: return false
        return installed.atZone(ZoneOffset.UTC).toLocalDate() < today.minusDays(1)
    }

    /** Keeps [memory], and returns whether it is kept. */
    fun save(memory: Memory): Boolean {
        if (memory == kept) return true
        val json =
            JSONObject()
                .put("since", memory.since.toEpochDay())
                .put("anew", memory.isAnew)
                .put("found", JSONArray(memory.days.map { (app, day) -> json(app, day) }))
        return store.save(json).also { if (it) kept = memory }
    }

    private fun json(
        app: AppPlace,
        day: LocalDate,
    ) = JSONObject().put("package", app.packageName).put("profile", app.profile?.name).put("day", day.toEpochDay())

    private fun memory(json: JSONObject): Memory {
        val found = json.getJSONArray("found")
        return Memory(
            LocalDate.ofEpochDay(json.getLong("since")),
            json.getBoolean("anew"),
            List(found.length()) { found.getJSONObject(it) }.associate {
                val profile = if (it.has("profile")) Profile.valueOf(it.getString("profile")) else null
                AppPlace(it.getString("package"), profile) to LocalDate.ofEpochDay(it.getLong("day"))
            },
        )
    }

    companion object {
        /**
         * Returns what is remembered after [report]. A day stays as it was first noted, whatever the clock says later. What is
         * not found any more is forgotten unless the report leaves it unresolved.
         */
        fun after(
            before: Memory,
            report: Report,
        ): Memory {
            val known =
                before.days.entries.groupBy({ it.key.packageName }, { it.value }).mapValues { it.value.min() }
            val found =
                report.findings
                    .mapNotNull { finding ->
                        val day = known[finding.packageName] ?: finding.since
                        day?.let { finding.place to it }
                    }.toMap()
            val unresolved = before.days.filterKeys { it in report.unresolved && it !in found }
            return before.copy(days = found + unresolved)
        }
    }
}
