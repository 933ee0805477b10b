package org.appvagt.check

import android.content.Context
import org.appvagt.scanner.Report
import org.appvagt.storage.AtomicFileStore
import org.json.JSONObject
import java.time.LocalDate

/** Remembers since when banned apps were found, for as long as they are: some deadlines count from there. */
internal class FirstFound(context: Context) {
    private val file = AtomicFileStore(context, "first-found.json")

    /** By package name. */
    fun load(): Map<String, LocalDate> = file.loadMap { LocalDate.ofEpochDay(getLong(it)) }

    /** Takes note of what [report] found, where this was known [before]. */
    fun note(
        before: Map<String, LocalDate>,
        report: Report,
    ) {
        val after = after(before, report)
        if (after != before) file.save(JSONObject(after.mapValues { it.value.toEpochDay() }).toString())
    }

    companion object {
        /**
         * What is remembered after [report]. A day stays as it was first noted, whatever the clock says later. What is not
         * found any more is forgotten, unless the phone's list of apps was not to be trusted.
         */
        fun after(
            before: Map<String, LocalDate>,
            report: Report,
        ): Map<String, LocalDate> {
            val found =
                report.findings.mapNotNull { finding ->
                    (before[finding.packageName] ?: finding.since)?.let { finding.packageName to it }
                }
            val names = found.mapTo(mutableSetOf()) { it.first }
            return found.toMap() + before.filterKeys { it in names || !report.provesAbsence }
        }
    }
}
