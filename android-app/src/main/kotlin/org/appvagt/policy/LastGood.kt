package org.appvagt.policy

import android.content.Context
import android.util.AtomicFile
import org.appvagt.writeWhole
import java.io.File
import java.io.FileNotFoundException
import java.io.IOException

/** Keeps the last configuration that gave a good policy, so that it stays in force whatever comes after it. */
internal class LastGood(context: Context) {
    // Written whole or not at all; a backup would carry it to a device of another organisation.
    private val file = AtomicFile(File(context.noBackupFilesDir, "configuration.json"))

    /** The configuration, as JSON; null if there is none. */
    fun load(): String? =
        try {
            file.readFully().decodeToString()
        } catch (_: FileNotFoundException) {
            null
        }

    /**
     * Replaces it by [configuration].
     *
     * @throws IOException if it cannot be written; the one before is kept then.
     */
    fun save(configuration: String) = file.writeWhole(configuration)

    /** Forgets it. */
    fun clear() {
        file.delete()
    }
}
