package org.appvagt.scanner

/** Hears how far a scan is. */
public fun interface ScanProgress {
    /**
     * Hears that [done] of [total] apps have been looked at. Called on the thread that scans, at most about a hundred times a
     * scan; what it throws ends the scan and reaches its caller.
     */
    @CalledFromNative
    public fun onProgress(
        done: Int,
        total: Int,
    )
}
