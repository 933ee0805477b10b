package org.appvagt

import com.google.android.apps.common.testing.accessibility.framework.AccessibilityCheckPreset
import com.google.android.apps.common.testing.accessibility.framework.AccessibilityCheckResult.AccessibilityCheckResultType
import com.google.android.apps.common.testing.accessibility.framework.AccessibilityHierarchyCheckResult
import com.google.android.apps.common.testing.accessibility.framework.Parameters
import com.google.android.apps.common.testing.accessibility.framework.strings.StringManager
import com.google.android.apps.common.testing.accessibility.framework.uielement.AccessibilityHierarchyAndroid
import com.google.android.apps.common.testing.accessibility.framework.utils.contrast.BitmapImage
import org.appvagt.phone.Screenshot
import java.util.Collections
import java.util.Enumeration
import java.util.ResourceBundle

/** Lists what of the screen is a barrier that the Accessibility Test Framework knows: names, sizes, contrast, order. */
internal fun barriers(app: AppRobot): List<String> {
    val results = results(app)
    check(results.size > 50) { "the screen was not looked at: $results" }
    return results
        .filter { it.type == AccessibilityCheckResultType.ERROR || it.type == AccessibilityCheckResultType.WARNING }
        // Of what the edge of the screen cuts, the colours that are measured are partly those of what covers it.
        .filter { it.metadata?.getBoolean(AGAINST_EDGE, false) != true }
        .map { "${it.sourceCheckClass.simpleName} ${it.resultId} at ${it.element?.text}: ${it.metadata}" }
}

/** What the framework calls a view that scrolling shows more of. */
private const val AGAINST_EDGE = "KEY_IS_AGAINST_SCROLLABLE_EDGE"

/** Its own sentences lie where only an app finds them; their names say enough. */
private object NamesOfSentences : ResourceBundle() {
    override fun handleGetObject(key: String): Any = key

    override fun getKeys(): Enumeration<String> = Collections.emptyEnumeration()
}

private fun results(app: AppRobot): List<AccessibilityHierarchyCheckResult> {
    StringManager.setResourceBundleProvider { NamesOfSentences }
    return AccessibilityHierarchyAndroid.newBuilder(app.activity.window.decorView).build().let { hierarchy ->
        val parameters = Parameters()
        parameters.putScreenCapture(BitmapImage(Screenshot.of(app.activity)))
        AccessibilityCheckPreset
            .getAccessibilityHierarchyChecksForPreset(AccessibilityCheckPreset.LATEST)
            .flatMap { it.runCheckOnHierarchy(hierarchy, null, parameters) }
    }
}
