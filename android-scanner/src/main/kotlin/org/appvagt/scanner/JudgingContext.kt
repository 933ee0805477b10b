package org.appvagt.scanner

import java.time.LocalDate

/** What a scan depends on besides the phone and the policy. */
public data class JudgingContext(
    /** The day on the phone: bans may begin, and exemptions end. */
    val today: LocalDate = LocalDate.now(),
    /** The group that the phone is in, as [LoadedPolicy.group]. */
    val group: String? = null,
    /**
     * When banned apps were first found, by package name, as [Finding.since] of earlier scans said; the others are found
     * today. Some deadlines count from there.
     */
    val firstFound: Map<String, LocalDate> = emptyMap(),
)
