package org.appvagt.storage

import org.appvagt.phone.offMainThread
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import java.io.File

/** What is kept is kept whole or not at all. */
@RunWith(RobolectricTestRunner::class)
class AtomicFileStoreTest {
    private val context = RuntimeEnvironment.getApplication()
    private val folder = offMainThread { context.noBackupFilesDir }

    @Test
    fun `what is saved is there until it is cleared`() = offMainThread {
        val file = AtomicFileStore(context, "kept.json")
        assertNull(file.load())
        assertTrue(file.save("{\"a\": 1}"))
        assertEquals("{\"a\": 1}", AtomicFileStore(context, "kept.json").load())
        file.clear()
        assertNull(file.load())
    }

    @Test
    fun `where nothing can be written that is said, and nobody is harmed`() = offMainThread {
        File(folder, "full").writeText("no folder")
        val file = AtomicFileStore(context, "full/kept.json")
        assertFalse(file.save("{}"))
        assertNull(file.load())
    }

    @Test
    fun `what is damaged is as good as none`() = offMainThread {
        for (text in listOf("", "{\"a\"", "[]", "{\"b\": 1}")) {
            File(folder, "kept.json").writeText(text)
            assertNull(text, AtomicFileStore(context, "kept.json").loadJson { it: JSONObject -> it.getInt("a") })
        }
    }

    @Test
    fun `the main thread keeps away from files`() {
        assertThrows(IllegalStateException::class.java) { AtomicFileStore(context, "kept.json").load() }
        assertThrows(IllegalStateException::class.java) { AtomicFileStore(context, "kept.json").save("{}") }
    }
}
