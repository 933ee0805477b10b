package org.appvagt

import org.appvagt.scanner.Certainty
import org.appvagt.scanner.Evidence
import org.appvagt.scanner.Finding
import org.appvagt.scanner.Removal
import java.time.LocalDate

/** A finding of which only what a test is about is given. */
internal fun finding(
    packageName: String,
    removal: Removal = Removal.UNINSTALL,
    since: LocalDate? = null,
    due: LocalDate? = null,
    overdue: Boolean = false,
) = Finding(
    packageName = packageName,
    family = "tiktok",
    name = "TikTok",
    label = null,
    version = null,
    origin = Finding.Origin.INSTALLED,
    state = Finding.State.ENABLED,
    certainty = Certainty.CERTAIN,
    evidence = listOf(Evidence.OwnRule),
    removal = removal,
    since = since,
    due = due,
    overdue = overdue,
)
