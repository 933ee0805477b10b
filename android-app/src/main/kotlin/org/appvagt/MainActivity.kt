package org.appvagt

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.os.Bundle
import android.widget.Toast
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Report
import org.appvagt.scanner.Scanner

/** Asked of the user on phones that know it (HyperOS, ColorOS, OriginOS, HarmonyOS). */
internal const val GET_INSTALLED_APPS = "com.android.permission.GET_INSTALLED_APPS"

/**
 * The app's one screen. It scans whenever it comes to the front, which is also how it learns what became of a removal:
 * the result of a prompt is never believed.
 */
public class MainActivity :
    Activity(),
    StatusScreen.Actions {
    internal lateinit var session: Session
        private set
    private lateinit var scanner: Scanner
    private lateinit var screen: StatusScreen
    private var inFront = false

    /** A new policy may ban something else. Android tells only apps that run, and not by their manifest. */
    private val policyChanged =
        object : BroadcastReceiver() {
            override fun onReceive(
                context: Context,
                intent: Intent,
            ) = session.scanAfterChange()
        }

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        session = lastNonConfigurationInstance as? Session ?: newSession()
        scanner = Scanner(applicationContext)
        screen = StatusScreen(this, this)
        session.onChange = { screen.show(session) }
        session.onReport = ::promptNext
        screen.show(session)
    }

    override fun onResume() {
        super.onResume()
        inFront = true
        registerReceiver(policyChanged, IntentFilter(Intent.ACTION_APPLICATION_RESTRICTIONS_CHANGED))
        session.scan()
    }

    override fun onPause() {
        inFront = false
        unregisterReceiver(policyChanged)
        super.onPause()
    }

    @Deprecated("Retained objects are a matter of AndroidX elsewhere; the framework has this.")
    override fun onRetainNonConfigurationInstance(): Any = session

    override fun onDestroy() {
        session.onChange = {}
        session.onReport = {}
        super.onDestroy()
    }

    override fun check() {
        session.queue.clear()
        session.scan()
    }

    override fun remove(findings: List<Finding>) {
        session.queue.ask(findings)
        session.report?.let(::promptNext)
    }

    override fun allow(permission: String) {
        requestPermissions(arrayOf(permission), REQUEST_PERMISSION)
    }

    private fun newSession(): Session {
        val app = application as AppvagtApplication
        return Session(app, app.worker, app.sender)
    }

    private fun promptNext(report: Report) {
        if (!inFront) return
        val finding = session.queue.next(report)
        screen.show(session)
        if (finding == null) return
        try {
            scanner.openRemoval(this, finding, REQUEST_REMOVAL)
        } catch (_: ActivityNotFoundException) {
            session.queue.clear()
            Toast.makeText(this, R.string.no_screen, Toast.LENGTH_LONG).show()
        }
    }

    private companion object {
        const val REQUEST_REMOVAL = 1
        const val REQUEST_PERMISSION = 2
    }
}
