package org.appvagt

import org.appvagt.phone.SimulatedPhone
import org.appvagt.phone.offMainThread
import org.appvagt.policy.PolicyInForce
import org.appvagt.scanner.LoadedPolicy
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment

/** The policy that the published app brings along. */
@RunWith(RobolectricTestRunner::class)
class BuiltInPolicyTest {
    @Test
    fun `what the published app bans by itself is what the library does`() {
        SimulatedPhone().install()
        val policy = offMainThread { PolicyInForce.now(RuntimeEnvironment.getApplication()) }
        assertEquals(PolicyInForce.Origin.BUILT_IN, policy.origin)
        assertEquals(LoadedPolicy.readManaged("{}")?.version, policy.version)
        assertFalse("it is no organisation's own", policy.hasOwnBuiltIn)
    }
}
