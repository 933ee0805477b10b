package org.appvagt.phone

import java.io.File

/** Certificates that makers of real apps sign with (`samples/phones/README.md`), as DER. */
object MakerCertificates {
    /** Signs TikTok and nothing else. */
    val musicalLy: ByteArray by lazy { read("musical-ly.der") }

    /** Signs TikTok in parts of Asia, Douyin, and other apps of ByteDance. */
    val byteDance: ByteArray by lazy { read("bytedance.der") }

    private fun read(name: String): ByteArray {
        val top =
            generateSequence(File("").absoluteFile) { it.parentFile }.firstOrNull { File(it, FOLDER).isDirectory }
        return File(
            checkNotNull(top) {
                "$FOLDER is in no folder above the working directory"
            },
            "$FOLDER/$name",
        ).readBytes()
    }

    private const val FOLDER = "samples/phones/certificates"
}
