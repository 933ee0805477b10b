package org.appvagt.phone

/** The manifest of a [SimulatedApp] in Android's binary XML (`ResourceTypes.h` in AOSP). */
internal class PhoneManifest private constructor(private val app: SimulatedApp) {
    /** Texts by their index; the names of attributes stand first, in the order of [ATTRIBUTES]. */
    private val strings = LinkedHashMap<String, Int>()
    private val nodes = LittleEndian()

    private fun write(): ByteArray {
        ATTRIBUTES.keys.forEach(::index)
        nodes.raw(chunk(START_NAMESPACE, node().int(index("android")).int(index(ANDROID))))
        element("manifest", "package" to app.packageName) {
            for (permission in app.permissions) element("permission", "name" to permission)
            element("application") {
                for (activity in app.activities) element("activity", "name" to activity)
                for (authority in app.authorities) {
                    element("provider", "name" to "${app.packageName}.Provider", "authorities" to authority)
                }
                for ((name, value) in app.metaData) element("meta-data", "name" to name, "value" to value)
            }
        }
        nodes.raw(chunk(END_NAMESPACE, node().int(index("android")).int(index(ANDROID))))
        val resources = LittleEndian().apply { ATTRIBUTES.values.forEach(::int) }
        val content = LittleEndian().raw(pool()).raw(chunk(RESOURCE_MAP, resources, HEADER)).raw(nodes.bytes)
        return chunk(XML, content, HEADER)
    }

    private fun element(
        name: String,
        vararg attributes: Pair<String, String>,
        children: () -> Unit = {},
    ) {
        val start = node().int(NONE).int(index(name)).short(20).short(20).short(attributes.size).short(0).int(0)
        for ((attribute, value) in attributes) {
            val namespace = if (attribute in ATTRIBUTES) index(ANDROID) else NONE
            start.int(namespace).int(index(attribute)).int(index(value))
            start.short(8).short(STRING shl 8).int(index(value))
        }
        nodes.raw(chunk(START_ELEMENT, start))
        children()
        nodes.raw(chunk(END_ELEMENT, node().int(NONE).int(index(name))))
    }

    /** Returns line and comment. */
    private fun node() = LittleEndian().int(1).int(NONE)

    private fun index(text: String) = strings.getOrPut(text) { strings.size }

    private fun pool(): ByteArray {
        val (offsets, texts) = LittleEndian() to LittleEndian()
        for (text in strings.keys) {
            offsets.int(texts.bytes.size)
            texts.short(text.length)
            text.forEach { texts.short(it.code) }
            texts.short(0)
        }
        if (texts.bytes.size % 4 != 0) texts.short(0)
        val start = 28 + offsets.bytes.size
        val content = LittleEndian().int(strings.size).int(0).int(0).int(start).int(0)
        return chunk(STRING_POOL, content.raw(offsets.bytes).raw(texts.bytes), headerSize = 28)
    }

    private fun chunk(
        type: Int,
        content: LittleEndian,
        headerSize: Int = 16,
    ) = LittleEndian().short(type).short(headerSize).int(HEADER + content.bytes.size).raw(content.bytes).bytes

    companion object {
        private const val ANDROID = "http://schemas.android.com/apk/res/android"

        /** The attributes of Android's namespace with their resource ids, in ascending order as Android wants them. */
        private val ATTRIBUTES = mapOf("name" to 0x01010003, "authorities" to 0x01010018, "value" to 0x01010024)
        private const val HEADER = 8
        private const val STRING_POOL = 1
        private const val XML = 3
        private const val START_NAMESPACE = 0x100
        private const val END_NAMESPACE = 0x101
        private const val START_ELEMENT = 0x102
        private const val END_ELEMENT = 0x103
        private const val RESOURCE_MAP = 0x180
        private const val STRING = 3
        private const val NONE = -1

        fun of(app: SimulatedApp): ByteArray = PhoneManifest(app).write()
    }
}
