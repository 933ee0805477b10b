package org.appvagt.scanner

/** A removal screen was asked for an app that the last scan in this process did not find, or whose removal has no screen. */
public class NoSuchFindingException
@CalledFromNative
internal constructor(message: String) :
    IllegalArgumentException(message)
