package org.appvagt.scanner

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import android.os.Looper

/**
 * Finds banned apps on this phone and opens the screens on which they are removed.
 *
 * The app that uses it declares these permissions in its own manifest: `QUERY_ALL_PACKAGES` and
 * `com.android.permission.GET_INSTALLED_APPS` (asked of the user on phones that know it), without which scans are
 * [Verdict.INCOMPLETE], and `REQUEST_DELETE_PACKAGES`, without which Android closes the uninstall prompt at once.
 *
 * Threads: [scan] and [installedApps] work on the thread that calls them, which may not be the main one; [label] and
 * [removalIntent] are quick, and may be called on any; [openRemoval] starts an activity, so call it on the main thread, where an
 * activity cannot be destroyed between a check and the call. A scanner may be used from several threads at once. There is one last
 * scan in a process, whichever scanner ran it: [removalIntent] and [openRemoval] go by that.
 *
 * @param context any context of the app; only its application context is kept.
 */
public class Scanner(context: Context) {
    private val context: Context = context.applicationContext ?: context

    /**
     * Scans the phone and judges it by [policy]; null stands for the built-in one, which bans TikTok. Takes a fraction of a
     * second to a few seconds, so it may not be called on the main thread.
     *
     * Where the native library cannot be used on this device, the report is [Verdict.INCOMPLETE] with
     * [Gap.ScannerUnavailable].
     *
     * @param judgingContext the day and what earlier scans found, where that matters to [policy].
     * @param progress hears on this thread how far the scan is.
     * @throws IllegalStateException on the main thread.
     * @throws ScannerException if the native library fails in a way it never should.
     */
    public fun scan(
        policy: LoadedPolicy? = null,
        judgingContext: JudgingContext = JudgingContext(),
        progress: ScanProgress? = null,
    ): Report {
        refuseMainThread()
        NativeCore.unavailable?.let {
            return Report.blind(Gap.ScannerUnavailable(it), judgingContext)
        }
        val json = CoreJson.judgingContext(judgingContext)
        val handle = (policy ?: builtIn).handle
        return CoreJson.report(NativeCore.scan(context, handle, json, progress))
    }

    /**
     * Lists the apps of this phone as a scan sees them, judged by nothing.
     *
     * @throws IllegalStateException on the main thread.
     * @throws ScannerException if the native library fails in a way it never should.
     */
    public fun installedApps(): PhoneApps {
        refuseMainThread()
        NativeCore.unavailable?.let { return PhoneApps(emptyList(), listOf(Gap.ScannerUnavailable(it))) }
        return CoreJson.phoneApps(NativeCore.installedApps(context))
    }

    /**
     * Returns the name under an app's icon, fit to be shown, as that of a finding is: one line without control characters.
     * [packageName] if the phone knows none.
     *
     * @throws ScannerException if the native library fails in a way it never should.
     */
    public fun label(packageName: String): String =
        if (NativeCore.unavailable == null) NativeCore.label(context, packageName) else packageName

    /**
     * Returns the system's screen for [finding]'s [Finding.removal]. Ask [Removal.hasScreen] first: what only IT can remove, and
     * what is disabled for good, has none. Start it from an activity, with whatever launcher the app uses, such as one that is
     * registered for `ActivityResultContracts.StartActivityForResult`. The result is not to be believed: scan again.
     *
     * @throws NoSuchFindingException if the last scan did not find it, or its removal has no screen.
     * @throws IllegalArgumentException if the finding's package name is none.
     * @throws ScannerException if the native library fails in a way it never should.
     */
    public fun removalIntent(finding: Finding): Intent = removalIntent(finding.packageName, finding.profile)

    /** Does the same for an app that the last scan [announced]: nobody has to wait for the day of the ban. */
    public fun removalIntent(announced: Note.Announced): Intent =
        removalIntent(announced.packageName, announced.profile)

    /**
     * Starts [removalIntent] from [activity], to which the result comes with [requestCode]; it is not to be believed: scan again.
     *
     * @throws NoSuchFindingException if the last scan did not find it, or its removal has no screen.
     * @throws IllegalArgumentException if the finding's package name is none.
     * @throws ActivityGoneException if [activity] is finishing or destroyed: nothing is started.
     * @throws ActivityNotFoundException if no app on the phone shows the screen.
     * @throws ScannerException if the native library fails in a way it never should.
     */
    public fun openRemoval(
        activity: Activity,
        finding: Finding,
        requestCode: Int,
    ) {
        start(activity, removalIntent(finding), requestCode)
    }

    /** Does the same for an app that the last scan [announced]: nobody has to wait for the day of the ban. */
    public fun openRemoval(
        activity: Activity,
        announced: Note.Announced,
        requestCode: Int,
    ) {
        start(activity, removalIntent(announced), requestCode)
    }

    private fun removalIntent(
        packageName: String,
        profile: Profile?,
    ): Intent {
        NativeCore.unavailable?.let { throw NoSuchFindingException("nothing was scanned: $it") }
        return NativeCore.removalScreen(context, packageName, profile?.let(CoreJson::word))
    }

    private fun start(
        activity: Activity,
        screen: Intent,
        requestCode: Int,
    ) {
        val state =
            when {
                activity.isFinishing -> "finishing"
                activity.isDestroyed -> "destroyed"
                else -> null
            }
        if (state != null) throw ActivityGoneException("the activity is $state; ask again from one that is on screen")
        activity.startActivityForResult(screen, requestCode)
    }

    /** Reads the built-in policy when it is first needed. */
    private val builtIn: LoadedPolicy by lazy {
        CoreJson.loadedPolicy(NativeCore.readPolicy("{}".toByteArray(), true, null))
    }

    private fun refuseMainThread() {
        check(Looper.myLooper() != Looper.getMainLooper()) {
            "a scan asks the package manager about every app: call it off the main thread"
        }
    }
}
