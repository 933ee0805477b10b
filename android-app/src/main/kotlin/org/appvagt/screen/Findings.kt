package org.appvagt.screen

import org.appvagt.scanner.Finding
import org.appvagt.scanner.Removal
import java.time.LocalDate

/** Those about which something is still to be done. */
internal val List<Finding>.open: List<Finding> get() = filter { it.removal != Removal.NOTHING_LEFT }

/** Returns the last day of all that is open; null if there is none, or more than one. */
internal fun List<Finding>.sharedDeadline(): LocalDate? = open.map { it.due }.distinct().singleOrNull()
