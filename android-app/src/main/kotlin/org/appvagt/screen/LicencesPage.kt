package org.appvagt.screen

import android.content.res.Resources
import org.appvagt.R
import org.appvagt.wording.Wording

/** Shows the licences of this app and of the libraries in it. */
internal fun Page.showLicences(
    resources: Resources,
    wording: Wording,
) = show(Unit) {
    text(wording.words(R.string.help_licences_text))
    // A view for each paragraph: one for all of them takes long to lay out.
    resources
        .openRawResource(R.raw.licences)
        .bufferedReader()
        .use { it.readText() }
        .trim()
        .split(Regex("\n{2,}"))
        .forEach(::detail)
}
