package org.appvagt.wording

import org.appvagt.R
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment

@RunWith(RobolectricTestRunner::class)
class KeepsakeTest {
    @Test
    fun `what is kept is known of families that the catalogue has, and each keeps one kind`() {
        val known = RuntimeEnvironment.getApplication().resources.getStringArray(R.array.banned_family_ids).toSet()
        val kept = Keepsake.entries.flatMap { it.families }
        assertEquals(emptySet<String>(), kept.toSet() - known)
        assertEquals(kept.size, kept.toSet().size)
    }
}
