package org.appvagt.storage

import android.content.Context
import android.os.Looper
import android.util.Log
import org.json.JSONException
import org.json.JSONObject
import java.io.File
import java.io.FileOutputStream
import java.io.IOException
import java.nio.file.Files
import java.nio.file.StandardCopyOption.ATOMIC_MOVE

/**
 * A JSON object that this app keeps in a file of its own. It is replaced whole or not at all, whatever happens meanwhile; a
 * backup would carry it to a device of another organisation, so there is none. What is damaged in any way counts as nothing.
 */
internal class AtomicFileStore(context: Context, private val name: String) {
    /** Android makes the folder when it is asked for. */
    private val file by lazy { File(context.noBackupFilesDir, name) }
    private val next by lazy { File(context.noBackupFilesDir, "$name.new") }

    /** What is found when a store is read. */
    sealed interface Kept<out T> {
        data class Whole<T>(val value: T) : Kept<T>

        data object Nothing : Kept<kotlin.Nothing>

        /** Something is there that this app did not write, or that is not whole. */
        data object Damaged : Kept<kotlin.Nothing>
    }

    /** Returns what [read] makes of the object that is kept; what [read] throws means that it is damaged. */
    fun <T> load(read: (JSONObject) -> T): Kept<T> {
        refuseMainThread()
        return try {
            if (!file.exists()) return Kept.Nothing
            val json = JSONObject(text())
            if (json.getInt("version") != VERSION) throw IOException("it has another version")
            Kept.Whole(read(json))
        } catch (e: IOException) {
            damaged(e)
        } catch (e: JSONException) {
            damaged(e)
        } catch (e: RuntimeException) {
            // Values out of range fail each in a way of its own.
            damaged(e)
        }
    }

    /** Returns what [read] makes of the object that is kept; null if nothing is, or it is damaged. */
    fun <T> loadOrNull(read: (JSONObject) -> T): T? = (load(read) as? Kept.Whole)?.value

    /**
     * Keeps [json] from now on, and returns whether it is kept. Where that fails, as when storage is full, what was kept before
     * is.
     */
    fun save(json: JSONObject): Boolean {
        refuseMainThread()
        return try {
            val bytes = json.put("version", VERSION).toString().encodeToByteArray()
            if (bytes.size > MAX_BYTES) throw IOException("${bytes.size} bytes are too many")
            synchronized(WRITING) { replaceBy(bytes) }
            true
        } catch (e: IOException) {
            Log.w(TAG, "$name cannot be written", e)
            false
        }
    }

    /** Keeps nothing from now on. */
    fun clear() {
        refuseMainThread()
        synchronized(WRITING) { file.deleteRecursively() }
    }

    private fun replaceBy(bytes: ByteArray) {
        // No file can take the place of a folder.
        listOf(file, next).filter { it.isDirectory }.forEach { it.deleteRecursively() }
        FileOutputStream(next).use {
            it.write(bytes)
            it.fd.sync()
        }
        Files.move(next.toPath(), file.toPath(), ATOMIC_MOVE)
    }

    private fun text(): String {
        if (!file.isFile) throw IOException("it is no file")
        if (file.length() > MAX_BYTES) throw IOException("${file.length()} bytes are too many")
        val text = file.readBytes().decodeToString(throwOnInvalidSequence = true)
        if (depth(text) > MAX_DEPTH) throw IOException("it is nested too deep")
        return text
    }

    /** Returns how deep [text] is nested at most: the parser takes a bit of the stack for each level. */
    private fun depth(text: String): Int {
        var depth = 0
        var deepest = 0
        for (character in text) {
            when (character) {
                '[', '{' -> deepest = maxOf(deepest, ++depth)
                ']', '}' -> depth--
            }
        }
        return deepest
    }

    private fun damaged(why: Exception): Kept<kotlin.Nothing> {
        Log.w(TAG, "$name is damaged and forgotten", why)
        return Kept.Damaged
    }

    private fun refuseMainThread() =
        check(Looper.myLooper() != Looper.getMainLooper()) { "$name is read and written by the worker" }

    private companion object {
        const val TAG = "Appvagt"

        /** Of all that is kept: another one was written by another version of this app. */
        const val VERSION = 1
        const val MAX_BYTES = 4 shl 20
        const val MAX_DEPTH = 500

        /** A check that was given up may still be about to write. */
        val WRITING = Any()
    }
}

/** Returns what [read] makes of each value, by its key. */
internal fun <T> JSONObject.mapValues(read: JSONObject.(key: String) -> T): Map<String, T> =
    keys().asSequence().associateWith { read(it) }
