package org.appvagt.phone

import android.app.Application
import android.app.NotificationManager
import android.app.admin.DevicePolicyManager
import android.content.ComponentName
import android.content.Intent
import android.net.Uri
import android.os.Build
import android.os.Bundle
import android.os.LocaleList
import android.os.UserManager
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

/**
 * The phone that the package manager of the running test describes. It always holds the platform (`android`) and the app
 * under test; [SimulatedPhone.current] is put in place by [install].
 */
class SimulatedPhone(apps: List<SimulatedApp> = emptyList()) {
    /** All apps but the one under test, by package name. */
    val apps: MutableMap<String, SimulatedApp> =
        (listOf(PLATFORM) + apps).associateByTo(LinkedHashMap()) { it.packageName }

    /** The Play Store, which answers to its name; lists leave it out, so that tests need not count it. */
    var playStore: SimulatedApp? = SimulatedApp("com.android.vending", "Google Play Store", system = true)

    /** The other profiles. */
    val profiles: MutableList<SimulatedProfile> = mutableListOf()

    /** Whether a private space may be there: a device that is fully managed forbids it. */
    var allowsPrivateSpace: Boolean = false

    /** Whether lists of apps hold the app under test. */
    var selfVisible: Boolean = true

    /** Packages that lists leave out, though they answer to their name. */
    val unlisted: MutableSet<String> = mutableSetOf()

    /** Thrown instead of a list of the visible apps. */
    var visibleListFailure: RuntimeException? = null

    /** Thrown instead of a list that includes hidden apps. */
    var fullListFailure: RuntimeException? = null

    /**
     * What the device's management has configured the app under test with: by each admin, from API 34; else by the first. The
     * app is notified when it changes.
     */
    var managedConfigurations: List<Bundle> = emptyList()
        set(value) {
            field = value
            broadcast(Intent(Intent.ACTION_APPLICATION_RESTRICTIONS_CHANGED))
        }

    /** Thrown instead of what the app under test is configured with. */
    var configurationFailure: RuntimeException? = null

    /**
     * Whether the device's management has delegated to the app under test to suspend and hide apps. The app is notified when that
     * changes.
     */
    var delegatesPackageAccess: Boolean = false
        set(value) {
            field = value
            broadcast(Intent(DevicePolicyManager.ACTION_APPLICATION_DELEGATION_SCOPES_CHANGED))
        }

    /** Whether the app under test may show notifications. */
    var allowsNotifications: Boolean = true

    /** Thrown instead of a list of profiles. */
    var profilesFailure: RuntimeException? = null

    /** Thrown by questions about one app, by its package name. */
    val questionFailures: MutableMap<String, RuntimeException> = mutableMapOf()

    /**
     * Called with the name of each app whose certificates are asked for, before the answer: those whose APK cannot be read, and
     * the app under test, which is in the middle of each list.
     */
    var onCertificateQuestion: (String) -> Unit = {}

    /** Called by questions to the device policy manager, before the answer. */
    var onDevicePolicyQuestion: () -> Unit = {}

    /**
     * Stands between whoever asks the phone and its answer, and gives or throws what is answered in the end. A question is named
     * by its class and method, and what it is about.
     */
    var onQuestion: (question: String, answer: () -> Any?) -> Any? = { _, answer -> answer() }

    /** Permissions this phone knows besides Android's own. */
    val vendorPermissions: MutableSet<String> = mutableSetOf()

    /** Whether apps may open the list of device administrators in Android's settings; null for a phone that has none. */
    var administrators: Boolean? = true

    /** Puts this phone in place of the one before. The app under test gets the permissions it asks for. */
    fun install(): SimulatedPhone {
        current = this
        val application: Application = RuntimeEnvironment.getApplication()
        // As Android does for each process; Robolectric leaves it as it was.
        LocaleList.setDefault(application.resources.configuration.locales)
        shadowOf(application).grantPermissions(
            "android.permission.QUERY_ALL_PACKAGES",
            "android.permission.HIDE_OVERLAY_WINDOWS",
        )
        shadowOf(
            application.getSystemService(NotificationManager::class.java),
        ).setNotificationsEnabled(allowsNotifications)
        if (!allowsPrivateSpace) restrict("no_add_private_profile")
        showAdministrators(application)
        return this
    }

    private fun showAdministrators(application: Application) {
        val list = ComponentName("com.android.settings", "com.android.settings.DeviceAdminSettings")
        val packages = shadowOf(application.packageManager)
        when (val exported = administrators) {
            null -> packages.removeActivity(list)
            else -> packages.addActivityIfNotPresent(list).exported = exported
        }
    }

    /** Forbids what [restriction] (`UserManager.DISALLOW_…`) stands for. */
    fun restrict(restriction: String) {
        val users = RuntimeEnvironment.getApplication().getSystemService(UserManager::class.java)
        @Suppress("DEPRECATION")
        shadowOf(users).setUserRestriction(android.os.Process.myUserHandle(), restriction, true)
    }

    /** Installs an app, and notifies those that run. */
    fun add(app: SimulatedApp) {
        apps[app.packageName] = app
        broadcast(Intent(Intent.ACTION_PACKAGE_ADDED, Uri.parse("package:${app.packageName}")))
    }

    /** Takes an app away, and notifies those that run. */
    fun remove(packageName: String) {
        apps -= packageName
        broadcast(Intent(Intent.ACTION_PACKAGE_REMOVED, Uri.parse("package:$packageName")))
    }

    private fun broadcast(what: Intent) {
        if (isInstalled && current === this) RuntimeEnvironment.getApplication().sendBroadcast(what)
    }

    /** Replaces an app by what [change] makes of it. */
    fun change(
        packageName: String,
        change: (SimulatedApp) -> SimulatedApp,
    ) {
        apps[packageName] = change(apps.getValue(packageName))
    }

    companion object {
        private val PLATFORM =
            SimulatedApp("android", label = "Android System", versionName = Build.VERSION.RELEASE, system = true)

        /** The phone of the running test. */
        lateinit var current: SimulatedPhone

        val isInstalled: Boolean get() = ::current.isInitialized

        /** Answers a [question], as [onQuestion] has it. Java lets null pass, whatever is promised. */
        @Suppress("UNCHECKED_CAST")
        internal fun <T> asked(
            question: String,
            answer: () -> T,
        ): T = if (isInstalled) current.onQuestion(question, answer) as T else answer()
    }
}
