package org.appvagt.storage

import android.content.Context
import android.os.Looper
import android.util.AtomicFile
import android.util.Log
import org.json.JSONException
import org.json.JSONObject
import java.io.File
import java.io.FileNotFoundException
import java.io.IOException

/**
 * A text that this app keeps in a file of its own. It is replaced whole or not at all, whatever happens meanwhile; a backup
 * would carry it to a device of another organisation, so there is none.
 */
internal class AtomicFileStore(context: Context, private val name: String) {
    /** Android makes the folder when it is asked for. */
    private val file by lazy { AtomicFile(File(context.noBackupFilesDir, name)) }

    /** What is kept; null if nothing is. */
    fun load(): String? {
        refuseMainThread()
        return try {
            file.readFully().decodeToString()
        } catch (_: FileNotFoundException) {
            null
        } catch (e: IOException) {
            Log.w(TAG, "$name cannot be read", e)
            null
        }
    }

    /** What [read] makes of the JSON object that is kept; null if nothing is, or it is damaged. */
    fun <T> loadJson(read: (JSONObject) -> T): T? {
        val text = load() ?: return null
        return try {
            read(JSONObject(text))
        } catch (e: JSONException) {
            Log.w(TAG, "$name is damaged and forgotten", e)
            null
        } catch (e: IllegalArgumentException) {
            Log.w(TAG, "$name is damaged and forgotten", e)
            null
        }
    }

    /** What [read] makes of each value of the JSON object that is kept, by its key; nothing if [loadJson] has nothing. */
    fun <T> loadMap(read: JSONObject.(key: String) -> T): Map<String, T> =
        loadJson { json -> json.keys().asSequence().associateWith { json.read(it) } }.orEmpty()

    /** Keeps [text] from now on. Where that fails, as when storage is full, what was kept before is; the answer is false. */
    fun save(text: String): Boolean {
        refuseMainThread()
        return try {
            val stream = file.startWrite()
            try {
                stream.write(text.encodeToByteArray())
                file.finishWrite(stream)
            } catch (e: IOException) {
                file.failWrite(stream)
                throw e
            }
            true
        } catch (e: IOException) {
            Log.w(TAG, "$name cannot be written", e)
            false
        }
    }

    /** Keeps nothing from now on. */
    fun clear() {
        refuseMainThread()
        file.delete()
    }

    private fun refuseMainThread() =
        check(Looper.myLooper() != Looper.getMainLooper()) { "$name is read and written by the worker" }

    private companion object {
        const val TAG = "Appvagt"
    }
}
