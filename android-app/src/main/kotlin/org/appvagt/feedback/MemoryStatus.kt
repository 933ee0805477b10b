package org.appvagt.feedback

import java.time.LocalDate

/** How it stands with what is remembered of earlier checks. */
internal data class MemoryStatus(
    /** The day since when, if what was remembered before is lost, as after somebody cleared it; null if nothing is. */
    val anewSince: LocalDate? = null,
    /** Whether what the last check found was stored. */
    val isSaved: Boolean = true,
)
