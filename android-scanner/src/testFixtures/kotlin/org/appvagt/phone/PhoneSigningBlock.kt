package org.appvagt.phone

/** The signing block of an APK that names certificates, without signatures. */
internal object PhoneSigningBlock {
    private const val V2 = 0x7109871a
    private const val V3 = 0xf05368c0.toInt()
    private const val PROOF_OF_ROTATION = 0x3ba06f8c
    private const val FIRST_WITH_V3 = 28
    private val NONE = ByteArray(0)

    /** Returns a block whose scheme v2 names the signer that older phones see, and v3 the latest, with its [former] certificates. */
    fun of(
        certificate: ByteArray,
        former: List<ByteArray>,
    ): ByteArray {
        val pairs = LittleEndian().raw(pair(V2, v2(former.firstOrNull() ?: certificate)))
        if (former.isNotEmpty()) pairs.raw(pair(V3, v3(certificate, former + certificate)))
        val size = pairs.bytes.size + 8L + 16L
        return LittleEndian().long(size).raw(pairs.bytes).long(size).raw("APK Sig Block 42".toByteArray()).bytes
    }

    private fun pair(
        id: Int,
        signers: ByteArray,
    ): ByteArray {
        val value = LittleEndian().prefixed(LittleEndian().prefixed(signers).bytes).bytes
        return LittleEndian().long(value.size + 4L).int(id).raw(value).bytes
    }

    private fun v2(certificate: ByteArray): ByteArray {
        val content = LittleEndian().prefixed(NONE).prefixed(list(certificate)).prefixed(NONE).bytes
        return LittleEndian().prefixed(content).prefixed(NONE).prefixed(NONE).bytes
    }

    private fun v3(
        certificate: ByteArray,
        lineage: List<ByteArray>,
    ): ByteArray {
        val levels =
            lineage.map {
                LittleEndian().prefixed(LittleEndian().prefixed(it).int(0).bytes).int(0).int(0).prefixed(NONE)
            }
        val proof = LittleEndian().int(PROOF_OF_ROTATION).int(1)
        for (level in levels) proof.prefixed(level.bytes)
        val content =
            LittleEndian()
                .prefixed(NONE)
                .prefixed(list(certificate))
                .int(FIRST_WITH_V3)
                .int(Int.MAX_VALUE)
                .prefixed(list(proof.bytes))
                .bytes
        return LittleEndian()
            .prefixed(content)
            .int(FIRST_WITH_V3)
            .int(Int.MAX_VALUE)
            .prefixed(NONE)
            .prefixed(NONE)
            .bytes
    }

    private fun list(element: ByteArray) = LittleEndian().prefixed(element).bytes
}
