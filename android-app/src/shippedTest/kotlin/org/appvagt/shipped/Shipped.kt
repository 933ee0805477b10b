package org.appvagt.shipped

import android.app.Activity
import android.content.Context
import android.view.View
import android.view.ViewGroup
import android.widget.TextView
import org.robolectric.Shadows.shadowOf

/** Returns the class of the app's screen, whose name is all that is known of it here. */
@Suppress("UNCHECKED_CAST")
internal fun mainActivity(): Class<Activity> = Class.forName("org.appvagt.screen.MainActivity") as Class<Activity>

/** Returns the id of the resource that is called [name]. */
@Suppress("DiscouragedApi")
internal fun Context.id(
    name: String,
    kind: String,
): Int {
    val id = resources.getIdentifier(name, kind, packageName)
    check(id != 0) { "no $kind is called $name" }
    return id
}

/** Waits until no check is shown to be running. */
internal fun waitForCheck(activity: Activity) {
    repeat(3_000) {
        shadowOf(activity.mainLooper).idle()
        if (activity.findViewById<View>(activity.id("progress", "id"))?.visibility != View.VISIBLE) return
        Thread.sleep(10)
    }
    error("the check did not end within 30 s")
}

/** Returns all texts within a view, from top to bottom. */
internal fun texts(view: View): List<String> =
    when (view) {
        is ViewGroup -> List(view.childCount) { view.getChildAt(it) }.flatMap(::texts)
        is TextView -> listOf(view.text.toString())
        else -> emptyList()
    }
