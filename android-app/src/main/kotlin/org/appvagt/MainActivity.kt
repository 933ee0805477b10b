package org.appvagt

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.Intent
import android.content.pm.PackageManager
import android.os.Build
import android.os.Bundle
import android.provider.Settings
import android.widget.Toast
import org.appvagt.check.Checks
import org.appvagt.check.Outcome
import org.appvagt.notification.Notifier
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Scanner

/** Asked of the user on phones that know it (HyperOS, ColorOS, OriginOS, HarmonyOS). */
internal const val GET_INSTALLED_APPS = "com.android.permission.GET_INSTALLED_APPS"

/** Asked of the user from Android 13 on. */
internal const val POST_NOTIFICATIONS = "android.permission.POST_NOTIFICATIONS"

/**
 * The app's one screen. It scans whenever it comes to the front, which is also how it learns what became of a removal:
 * the result of a prompt is never believed.
 */
public class MainActivity :
    Activity(),
    StatusScreen.Actions {
    private val app get() = application as AppvagtApplication
    internal val checks: Checks get() = app.checks
    private val queue = RemovalQueue()
    private lateinit var scanner: Scanner
    private lateinit var screen: StatusScreen
    private var inFront = false

    /** Whether the permission that is asked for was denied before, and may be asked for again. */
    private var deniedBefore = false

    /** Whether all that is found is to be removed as soon as it is. */
    private var removeWhatIsFound = false

    private val observer =
        object : Checks.Observer {
            override fun onChange() = show()

            override fun onOutcome(outcome: Outcome) {
                if (removeWhatIsFound && outcome.report != null) {
                    removeWhatIsFound = false
                    queue.ask(outcome.removable)
                }
                promptNext(outcome)
            }
        }

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        savedInstanceState?.let(queue::restore)
        removeWhatIsFound = savedInstanceState?.getBoolean(REMOVE) ?: asksToRemove(intent)
        scanner = Scanner(applicationContext)
        screen = StatusScreen(this, this)
        checks.observe(observer)
        show()
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        removeWhatIsFound = asksToRemove(intent)
    }

    override fun onResume() {
        super.onResume()
        inFront = true
        app.notifier.inFront = true
        checks.start(queue.waiting)
    }

    override fun onPause() {
        inFront = false
        app.notifier.inFront = false
        super.onPause()
    }

    override fun onSaveInstanceState(outState: Bundle) {
        super.onSaveInstanceState(outState)
        queue.save(outState)
        outState.putBoolean(REMOVE, removeWhatIsFound)
    }

    override fun onDestroy() {
        checks.forget(observer)
        super.onDestroy()
    }

    private fun show() = screen.show(checks, queue.stillThere, app.notifier.isAllowed())

    override fun check() {
        queue.clear()
        checks.start()
    }

    override fun remove(findings: List<Finding>) {
        queue.ask(findings)
        val outcome = checks.outcome ?: return
        if (findings.any { !it.removal.hasScreen }) {
            // What is hidden has no prompt; the next check finds it as it is without that.
            checks.start(queue.waiting)
        } else {
            promptNext(outcome)
        }
    }

    override fun allow(permission: String) {
        if (permission == POST_NOTIFICATIONS && Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) {
            openNotificationSettings()
        } else {
            deniedBefore = shouldShowRequestPermissionRationale(permission)
            requestPermissions(arrayOf(permission), REQUEST_PERMISSION)
        }
    }

    override fun onRequestPermissionsResult(
        requestCode: Int,
        permissions: Array<String>,
        grantResults: IntArray,
    ) {
        super.onRequestPermissionsResult(requestCode, permissions, grantResults)
        val denied = grantResults.singleOrNull() == PackageManager.PERMISSION_DENIED
        // Denied for good: Android did not even ask.
        val unasked = denied && !deniedBefore && !shouldShowRequestPermissionRationale(permissions.single())
        if (unasked && permissions.single() == POST_NOTIFICATIONS) openNotificationSettings()
    }

    private fun openNotificationSettings() =
        startActivity(
            Intent(Settings.ACTION_APP_NOTIFICATION_SETTINGS).putExtra(Settings.EXTRA_APP_PACKAGE, packageName),
        )

    override fun acknowledge() = checks.acknowledge()

    private fun asksToRemove(intent: Intent) = intent.component?.className == Notifier.REMOVE

    private fun promptNext(outcome: Outcome) {
        val report = outcome.report
        if (!inFront || report == null) return
        val finding = queue.next(report)
        show()
        if (finding == null) return
        try {
            scanner.openRemoval(this, finding, REQUEST_REMOVAL)
        } catch (_: ActivityNotFoundException) {
            queue.clear()
            Toast.makeText(this, R.string.no_screen, Toast.LENGTH_LONG).show()
        }
    }

    private companion object {
        const val REMOVE = "remove"
        const val REQUEST_REMOVAL = 1
        const val REQUEST_PERMISSION = 2
    }
}
