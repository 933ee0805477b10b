package org.appvagt.devicetest

import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.Context
import android.content.ContextWrapper
import android.content.Intent
import android.content.pm.PackageManager
import android.os.Build
import org.appvagt.devicetest.ScanInstrumentation.Companion.DECOY
import org.appvagt.scanner.ActivityGoneException
import org.appvagt.scanner.Finding
import org.appvagt.scanner.LoadedPolicy
import org.appvagt.scanner.NativeCore
import org.appvagt.scanner.NoSuchFindingException
import org.appvagt.scanner.PolicyException
import org.appvagt.scanner.Report
import org.appvagt.scanner.Scanner
import org.appvagt.scanner.ScannerException
import java.lang.reflect.InvocationTargetException
import java.lang.reflect.Modifier
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import java.util.concurrent.Future

/**
 * What must hold of the native library on every device: each native, what it looks up, each exception that it throws, and a panic.
 * One exception is left out because nothing brings it about: that a report cannot be written.
 */
internal class LibraryChecks(private val context: Context) {
    private val scanner = Scanner(context)

    /** What was seen of the device; empty before the decoy is found. */
    var summary: String = ""
        private set

    val all: List<Check> =
        listOf(
            // Whatever Android lacks of what the library looks up, by the level of its API, fails here.
            Check("the library is loaded, with all that it looks up") {
                NativeCore.unavailable?.let { throw NotSo(it) }
                "API ${Build.VERSION.SDK_INT}"
            },
            Check("each native is there, and names the argument that is null", ::nativesNameWhatIsNull),
            Check("a panic is caught, and the library goes on", ::panicsAreCaught),
            Check("a policy is read, and kept once", ::policiesAreKeptOnce),
            Check("a policy that is none is refused with the place of the mistake") {
                thrown<PolicyException>("banned[0].family") { policy("""{"family": "tik tok"}""") }
            },
            Check("a built-in policy that is none is a fault of the app's") {
                thrown<ScannerException>("the built-in policy is none") { LoadedPolicy.readManaged("{}", "{}") }
            },
            Check("a scan by a policy that was never read is refused") {
                thrown<ScannerException>("no policy was read that has the handle -1") {
                    NativeCore.scan(context, -1, "{}".toByteArray(), null)
                }
            },
            Check("a scan in a context that is none is refused") {
                thrown<ScannerException>("the context of a scan is no JSON object") {
                    NativeCore.scan(context, decoyBanned.handle, "[]".toByteArray(), null)
                }
            },
            Check("what Android throws reaches the caller") {
                val thrown = IllegalStateException("a test")
                same(thrown) { NativeCore.label(WithoutPackages { throw thrown }, DECOY) }
            },
            Check("a null where Android promises none is an exception") {
                thrown<ScannerException>("JNI failed") { NativeCore.label(WithoutPackages { null }, DECOY) }
            },
            Check("apps are listed, with their certificates", ::appsAreListed),
            Check("the decoy has its name", ::decoyHasItsName),
            Check("the decoy is found", ::decoyIsFound),
            Check("the decoy is found by its certificate", ::decoyIsFoundByCertificate),
            Check("two scans at once see the same", ::twoScansSeeTheSame),
            Check("whoever hears of a scan can end it") {
                val thrown = IllegalStateException("a test")
                same(thrown) { scanner.scan(decoyBanned) { _, _ -> throw thrown } }
            },
            Check("the decoy's removal is the uninstall prompt", ::removalIsThePrompt),
            Check("the removal of what was not found is refused") {
                thrown<NoSuchFindingException>("is not a finding of the last scan") {
                    remove(decoy.copy(packageName = context.packageName))
                }
            },
            Check("the removal of what is no app is refused") {
                thrown<IllegalArgumentException>("is not a package name") {
                    remove(decoy.copy(packageName = "no name"))
                }
            },
            Check("a removal from an activity that is gone is refused") {
                thrown<ActivityGoneException>("the activity is finishing") { remove(decoy, Screen(finishing = true)) }
                thrown<ActivityGoneException>("the activity is destroyed") { remove(decoy, Screen(destroyed = true)) }
            },
            Check("a screen that the device lacks is an exception") {
                val thrown = ActivityNotFoundException("a test")
                same(thrown) { remove(decoy, Screen { throw thrown }) }
            },
        )

    private val decoyBanned by lazy { policy("""{"package": "$DECOY"}""") }

    private val decoy: Finding by lazy {
        scanner.scan(decoyBanned).findings.find { it.packageName == DECOY } ?: throw NotSo("the decoy is not found")
    }

    private fun policy(banned: String): LoadedPolicy =
        LoadedPolicy.read("""{"schema": 1, "banned": [$banned]}""") ?: throw NotSo("the library is not loaded")

    private fun nativesNameWhatIsNull(): String {
        val natives = NativeCore::class.java.declaredMethods.filter { Modifier.isNative(it.modifiers) }
        for (native in natives.filter { it.parameterCount > 0 }) {
            val nothing = native.parameterTypes.map(::nothing).toTypedArray()
            thrown<NullPointerException>(" is null") {
                try {
                    native.invoke(null, *nothing)
                } catch (e: InvocationTargetException) {
                    throw e.targetException
                }
            }
        }
        return "${natives.size} natives"
    }

    /** Each processor unwinds in its own way; a panic that is not caught ends the process. */
    private fun panicsAreCaught(): String {
        repeat(2) { thrown<ScannerException>("the scanner panicked") { NativeCore.provokePanic() } }
        return onAnotherThread { thrown<ScannerException>("the scanner panicked") { NativeCore.provokePanic() } }.get()
    }

    private fun policiesAreKeptOnce(): String {
        val again = policy("""{"package": "$DECOY"} """)
        if (again.handle != decoyBanned.handle) throw NotSo("${again.handle} and ${decoyBanned.handle}")
        LoadedPolicy.readManaged("{}")
        return "read by itself and as a configuration"
    }

    private fun appsAreListed(): String {
        val phone = scanner.installedApps()
        if (phone.gaps.isNotEmpty()) throw NotSo("the list could not show everything: ${phone.gaps.joinToString()}")
        for (name in listOf(context.packageName, DECOY, "android")) {
            val app =
                phone.apps.find { it.packageName == name } ?: throw NotSo("$name is not among ${phone.apps.size} apps")
            if (app.certificates.isNullOrEmpty()) throw NotSo("$name has no certificate")
        }
        return "${phone.apps.size} apps"
    }

    private fun decoyHasItsName(): String {
        val packages = context.packageManager
        val expected = packages.getApplicationLabel(packages.getApplicationInfo(DECOY, 0)).toString()
        val name = scanner.label(DECOY)
        if (name != expected) throw NotSo("$name, not $expected")
        val unknown = "$DECOY.unknown"
        if (scanner.label(unknown) !=
            unknown
        ) {
            throw NotSo("an app that is not there has the name ${scanner.label(unknown)}")
        }
        return name
    }

    private fun decoyIsFound(): String {
        var (done, total) = 0 to 0
        val report =
            scanner.scan(decoyBanned) { nowDone, nowTotal ->
                done = nowDone
                total = nowTotal
            }
        val seen = "${report.scanned} apps scanned, verdict ${report.verdict}"
        if (report.gaps.isNotEmpty()) throw NotSo("the scan could not see everything: ${report.gaps.joinToString()}")
        if (DECOY !in report) throw NotSo("it was not: $seen")
        if (total == 0 || done != total) throw NotSo("the scan ended at $done of $total: $seen")
        summary = "the decoy was found: $seen"
        return seen
    }

    private fun decoyIsFoundByCertificate(): String {
        val certificate =
            scanner.installedApps().apps.find { it.packageName == DECOY }?.certificates?.firstOrNull()
                ?: throw NotSo("the decoy has none")
        val report = scanner.scan(policy("""{"certificate": "$certificate"}"""))
        if (DECOY !in report) throw NotSo("it was not: ${report.scanned} apps scanned, verdict ${report.verdict}")
        return "read from its APK"
    }

    private fun twoScansSeeTheSame(): String {
        val scans = List(2) { onAnotherThread { scanner.scan(decoyBanned) } }.map { it.get() }
        for (report in scans) {
            if (DECOY !in
                report
            ) {
                throw NotSo("one did not find the decoy: ${report.scanned} apps, verdict ${report.verdict}")
            }
        }
        return scans.joinToString(" and ") { "${it.scanned} apps" }
    }

    private fun removalIsThePrompt(): String {
        val screen = Screen()
        remove(decoy, screen)
        val (intent, code) = screen.started ?: throw NotSo("no screen was started")
        if (code != REQUEST) throw NotSo("it was asked for with $code, not $REQUEST")
        if (intent.action != Intent.ACTION_DELETE || intent.dataString != "package:$DECOY") {
            throw NotSo("it is ${intent.action} of ${intent.dataString}")
        }
        return "${intent.action}"
    }

    private fun remove(
        finding: Finding,
        screen: Screen = Screen(),
    ) = scanner.openRemoval(screen, finding, REQUEST)

    private operator fun Report.contains(packageName: String) = findings.any { it.packageName == packageName }

    /** Android without a list of apps. */
    private inner class WithoutPackages(private val packages: () -> PackageManager?) : ContextWrapper(context) {
        override fun getPackageManager(): PackageManager? = packages()
    }

    /** An activity that is not on screen: what it is to start is remembered. */
    private class Screen(
        private val finishing: Boolean = false,
        private val destroyed: Boolean = false,
        private val refusal: () -> Unit = {},
    ) : Activity() {
        var started: Pair<Intent, Int>? = null

        override fun isFinishing() = finishing

        override fun isDestroyed() = destroyed

        override fun startActivityForResult(
            intent: Intent,
            requestCode: Int,
        ) {
            refusal()
            started = intent to requestCode
        }
    }

    private companion object {
        const val REQUEST = 7

        /** Returns the message of the exception that this throws, which must be of this class and have these words. */
        inline fun <reified T : Exception> thrown(
            words: String,
            call: () -> Unit,
        ): String {
            val thrown = runCatching(call).exceptionOrNull() ?: throw NotSo("nothing was thrown")
            // Of its very class: many of the library's exceptions are of one kind.
            if (thrown.javaClass != T::class.java) throw NotSo("${thrown.javaClass.name} was thrown")
            val message = thrown.message.orEmpty()
            if (words !in message) throw NotSo("it says: $message")
            return message
        }

        /** Returns what stands for no value as an argument of this type. */
        fun nothing(type: Class<*>): Any? =
            when (type) {
                Int::class.java -> 0
                Boolean::class.java -> false
                else -> null
            }

        /** Sees that this throws this very exception. */
        fun same(
            expected: Exception,
            call: () -> Unit,
        ): String {
            val thrown = runCatching(call).exceptionOrNull() ?: throw NotSo("nothing was thrown")
            if (thrown !== expected) throw NotSo("${thrown.javaClass.name} was thrown")
            return "as it is"
        }

        fun <T> onAnotherThread(call: () -> T): Future<T> {
            val thread = Executors.newSingleThreadExecutor()
            return thread.submit(Callable(call)).also { thread.shutdown() }
        }
    }
}
