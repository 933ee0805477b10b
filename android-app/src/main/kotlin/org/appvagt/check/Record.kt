package org.appvagt.check

import java.time.Instant

/** What the organisation was told last, and who took it. */
internal data class Record(
    /** Null before the first check. */
    val last: LastCheck?,
    /** When each receiver was last told anything, by its name. */
    val told: Map<String, Instant>,
)
