package org.appvagt

import android.widget.TextView
import com.google.android.apps.common.testing.accessibility.framework.AccessibilityCheckPreset
import com.google.android.apps.common.testing.accessibility.framework.AccessibilityCheckResult.AccessibilityCheckResultType
import com.google.android.apps.common.testing.accessibility.framework.AccessibilityHierarchyCheckResult
import com.google.android.apps.common.testing.accessibility.framework.Parameters
import com.google.android.apps.common.testing.accessibility.framework.strings.StringManager
import com.google.android.apps.common.testing.accessibility.framework.uielement.AccessibilityHierarchyAndroid
import com.google.android.apps.common.testing.accessibility.framework.utils.contrast.BitmapImage
import org.appvagt.phone.Screenshot
import org.appvagt.phone.SystemBars
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import java.util.Collections
import java.util.Enumeration
import java.util.ResourceBundle

/** Nothing on any place of the app is a barrier that the Accessibility Test Framework knows: names, sizes, contrast, order. */
@RunWith(RobolectricTestRunner::class)
class AccessibilityTest {
    @Test
    fun `by day`() = check("w411dp-h891dp-420dpi")

    @Test
    fun `by night, in large text`() = check("da-w411dp-h891dp-night-420dpi", fontScale = 2f)

    @Test
    fun `on a tablet`() = check("fi-w800dp-h1280dp-xhdpi")

    @Test
    fun `a barrier would be found`() {
        RuntimeEnvironment.setQualifiers("w411dp-h891dp-420dpi")
        val app = AppRobot(eventfulPhone())
        app.activity.findViewById<TextView>(R.id.status_text).setTextColor(0xFFE8E8E8.toInt())
        app.finishCheck()
        assertEquals(
            setOf("TextContrastCheck"),
            results(app).filter { it.isProblem }.map { it.sourceCheckClass.simpleName }.toSet(),
        )
    }

    private val AccessibilityHierarchyCheckResult.isProblem: Boolean
        get() = type == AccessibilityCheckResultType.ERROR || type == AccessibilityCheckResultType.WARNING

    private fun check(
        qualifiers: String,
        fontScale: Float = 1f,
    ) {
        RuntimeEnvironment.setQualifiers(qualifiers)
        RuntimeEnvironment.setFontScale(fontScale)
        SystemBars.show()
        val app = AppRobot(eventfulPhone())
        app.onEachDestination { place ->
            val results = results(app)
            assertTrue("$place was looked at", results.size > 50)
            val problems =
                results
                    .filter { it.isProblem }
                    .map { "${it.sourceCheckClass.simpleName} ${it.resultId} at ${it.element?.text}: ${it.metadata}" }
            assertEquals("$place", emptyList<String>(), problems)
        }
    }

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
}
