package org.appvagt.scanner

import java.time.LocalDate

/** What a scan depends on besides the phone and the policy. */
public data class JudgingContext(
    /** The day on the phone: bans may begin, and exemptions end. */
    val today: LocalDate = LocalDate.now(),
    /** The group that the phone is in, as [LoadedPolicy.group]. */
    val group: String? = null,
    /**
     * Banned apps that earlier scans found, and when first, as [Finding.since] said, where that is known; the others are found
     * today. Some deadlines count from there. [Report.unresolved] is about these apps.
     */
    val known: Map<AppPlace, LocalDate?> = emptyMap(),
)
