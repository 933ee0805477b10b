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
import java.io.File
import java.lang.management.ManagementFactory
import java.time.Duration
import java.util.zip.ZipException
import java.util.zip.ZipFile
import kotlin.concurrent.thread

/**
 * How long a scan takes, how that grows, and how much memory it takes. The peer lists the same apps in Kotlin, opens the
 * same APKs with Java's own ZIP reader and inflates their manifests: it looks for no certificate, parses no manifest and
 * judges nothing. Run by `cargo xtask bench`, which shows the lines marked `bench> `.
 */
@RunWith(RobolectricTestRunner::class)
class ScanBench {
    private val context: Context = RuntimeEnvironment.getApplication()

    /** Knows the processor time of a thread, which is the same whatever else the machine does. */
    private val threads = ManagementFactory.getThreadMXBean()

    @Test
    fun scan() {
        say("%-26s %6s %8s %11s %11s %7s %11s".format("apps", "", "MB", "scan", "peer", "ratio", "per app"))
        val files = File(checkNotNull(System.getProperty("appvagt.apks"))).listFiles().orEmpty().sortedBy { it.name }
        val decoys = listOf("com.zhiliaoapp.musically", "org.appvagt.decoy")
        // The decoys stand first.
        val real = files.sortedBy { it.nameWithoutExtension.toInt() }.mapIndexed { index, file ->
            SimulatedApp(decoys.getOrElse(index) { "com.example.app$index" }, apk = file.path)
        }
        measure("real APKs and two decoys", real, megabytes = files.sumOf { it.length() } / 1e6, found = 2)
        val extra = extraMemory { Scanner(context).scan() }
        for (size in listOf(500, 2_000, 8_000)) {
            val others = List(size - 1) { index ->
                val name = "com.example.app$index"
                // A certificate of each app's own, without the work of a key of its own.
                SimulatedApp(name, certificate = TestKey.certificate("bench") + name.toByteArray())
            }
            measure("tiny APKs", others + SimulatedApp(decoys.first()), megabytes = null, found = 1)
        }
        say("(processor time, medians of 15 after 15 to warm up; peer: list the apps, inflate the manifest of each)")
        say("memory that scans of the real APKs took above start, at most: %.1f MB".format(extra / 1e6))
    }

    private fun measure(
        what: String,
        apps: List<SimulatedApp>,
        megabytes: Double?,
        found: Int,
    ) {
        SimulatedPhone(apps).install()
        val scanner = Scanner(context)
        lateinit var scans: Duration
        lateinit var peers: Duration
        thread {
            val report = scanner.scan()
            assertEquals("$report", Verdict.ACTION_REQUIRED, report.verdict)
            assertEquals(found, report.findings.size)
            scans = median { scanner.scan() }
            peers = median { inKotlin(context.packageManager) }
        }.join()
        say(
            "%-26s %6d %8s %8.1f ms %8.1f ms %7.2f %8.1f us".format(
                what,
                apps.size,
                megabytes?.let { "%.0f".format(it) }.orEmpty(),
                scans.toNanos() / 1e6,
                peers.toNanos() / 1e6,
                scans.toNanos().toDouble() / peers.toNanos(),
                scans.toNanos() / 1e3 / apps.size,
            ),
        )
    }

    private fun inKotlin(packages: PackageManager): Int {
        val apks = HashMap<String, String?>()
        for (flags in listOf(0, PackageManager.MATCH_UNINSTALLED_PACKAGES)) {
            for (info in packages.getInstalledPackages(flags)) {
                apks[info.packageName] = info.applicationInfo?.sourceDir
            }
        }
        return apks.values.filterNotNull().sumOf(::manifestSize)
    }

    private fun manifestSize(apk: String): Int =
        try {
            ZipFile(apk).use { zip -> zip.getInputStream(zip.getEntry("AndroidManifest.xml")).readBytes().size }
        } catch (_: ZipException) {
            // Java refuses a few that Android reads.
            0
        }

    /** Bytes by which the process grew beyond what it held, while [work] ran nine times. */
    private fun extraMemory(work: () -> Unit): Long {
        thread { work() }.join()
        // Makes the peak what is held now (proc(5)).
        File("/proc/self/clear_refs").writeText("5")
        val before = kilobytes("VmRSS")
        thread { repeat(9) { work() } }.join()
        return (kilobytes("VmHWM") - before) * 1024
    }

    private fun kilobytes(name: String): Long =
        File("/proc/self/status")
            .readLines()
            .first { it.startsWith("$name:") }
            .filter(Char::isDigit)
            .toLong()

    private fun median(work: () -> Unit): Duration {
        repeat(15) { work() }
        val times =
            List(15) {
                val start = threads.currentThreadCpuTime
                work()
                Duration.ofNanos(threads.currentThreadCpuTime - start)
            }
        return times.sorted()[times.size / 2]
    }

    private fun say(line: String) = println("bench> $line")
}
