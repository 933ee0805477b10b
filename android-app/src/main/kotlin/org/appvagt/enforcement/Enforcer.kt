package org.appvagt.enforcement

import android.util.Log
import org.appvagt.enforcement.RestraintStore.Memory
import org.appvagt.policy.Policy.Enforcement
import org.appvagt.scanner.Removal
import org.appvagt.scanner.Report

/**
 * Keeps banned apps from being used until they are removed, where the policy wants that and the device's management has
 * delegated it, and undoes that as soon as there is no more reason for it.
 */
internal class Enforcer(
    private val access: PackageAccess,
    private val essentials: Essentials,
    private val store: RestraintStore,
) {
    /** What is kept from being used. */
    data class Enforced(
        /** By this app, by package name. */
        val restrained: Map<String, Restraint> = emptyMap(),
        /** What should no longer be, and is: because Android does not let this app undo it any more, or as [unclaimed]. */
        val stuck: Set<String> = emptySet(),
        /** Apps that were banned when they were found to be restrained already, and not by this app as far as it remembers. */
        val unclaimed: Set<String> = emptySet(),
    )

    /** Undoes it for apps that are about to be removed: what is hidden has no uninstall prompt. */
    fun release(packages: Set<String>) {
        val before = store.load()
        val over = before.own.filterKeys { it in packages }
        if (over.isNotEmpty()) answered { store.save(before.copy(own = before.own - released(over))) }
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
        return enforced ?: store.load().let { Enforced(it.own, unclaimed = it.unclaimed.keys) }
    }

    /** Returns what comes of questions to the phone; null if it does not answer: the next check asks again. */
    private fun <T> answered(questions: () -> T): T? =
        try {
            questions()
        } catch (e: RuntimeException) {
            // System services throw anything when they are down. No check may fail of that.
            Log.w("Appvagt", "the phone does not say what is suspended or hidden", e)
            null
        }

    private fun enforceNow(
        report: Report,
        allows: Set<Enforcement>,
        spared: Set<String>,
    ): Enforced {
        val before = store.load()
        val ways = listOfNotNull(
            Restraint.SUSPENDED.takeIf { Enforcement.SUSPEND in allows },
            Restraint.HIDDEN.takeIf { Enforcement.HIDE in allows },
        )
        val banned = banned(report)
        // What is not restrained though it was to be: somebody else undid it, or this app was stopped before it did it.
        val own = before.own.filter { (packageName, way) -> access.isRestrained(packageName, way) }
        val essential = essentials.among(banned)
        val over = own.filter { (packageName, way) ->
            way !in ways || packageName in essential || packageName in spared ||
                (packageName !in banned && isRuledOut(report, packageName))
        }
        val kept = own - released(over)
        val isGranted = access.isGranted()
        val free = (banned - essential - spared - kept.keys).groupBy(access::restraint)
        val found = free.filterKeys { isGranted && it != null }.flatMap { (way, names) -> names.map { it to way!! } }
        val unclaimed =
            (before.unclaimed - kept.keys).filter { (packageName, way) -> access.isRestrained(packageName, way) } +
                found
        val memory = Memory(kept, unclaimed)
        val after = if (isGranted) restrain(memory, free[null].orEmpty().toSet(), ways) else memory
        if (after != store.load()) store.save(after)
        val stuck = (over.keys intersect kept.keys) +
            unclaimed.keys.filter { it !in banned && isRuledOut(report, it) }
        return Enforced(after.own, stuck, unclaimed.keys)
    }

    private fun isRuledOut(
        report: Report,
        packageName: String,
    ) = report.rulesOut(packageName) { access.isInstalled(packageName) }

    /** Restrains [packages], each in the first of these [ways] that Android takes. */
    private fun restrain(
        before: Memory,
        packages: Set<String>,
        ways: List<Restraint>,
    ): Memory {
        var after = before
        var free = packages
        for (way in ways) {
            // Remembered first: what is forgotten is never undone.
            if (free.isEmpty() || !store.save(after.copy(own = after.own + free.associateWith { way }))) break
            val done = access.restrain(free, way)
            after = after.copy(own = after.own + done.associateWith { way })
            free = free - done
        }
        return after
    }

    /** Frees these [apps], and returns those that are free now. */
    private fun released(apps: Map<String, Restraint>): Set<String> =
        apps.filter { (packageName, way) -> access.release(packageName, way) }.keys

    /** Returns what can be used here and is to be removed. */
    private fun banned(report: Report): Set<String> =
        report.findings
            .filter { it.profile == null && it.removal != Removal.NOTHING_LEFT }
            .mapTo(mutableSetOf()) { it.packageName }
}
