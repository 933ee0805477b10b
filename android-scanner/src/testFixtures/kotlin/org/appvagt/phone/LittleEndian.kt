package org.appvagt.phone

import java.io.ByteArrayOutputStream

/** Bytes in the order of Android's file formats, one after another. */
internal class LittleEndian {
    private val out = ByteArrayOutputStream()
    val bytes: ByteArray get() = out.toByteArray()

    fun short(value: Int): LittleEndian = number(value.toLong(), 2)

    fun int(value: Int): LittleEndian = number(value.toLong(), 4)

    fun long(value: Long): LittleEndian = number(value, 8)

    fun raw(bytes: ByteArray): LittleEndian = apply { out.write(bytes) }

    /** Writes [bytes] after their number. */
    fun prefixed(bytes: ByteArray): LittleEndian = int(bytes.size).raw(bytes)

    private fun number(
        value: Long,
        size: Int,
    ) = apply { repeat(size) { out.write((value shr 8 * it).toInt()) } }

    companion object {
        fun int(
            bytes: ByteArray,
            at: Int,
        ): Int = (3 downTo 0).fold(0) { value, index -> value shl 8 or (bytes[at + index].toInt() and 0xff) }
    }
}
