package org.appvagt.enforcement

import android.util.Log
import org.appvagt.policy.Policy.Enforcement
import org.appvagt.scanner.Removal
import org.appvagt.scanner.Report

/**
 * Keeps banned apps from being used until they are removed, where the policy wants that and the device's management has
 * delegated it, and undoes that as soon as there is no more reason for it.
 */
internal class Enforcer(private val access: PackageAccess, private val restrained: RestraintStore) {
    /** What this app keeps from being used. */
    data class Enforced(
        /** By package name. */
        val restrained: Map<String, Restraint> = emptyMap(),
        /** Those of them that should no longer be, but Android does not let this app undo it any more. */
        val stuck: Set<String> = emptySet(),
    )

    /** Undoes it for apps that are about to be removed: what is hidden has no uninstall prompt. */
    fun release(packages: Set<String>) {
        val before = restrained.load()
        val over = before.filterKeys { it in packages }
        if (over.isNotEmpty()) answered { restrained.save(before - released(over)) }
    }

    /**
     * Sees to it that what [report] found is restrained as the policy [allows], but for the [spared] apps. Where one of them is
     * not known, all stays as it is.
     */
    fun enforce(
        report: Report?,
        allows: Set<Enforcement>?,
        spared: Set<String>,
    ): Enforced {
        val enforced = if (report == null || allows == null) null else answered { enforceNow(report, allows, spared) }
        return enforced ?: Enforced(restrained.load())
    }

    /** What comes of questions to the phone; null if it does not answer: the next check asks again. */
    private fun <T> answered(questions: () -> T): T? =
        try {
            questions()
        } catch (e: RuntimeException) {
            // System services throw anything when they are down. No check may fail of that.
            Log.w("Appvagt", "the phone does not tell what is suspended or hidden", e)
            null
        }

    private fun enforceNow(
        report: Report,
        allows: Set<Enforcement>,
        spared: Set<String>,
    ): Enforced {
        val before = restrained.load().filterKeys(access::isInstalled)
        val ways = listOfNotNull(
            Restraint.SUSPENDED.takeIf { Enforcement.SUSPEND in allows },
            Restraint.HIDDEN.takeIf { Enforcement.HIDE in allows },
        )
        val banned = banned(report) - spared
        val over = before.filter { (packageName, way) ->
            way !in ways || (packageName !in banned && (packageName in spared || report.provesAbsence))
        }
        var now = before - released(over)
        val stuck = over.keys intersect now.keys
        if (access.isGranted()) {
            for (packageName in banned - now.keys) now = restrain(now, packageName, ways)
        }
        if (now != restrained.load()) restrained.save(now)
        return Enforced(now, stuck)
    }

    /** The first of these [ways] that Android takes; an app that somebody else restrains is left to them. */
    private fun restrain(
        now: Map<String, Restraint>,
        packageName: String,
        ways: List<Restraint>,
    ): Map<String, Restraint> {
        if (Restraint.entries.any { access.isRestrained(packageName, it) }) return now
        for (way in ways) {
            val after = now + (packageName to way)
            // Remembered first: what is forgotten is never undone.
            if (restrained.save(after) && access.restrain(packageName, way, restrained = true)) return after
        }
        return now
    }

    /** Those that are free now. */
    private fun released(apps: Map<String, Restraint>): Set<String> =
        apps.filter { (packageName, way) -> !access.restrain(packageName, way, restrained = false) }.keys

    /** What can be used here and is to be removed. */
    private fun banned(report: Report): Set<String> =
        report.findings
            .filter { it.profile == null && it.removal != Removal.NOTHING_LEFT }
            .mapTo(mutableSetOf()) { it.packageName }
}
