package org.appvagt.phone

import java.io.ByteArrayOutputStream
import java.io.File
import java.nio.file.Files
import java.util.zip.CRC32
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream

/**
 * The installed APK of a [SimulatedApp]: a manifest that declares what the app does, and a signing block that names its
 * certificates. Nothing is signed, as nothing on a phone verifies an app once it is installed.
 */
internal object PhoneApk {
    private val folder: File by lazy { Files.createTempDirectory("phone-apks").toFile().apply { deleteOnExit() } }
    private val written = HashMap<SimulatedApp, File>()

    /** Returns the file of [app], written the first time it is asked for. */
    @Synchronized
    fun of(app: SimulatedApp): File =
        written.getOrPut(app) {
            File(folder, "${written.size}.apk").apply {
                writeBytes(apk(app))
                deleteOnExit()
            }
        }

    private fun apk(app: SimulatedApp): ByteArray {
        val zip = stored("AndroidManifest.xml", PhoneManifest.of(app))
        val certificate = app.certificate ?: return zip
        return signed(zip, PhoneSigningBlock.of(certificate, app.formerCertificates))
    }

    private fun stored(
        name: String,
        content: ByteArray,
    ): ByteArray {
        val bytes = ByteArrayOutputStream()
        ZipOutputStream(bytes).use { zip ->
            val entry =
                ZipEntry(name).apply {
                    method = ZipEntry.STORED
                    size = content.size.toLong()
                    crc = CRC32().apply { update(content) }.value
                }
            zip.putNextEntry(entry)
            zip.write(content)
        }
        return bytes.toByteArray()
    }

    /** Returns [zip] with [block] before its central directory. */
    private fun signed(
        zip: ByteArray,
        block: ByteArray,
    ): ByteArray {
        val end = zip.size - END_OF_DIRECTORY
        val directory = LittleEndian.int(zip, end + DIRECTORY_OFFSET)
        val moved = LittleEndian().int(directory + block.size).bytes
        moved.copyInto(zip, end + DIRECTORY_OFFSET)
        return zip.copyOf(directory) + block + zip.copyOfRange(directory, zip.size)
    }

    private const val END_OF_DIRECTORY = 22
    private const val DIRECTORY_OFFSET = 16
}
