package org.appvagt.screen

import android.annotation.SuppressLint
import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import android.content.pm.PackageManager
import android.os.Build
import android.os.Bundle
import android.provider.Settings
import android.widget.Toast
import org.appvagt.R
import org.appvagt.check.CheckResult
import org.appvagt.check.CheckRunner
import org.appvagt.check.ReportingHistory
import org.appvagt.notification.Notifier
import org.appvagt.platform.POST_NOTIFICATIONS
import org.appvagt.removal.RemovalQueue
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Note
import org.appvagt.scanner.Scanner
import org.appvagt.wording.SpokenLanguage

/**
 * The app as the employee sees it. It checks whenever it comes to the front, which is also how it learns what became of a
 * removal: what a prompt returned is never believed.
 */
public class MainActivity : Activity() {
    private val app get() = application as ScreenHost
    internal val checks: CheckRunner get() = app.checks
    private val queue = RemovalQueue()
    private val backGesture: BackGesture = BackGesture(this) { actions.back() }
    private lateinit var scanner: Scanner
    private lateinit var screens: Screens
    private var history: ReportingHistory? = null

    /** Whether notifications are shown: that changes on other screens only. */
    private var notifies = true
    private var inFront = false

    /** Whether the employee wants to see what was reported as it was sent. */
    private var showsAsSent = false

    /** Whether the permission that is asked for was denied before, and may be asked for again. */
    private var deniedBefore = false

    /** Whether all that is found is to be removed as soon as it is. */
    private var removeWhatIsFound = false

    private val observer =
        object : CheckRunner.Observer {
            override fun onChange() = show()

            override fun onResult(result: CheckResult) {
                readHistory()
                if (removeWhatIsFound && result.report != null) {
                    removeWhatIsFound = false
                    queue.ask(result.removable)
                }
                promptNext(result)
            }
        }

    private val actions: Actions =
        object : Actions {
            override val otherApps = OtherApps(this@MainActivity)

            override fun check() {
                queue.clear()
                checks.start()
            }

            override fun remove(findings: List<Finding>) {
                queue.ask(findings)
                goOn()
            }

            override fun remove(announced: Note.Announced) =
                openScreen { scanner.openRemoval(this@MainActivity, announced, REQUEST_REMOVAL) }

            override fun showAsSent() {
                showsAsSent = !showsAsSent
                show()
            }

            override fun goOn() {
                queue.goOn()
                val result = checks.result ?: return
                if (result.report?.findings.orEmpty().any {
                        it.place in queue.waiting && !it.removal.hasScreen
                    }
                ) {
                    // What is hidden has no prompt; the next check finds it as it is without that.
                    checks.start(queue.waitingHere)
                } else {
                    promptNext(result)
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

            override fun acknowledge() = checks.acknowledge()

            override fun open(place: Place) {
                screens.goTo(place)
                backGesture.isOurs = screens.canGoBack
                readHistory()
            }

            override fun back() {
                screens.place.parent?.let(::open)
            }
        }

    override fun attachBaseContext(base: Context) {
        super.attachBaseContext(base)
        SpokenLanguage.override(base)?.let(::applyOverrideConfiguration)
    }

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        scanner = Scanner(applicationContext)
        screens = Screens(this, actions)
        removeWhatIsFound = savedInstanceState?.getBoolean(REMOVE) ?: asksToRemove(intent)
        savedInstanceState?.let { state ->
            queue.restore(state)
            showsAsSent = state.getBoolean(AS_SENT)
            state.getStringArray(PLACE)?.let(Place::of)?.let(screens::goTo)
        }
        backGesture.isOurs = screens.canGoBack
        checks.observe(observer)
        readHistory()
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        removeWhatIsFound = asksToRemove(intent)
    }

    override fun onResume() {
        super.onResume()
        inFront = true
        app.notifier.inFront = true
        notifies = app.notifier.isAllowed()
        show()
        checks.start(queue.waitingHere)
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
        outState.putBoolean(AS_SENT, showsAsSent)
        outState.putStringArray(PLACE, screens.place.save())
    }

    override fun onDestroy() {
        checks.forget(observer)
        super.onDestroy()
    }

    @SuppressLint("GestureBackNavigation")
    @Deprecated("Called before Android 13 only; from there on there is BackGesture.")
    override fun onBackPressed() {
        if (screens.canGoBack) {
            actions.back()
        } else {
            @Suppress("DEPRECATION")
            super.onBackPressed()
        }
    }

    @Deprecated("The other way is a matter of AndroidX.")
    override fun onActivityResult(
        requestCode: Int,
        resultCode: Int,
        data: Intent?,
    ) {
        // It says nothing about the app, but something about the person: who went back wants no further prompts now.
        if (requestCode == REQUEST_REMOVAL && resultCode == RESULT_CANCELED) queue.wentBack()
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
        actions.otherApps.start(
            Intent(Settings.ACTION_APP_NOTIFICATION_SETTINGS).putExtra(Settings.EXTRA_APP_PACKAGE, packageName),
        )

    private fun show() {
        val state =
            UiState(
                checks.progress,
                checks.result,
                checks.report,
                queue.stillThere.toSet(),
                queue.isPaused,
                queue.removed.toList(),
                app.version,
                notifies,
                showsAsSent,
                history,
            )
        screens.show(state)
        backGesture.isOurs = screens.canGoBack
    }

    private fun readHistory() =
        app.readHistory {
            history = it
            if (!isDestroyed) show()
        }

    private fun asksToRemove(intent: Intent) = intent.component?.className == Notifier.REMOVE

    private fun promptNext(result: CheckResult) {
        val report = result.report
        if (!inFront || report == null) return
        val finding = queue.next(report)
        show()
        if (finding != null) openScreen { scanner.openRemoval(this, finding, REQUEST_REMOVAL) }
    }

    private fun openScreen(open: () -> Unit) {
        try {
            open()
        } catch (_: ActivityNotFoundException) {
            queue.clear()
            Toast.makeText(this, R.string.no_screen, Toast.LENGTH_LONG).show()
        }
    }

    private companion object {
        const val REMOVE = "remove"
        const val PLACE = "place"
        const val AS_SENT = "as_sent"
        const val REQUEST_REMOVAL = 1
        const val REQUEST_PERMISSION = 2
    }
}
