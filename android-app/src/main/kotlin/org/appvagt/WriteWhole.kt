package org.appvagt

import android.util.AtomicFile
import java.io.IOException

/**
 * Replaces what the file holds by [text].
 *
 * @throws IOException if it cannot be written; what it held before is kept then.
 */
internal fun AtomicFile.writeWhole(text: String) {
    val stream = startWrite()
    try {
        stream.write(text.encodeToByteArray())
        finishWrite(stream)
    } catch (e: IOException) {
        failWrite(stream)
        throw e
    }
}
