package org.appvagt.wording

/** What people keep in an app and nowhere else, so that they want to save it before they remove the app. */
internal enum class Keepsake(val families: Set<String>) {
    CHATS(setOf("lark", "max", "qq", "snapchat", "telegram", "vk", "wechat", "whatsapp")),

    /** Recordings, drafts and scans. */
    FILES(setOf("camscanner", "capcut", "dji", "hypic", "shareit", "wps-office")),
    ;

    companion object {
        /** Returns what a [family] of the catalogue keeps; null if nothing is known of it. */
        fun of(family: String?): Keepsake? = entries.find { family in it.families }
    }
}
