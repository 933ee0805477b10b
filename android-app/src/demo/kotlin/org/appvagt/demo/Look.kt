package org.appvagt.demo

/** What a screen can look like: sizes that exist, by day and by night, with text of each size. */
internal enum class Look(val qualifiers: String, val fontScale: Float, val caption: String) {
    PHONE("w411dp-h891dp-mdpi", 1f, "phone"),
    SMALL("w360dp-h640dp-night-mdpi", 1f, "small phone, dark"),
    LARGE("w411dp-h891dp-mdpi", 2f, "phone, text 200 %"),
    TABLET("w1280dp-h800dp-land-mdpi", 1f, "tablet"),
    DARK("w411dp-h891dp-night-mdpi", 1f, "phone, dark"),
    SIDE("w891dp-h411dp-land-mdpi", 1f, "phone on its side"),
    SMALL_LARGE("w360dp-h640dp-mdpi", 2f, "small phone, text 200 %"),
}
