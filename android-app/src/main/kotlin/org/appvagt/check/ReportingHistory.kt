package org.appvagt.check

import android.content.Context
import org.appvagt.feedback.SentStates
import org.appvagt.scanner.Scanner
import java.time.Instant

/** What was last reported to the organisation, and who took it. */
internal data class ReportingHistory(
    /** Null before the first check. */
    val last: LastCheck?,
    /** When anything was last delivered to each receiver, by its name. */
    val delivered: Map<String, Instant>,
) {
    companion object {
        /** Reads what is remembered. Not on the main thread. */
        fun read(
            context: Context,
            sentStates: SentStates,
        ): ReportingHistory {
            val scanner = Scanner(context)
            val delivered =
                sentStates.all().mapNotNull { (receiver, state) ->
                    state.deliveredAt?.let {
                        scanner.label(receiver.packageName) to Instant.ofEpochMilli(it)
                    }
                }
            return ReportingHistory(LastCheck.Memory(context).load(), delivered.toMap())
        }
    }
}
