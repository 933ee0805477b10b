package org.appvagt.scanner

/** The scanner failed in a way it never should: a fault of ours, worth reporting. */
public class ScannerException
@CalledFromNative
internal constructor(message: String) : RuntimeException(message)
