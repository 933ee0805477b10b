package org.appvagt.policy

import android.content.Context
import org.appvagt.scanner.LoadedPolicy
import org.appvagt.scanner.PolicyException
import org.json.JSONObject

/** The policy to scan by. */
internal data class PolicyInForce(
    /** As the scanner has it; null if it is [Origin.UNREAD]. */
    val loaded: LoadedPolicy?,
    val policy: Policy,
    val origin: Origin,
    /** What it is known by: two phones that show the same have the same policy. Null if it is [Origin.UNREAD]. */
    val version: String?,
    /** The group that the phone is in, as the device's management calls it. */
    val group: String? = null,
    /** What is no mistake in what was delivered, but surely not meant. */
    val warnings: List<String> = emptyList(),
    /** What keeps the policy that was delivered last from being in force, a mistake a line; null if nothing does. */
    val refusal: String? = null,
    /** Whether what is built in is the organisation's own policy: this is its own app. */
    val hasOwnBuiltIn: Boolean = false,
) {
    /** Whether the organisation's own wishes are known, as far as it has any. */
    val isSetUp: Boolean get() = origin != Origin.PENDING && (origin != Origin.BUILT_IN || refusal == null)

    val isRead: Boolean get() = origin != Origin.UNREAD

    /** Where it comes from. */
    enum class Origin {
        /** It is built in: nothing was ever delivered, or it was taken back. */
        BUILT_IN,

        /** The device's management delivers it. */
        MANAGED,

        /** It is built in, and the device's management says that one is to come. */
        PENDING,

        /** It was delivered before, and what came since was refused, is still to come or cannot be read just now. */
        LAST_GOOD,

        /** Unknown: the scanner, which reads policies, does not work on this device. */
        UNREAD,
    }

    companion object {
        private const val NOTHING = "{}"

        /**
         * Reads what is configured, and keeps it if it is a policy, so that it stays in force whatever comes after it. Not on
         * the main thread. Throws what the system does where it does not answer, unless something was kept.
         */
        fun now(context: Context): PolicyInForce {
            val builtIn = BuiltInPolicy(context.resources)
            val kept = KeptConfiguration(context)
            val configured =
                try {
                    ManagedConfiguration.read(context)
                } catch (e: RuntimeException) {
                    if (kept.load() == null) throw e
                    ManagedConfiguration.Pending
                }
            return when (configured) {
                ManagedConfiguration.None -> {
                    kept.clear()
                    read(NOTHING, builtIn, Origin.BUILT_IN)
                }

                ManagedConfiguration.Pending -> lastGood(kept, builtIn, refusal = null, otherwise = Origin.PENDING)

                is ManagedConfiguration.Delivered -> delivered(configured.json, builtIn, kept, context.packageName)
            }
        }

        private fun delivered(
            configuration: String,
            builtIn: BuiltInPolicy,
            kept: KeptConfiguration,
            ownPackage: String,
        ): PolicyInForce {
            val read =
                try {
                    read(configuration, builtIn, Origin.MANAGED)
                } catch (e: PolicyException) {
                    return lastGood(kept, builtIn, e.message, otherwise = Origin.BUILT_IN)
                }
            val bansItself = read.loaded?.let { bansItself(it.json, ownPackage) }
            if (bansItself != null) return lastGood(kept, builtIn, bansItself, otherwise = Origin.BUILT_IN)
            // Where it cannot be kept it is in force anyway, and delivered again at the next start.
            if (kept.load() != configuration) kept.save(configuration)
            return read
        }

        /** Returns the mistake of a policy that bans this app by name; the core knows the published one only. */
        private fun bansItself(
            policy: JSONObject,
            ownPackage: String,
        ): String? {
            val banned = policy.getJSONArray("banned")
            val isMet =
                (0 until banned.length()).map(banned::getJSONObject).any {
                    val prefix = it.optString("package_prefix")
                    it.optString("package") == ownPackage || (prefix.isNotEmpty() && ownPackage.startsWith(prefix))
                }
            return if (isMet) "\"$ownPackage\" is banned, which is this app itself; allowed: any other app" else null
        }

        /** Reads the last good one; where there is none, the built-in one, which is in force for the reason [otherwise]. */
        private fun lastGood(
            kept: KeptConfiguration,
            builtIn: BuiltInPolicy,
            refusal: String?,
            otherwise: Origin,
        ): PolicyInForce {
            fun nothing(refusal: String?) = read(NOTHING, builtIn, Origin.LAST_GOOD, otherwise).copy(refusal = refusal)
            val configuration = kept.load() ?: return nothing(refusal)
            return try {
                read(configuration, builtIn, Origin.LAST_GOOD, otherwise).copy(refusal = refusal)
            } catch (e: PolicyException) {
                // An update of this app knows better; what was delivered comes before what was kept.
                nothing(refusal ?: e.message)
            }
        }

        /** Reads a [configuration] from this [origin]; [otherwise] is the origin of one that says nothing of a policy. */
        private fun read(
            configuration: String,
            builtIn: BuiltInPolicy,
            origin: Origin,
            otherwise: Origin = Origin.BUILT_IN,
        ): PolicyInForce {
            val loaded =
                LoadedPolicy.readManaged(configuration, builtIn.json)
                    ?: return PolicyInForce(null, Policy(), Origin.UNREAD, version = null)
            return PolicyInForce(
                loaded,
                Policy.of(loaded.json),
                if (loaded.builtIn) otherwise else origin,
                loaded.version,
                loaded.group,
                loaded.warnings,
                hasOwnBuiltIn = builtIn.isOwn,
            )
        }
    }
}
