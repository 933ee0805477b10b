package org.appvagt.screen

import org.appvagt.check.CheckResult
import org.appvagt.check.CheckRunner
import org.appvagt.check.ReportingHistory
import org.appvagt.removal.Removed
import org.appvagt.scanner.AppPlace
import org.appvagt.scanner.Report

/** All that the screens show. */
internal data class UiState(
    /** How far the running check is; null when none runs. */
    val progress: CheckRunner.Progress?,
    /** What the last check gave; null before the first one. */
    val result: CheckResult?,
    /** The last report, which a check that failed since leaves. */
    val report: Report?,
    /** Where the prompt came back while the app stayed as it was. */
    val stillThere: Set<AppPlace>,
    /** Whether apps wait to be removed since the employee went back. */
    val paused: Boolean,
    /** What the employee has removed since the last check that no removal led to. */
    val removed: List<Removed>,
    /** Of this app, as people see it. */
    val version: String,
    /** Whether notifications are shown. */
    val notifies: Boolean,
    /** Whether what was reported is shown as it was sent. */
    val showsAsSent: Boolean,
    /** What was reported to whom; null until it is read. */
    val history: ReportingHistory?,
)
