package org.appvagt.policy

import android.content.Context
import org.appvagt.scanner.Configured
import org.appvagt.scanner.PolicyException
import java.io.IOException

/** The policy to scan by. */
internal data class PolicyInForce(
    /** As JSON; null stands for the one built in. */
    val json: String?,
    val origin: Origin,
    /** The group that the phone is in, as the device's management calls it. */
    val group: String? = null,
    /** What keeps the policy that was delivered last from being in force; null if nothing does. */
    val refusal: String? = null,
) {
    /** Where it comes from. */
    enum class Origin {
        /** It is built in: nothing was ever delivered, or it was taken back. */
        BUILT_IN,

        /** The device's management delivers it. */
        MANAGED,

        /** It was delivered before, and what came since was refused or is still to come. */
        LAST_GOOD,
    }

    companion object {
        /** Reads what is configured, and keeps it if it is a policy. Not on the main thread. */
        fun now(context: Context): PolicyInForce {
            val kept = LastGood(context)
            return when (val configured = ManagedConfiguration.read(context)) {
                ManagedConfiguration.None -> {
                    kept.clear()
                    PolicyInForce(null, Origin.BUILT_IN)
                }

                ManagedConfiguration.Pending -> lastGood(kept, refusal = null)

                is ManagedConfiguration.Delivered -> delivered(configured.json, kept)
            }
        }

        private fun delivered(
            configuration: String,
            kept: LastGood,
        ): PolicyInForce {
            val configured =
                try {
                    Configured.read(configuration)
                } catch (e: PolicyException) {
                    return lastGood(kept, e.message)
                }
            try {
                if (kept.load() != configuration) kept.save(configuration)
            } catch (_: IOException) {
                // It is in force anyway, and delivered again at the next start.
            }
            return of(configured, Origin.MANAGED)
        }

        private fun of(
            configured: Configured,
            origin: Origin,
        ): PolicyInForce {
            val (policy, group) = configured
            return PolicyInForce(policy, if (policy == null) Origin.BUILT_IN else origin, group)
        }

        private fun lastGood(
            kept: LastGood,
            refusal: String?,
        ): PolicyInForce {
            val builtIn = PolicyInForce(null, Origin.BUILT_IN, refusal = refusal)
            val configuration = kept.load() ?: return builtIn
            return try {
                of(Configured.read(configuration), Origin.LAST_GOOD).copy(refusal = refusal)
            } catch (e: PolicyException) {
                // An update of this app knows better; what was delivered comes before what was kept.
                builtIn.copy(refusal = refusal ?: e.message)
            }
        }
    }
}
