package org.appvagt.demo

/** What a screen can look like. The phones are high enough for most of what there is. */
internal enum class Look(val qualifiers: String, val fontScale: Float, val caption: String) {
    PHONE("w411dp-h1150dp-mdpi", 1f, "phone"),
    DARK("w411dp-h1150dp-night-mdpi", 1f, "phone, dark"),
    TABLET("w800dp-h1280dp-mdpi", 1f, "tablet"),
    LARGE("w411dp-h1900dp-mdpi", 2f, "phone, text 200 %"),
    DARK_TABLET("w1280dp-h800dp-land-night-mdpi", 1f, "tablet, dark"),
    DARK_LARGE("w411dp-h1900dp-night-mdpi", 2f, "phone, dark, text 200 %"),
}
