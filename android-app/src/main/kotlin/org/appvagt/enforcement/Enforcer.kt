package org.appvagt.enforcement

import org.appvagt.enforcement.RestraintStore.Memory
import org.appvagt.platform.answered
import org.appvagt.policy.Policy.Enforcement
import org.appvagt.scanner.AppPlace
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Removal
import org.appvagt.scanner.Report

/**
 * Keeps banned apps from being used until they are removed, where the policy wants that and the device's management has
 * delegated it, and undoes that as soon as there is no more reason for it. What may not move any more is given up by whoever
 * calls it: each function says by `moved` that it moves, and does nothing more once that throws.
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

    /** Reads what is remembered, and returns the packages that were restrained, by whomever. */
    fun load(): Set<String> = store.load().run { own.keys + unclaimed.keys }

    /** Undoes it for apps that are about to be removed: what is hidden has no uninstall prompt. */
    fun release(
        packages: Set<String>,
        moved: () -> Unit,
    ) {
        val before = store.memory
        val over = before.own.filterKeys { it in packages }
        if (over.isEmpty()) return
        answered(WHAT) {
            val released = released(over, moved)
            moved()
            store.save(before.copy(own = before.own - released))
        }
    }

    /** Returns what is restrained as far as it is remembered. */
    fun remembered(): Enforced = store.memory.run { Enforced(own, unclaimed = unclaimed.keys) }

    /**
     * Sees to it that what [report] found is restrained as the policy [allows], but for the [spared] apps. Where one of them is
     * not known, all stays as it is; an app of which the phone does not answer stays as it is remembered.
     */
    fun enforce(
        report: Report?,
        allows: Set<Enforcement>?,
        spared: Set<String>,
        moved: () -> Unit,
    ): Enforced {
        if (report == null || allows == null) return remembered()
        return answered(WHAT) { enforceNow(report, allows, spared, moved) } ?: remembered()
    }

    private fun enforceNow(
        report: Report,
        allows: Set<Enforcement>,
        spared: Set<String>,
        moved: () -> Unit,
    ): Enforced {
        val before = store.memory
        val ways = listOfNotNull(
            Restraint.SUSPENDED.takeIf { Enforcement.SUSPEND in allows },
            Restraint.HIDDEN.takeIf { Enforcement.HIDE in allows },
        )
        val findings = toRestrain(report)
        val banned = findings.mapTo(mutableSetOf()) { it.packageName }
        val now = restraints(before.own.keys + before.unclaimed.keys + banned)

        fun mayBe(app: Map.Entry<String, Restraint>) = app.key !in now || now[app.key] == app.value
        // What is not restrained though it was to be: somebody else undid it, or this app was stopped before it did it.
        val own = before.own.filter(::mayBe)
        val (essential, perhapsEssential) = essentials.among(findings)
        val over = own.filter { (packageName, way) ->
            way !in ways || packageName in essential || packageName in spared ||
                (packageName !in banned && isRuledOut(report, packageName))
        }
        val released = released(over, moved)
        val kept = own - released
        val isGranted = access.isGranted()
        val free =
            (banned intersect now.keys)
                .minus(essential + perhapsEssential + spared + kept.keys)
                .groupBy { packageName -> now[packageName].takeUnless { packageName in released } }
        val found = free.filterKeys { isGranted && it != null }.flatMap { (way, names) -> names.map { it to way!! } }
        val unclaimed = (before.unclaimed - kept.keys).filter(::mayBe) + found
        val memory = Memory(kept, unclaimed)
        val after = if (isGranted) restrain(memory, free[null].orEmpty().toSet(), ways, moved) else memory
        moved()
        store.save(after)
        val stuck = (over.keys intersect kept.keys) +
            unclaimed.keys.filter { it !in banned && isRuledOut(report, it) }
        return Enforced(after.own, stuck, unclaimed.keys)
    }

    /** Returns how each of these [packages] is restrained, by whomever; none of those of which the phone does not say it. */
    private fun restraints(packages: Set<String>): Map<String, Restraint?> =
        packages.mapNotNull { answered(WHAT) { it to access.restraint(it) } }.toMap()

    /** Returns whether [report] rules out that what was found before is still here and banned. */
    private fun isRuledOut(
        report: Report,
        packageName: String,
    ) = AppPlace(packageName) !in report.unresolved

    /** Restrains [packages], each in the first of these [ways] that Android takes. */
    private fun restrain(
        before: Memory,
        packages: Set<String>,
        ways: List<Restraint>,
        moved: () -> Unit,
    ): Memory {
        var after = before
        var free = packages
        for (way in ways) {
            moved()
            // Remembered first: what is forgotten is never undone.
            if (free.isEmpty() || !store.save(after.copy(own = after.own + free.associateWith { way }))) break
            val done =
                answered(WHAT) { access.restrain(free, way) }
                    ?: return after.copy(own = after.own + free.associateWith { way })
            after = after.copy(own = after.own + done.associateWith { way })
            free = free - done
        }
        return after
    }

    /** Frees these [apps], and returns those that are free now. */
    private fun released(
        apps: Map<String, Restraint>,
        moved: () -> Unit,
    ): Set<String> =
        apps.filter { (packageName, way) ->
            moved()
            answered(WHAT) { access.release(packageName, way) } == true
        }.keys

    /** Returns what can be used here and is to be removed. */
    private fun toRestrain(report: Report): List<Finding> =
        report.findings.filter { it.profile == null && it.removal != Removal.NOTHING_LEFT }

    private companion object {
        const val WHAT = "what is suspended or hidden"
    }
}
