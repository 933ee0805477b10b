package org.appvagt

import org.robolectric.RuntimeEnvironment
import org.xmlpull.v1.XmlPullParser

/** Reads which languages the app speaks, as Android's settings offer them. */
internal fun spokenLanguages(): List<String> =
    RuntimeEnvironment.getApplication().resources.getXml(R.xml.locale_config).use { xml ->
        generateSequence { xml.next().takeIf { it != XmlPullParser.END_DOCUMENT } }
            .filter { it == XmlPullParser.START_TAG && xml.name == "locale" }
            .map { xml.getAttributeValue(ANDROID, "name") }
            .toList()
    }

private const val ANDROID = "http://schemas.android.com/apk/res/android"
