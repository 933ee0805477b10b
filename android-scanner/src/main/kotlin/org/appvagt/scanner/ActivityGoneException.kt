package org.appvagt.scanner

/** A removal screen was to be opened from an activity that is finishing or destroyed. */
public class ActivityGoneException internal constructor(message: String) : IllegalStateException(message)
