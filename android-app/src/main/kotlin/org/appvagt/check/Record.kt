package org.appvagt.check

import android.content.Context
import android.content.pm.PackageManager
import org.appvagt.feedback.SentStates
import java.time.Instant

/** What the organisation was told last, and who took it. */
internal data class Record(
    /** Null before the first check. */
    val last: LastCheck?,
    /** When each receiver was last told anything, by its name. */
    val told: Map<String, Instant>,
) {
    companion object {
        /** Reads what is remembered. Not on the main thread. */
        fun read(
            context: Context,
            sentStates: SentStates,
        ): Record {
            val told =
                sentStates.all().mapNotNull { (receiver, heard) ->
                    heard.toldAt?.let {
                        label(context.packageManager, receiver.packageName) to Instant.ofEpochMilli(it)
                    }
                }
            return Record(LastCheck.Memory(context).load(), told.toMap())
        }

        private fun label(
            packages: PackageManager,
            packageName: String,
        ): String =
            try {
                packages.getApplicationInfo(packageName, 0).loadLabel(packages).toString()
            } catch (_: PackageManager.NameNotFoundException) {
                packageName
            }
    }
}
