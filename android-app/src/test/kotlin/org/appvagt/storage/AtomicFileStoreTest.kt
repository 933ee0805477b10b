package org.appvagt.storage

import org.appvagt.phone.offMainThread
import org.appvagt.storage.AtomicFileStore.Kept
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import java.io.File
import java.time.LocalDate

/** What is kept is kept whole or not at all, and what is damaged is as good as none. */
@RunWith(RobolectricTestRunner::class)
class AtomicFileStoreTest {
    private val context = RuntimeEnvironment.getApplication()
    private val folder = offMainThread { context.noBackupFilesDir }
    private val file = File(folder, "kept.json")
    private val store = AtomicFileStore(context, "kept.json")

    private fun load(): Kept<LocalDate> = store.load { LocalDate.ofEpochDay(it.getLong("day")) }

    private fun save(day: Long): Boolean = store.save(JSONObject().put("day", day))

    private val kept: Kept<LocalDate> = Kept.Whole(LocalDate.ofEpochDay(20_000))

    @Test
    fun `what is saved is there until it is cleared`() = offMainThread {
        assertEquals(Kept.Nothing, load())
        assertTrue(save(20_000))
        assertEquals(kept, load())
        store.clear()
        assertEquals(Kept.Nothing, load())
    }

    @Test
    fun `what cannot be saved is known, and what was saved before stays`() = offMainThread {
        File(folder, "full").writeText("no folder")
        val nowhere = AtomicFileStore(context, "full/kept.json")
        assertFalse(nowhere.save(JSONObject()))
        assertEquals(null, nowhere.loadOrNull { it })
        assertTrue(save(20_000))
        assertFalse("too much", store.save(JSONObject().put("day", 1).put("more", "x".repeat(5 shl 20))))
        assertEquals(kept, load())
    }

    @Test
    fun `a write that was cut off at any byte leaves what was there before`() = offMainThread {
        assertTrue(save(20_000))
        val whole = file.readText()
        for (length in 0..whole.length) {
            File(folder, "kept.json.new").writeText(whole.take(length).replace("20000", "20001"))
            assertEquals("$length bytes", kept, load())
        }
        assertTrue("and the next write goes well", save(20_002))
        assertEquals(Kept.Whole(LocalDate.ofEpochDay(20_002)), load())
    }

    @Test
    fun `what is written takes the place of what was there and does not overwrite it`() = offMainThread {
        assertTrue(save(20_000))
        val whole = file.readText()
        file.inputStream().use { before ->
            assertTrue(save(20_001))
            assertEquals(whole, before.readBytes().decodeToString())
        }
    }

    @Test
    fun `a file that is damaged in any way is as good as none, and can be written again`() = offMainThread {
        assertTrue(save(20_000))
        val whole = file.readText()
        val damaged =
            whole.indices.map(whole::take) +
                listOf(
                    "[]",
                    "null",
                    "\u0000".repeat(4096),
                    "x",
                    "{\"day\": 20000}",
                    whole.replace("\"version\":1", "\"version\":2"),
                    whole.replace("\"version\":1", "\"version\":\"x\""),
                    whole.replace("20000", "\"x\""),
                    whole.replace("20000", "9".repeat(17)),
                    whole.replace("20000", "-" + "9".repeat(17)),
                    whole.replace("20000", "9".repeat(400)),
                    whole.replace("20000", "{}"),
                    "{\"day\":" + "[".repeat(200_000),
                    "{\"day\":".repeat(200_000),
                    whole + " ".repeat(5 shl 20),
                )
        for (text in damaged) {
            file.writeText(text)
            assertEquals(text.take(60), Kept.Damaged, load())
        }
        file.writeBytes(byteArrayOf(-1, -2, -3))
        assertEquals("no text", Kept.Damaged, load())
        file.delete()
        File(file, "a folder/in its place").mkdirs()
        assertEquals("no file", Kept.Damaged, load())
        assertTrue(save(20_000))
        assertEquals(kept, load())
    }

    @Test
    fun `the main thread keeps away from files`() {
        assertThrows(IllegalStateException::class.java) { load() }
        assertThrows(IllegalStateException::class.java) { save(20_000) }
        assertThrows(IllegalStateException::class.java) { store.clear() }
    }
}
