package org.appvagt.demo

import android.content.Context
import android.content.pm.PackageManager
import org.appvagt.phone.SimulatedApp
import org.appvagt.phone.SimulatedPhone
import org.appvagt.phone.TestKey
import org.appvagt.scanner.Scanner
import org.appvagt.scanner.Verdict
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import java.security.MessageDigest
import java.time.Duration
import java.time.Instant
import kotlin.concurrent.thread

/**
 * How long a scan takes, and how that grows. The peer asks the same package manager the same questions in Kotlin, hashes the
 * same certificates, and judges nothing. Run by `cargo xtask bench`, which shows the lines marked `bench> `.
 */
@RunWith(RobolectricTestRunner::class)
class ScanBench {
    @Test
    fun scan() {
        say("%8s %12s %12s %8s %14s".format("apps", "scan", "peer", "ratio", "scan per app"))
        for (size in listOf(500, 2_000, 8_000)) {
            phone(size).install()
            val context: Context = RuntimeEnvironment.getApplication()
            val scanner = Scanner(context)
            lateinit var scans: Duration
            lateinit var peers: Duration
            thread {
                assertEquals(Verdict.ACTION_REQUIRED, scanner.scan().verdict)
                scans = median { scanner.scan() }
                peers = median { sameInKotlin(context.packageManager) }
            }.join()
            val ratio = scans.toNanos().toDouble() / peers.toNanos()
            say(
                "%8d %9.1f ms %9.1f ms %8.2f %11.1f us".format(
                    size,
                    scans.toNanos() / 1e6,
                    peers.toNanos() / 1e6,
                    ratio,
                    scans.toNanos() / 1e3 / size,
                ),
            )
        }
        say("(medians of 15, after 15 to warm up; scan: enumerate, read certificates, judge, report)")
    }

    private fun phone(size: Int) =
        SimulatedPhone(
            List(size - 3) { index ->
                val name = "com.example.app$index"
                // A certificate of each app's own, without the work of a key of its own.
                SimulatedApp(name, certificate = TestKey.certificate("bench") + name.toByteArray())
            } + SimulatedApp("com.zhiliaoapp.musically"),
        )

    private fun sameInKotlin(packages: PackageManager): Int {
        val known = HashMap<String, String?>()
        for (flags in listOf(0, PackageManager.MATCH_UNINSTALLED_PACKAGES)) {
            for (info in packages.getInstalledPackages(flags)) known[info.packageName] = info.versionName
        }
        return known.keys.sumOf { name ->
            val info = packages.getPackageInfo(name, PackageManager.GET_SIGNING_CERTIFICATES)
            val certificate = info.signingInfo?.apkContentsSigners.orEmpty().single()
            MessageDigest.getInstance("SHA-256").digest(certificate.toByteArray()).size
        }
    }

    private fun median(work: () -> Unit): Duration {
        repeat(15) { work() }
        val times =
            List(15) {
                val start = Instant.now()
                work()
                Duration.between(start, Instant.now())
            }
        return times.sorted()[times.size / 2]
    }

    private fun say(line: String) = println("bench> $line")
}
