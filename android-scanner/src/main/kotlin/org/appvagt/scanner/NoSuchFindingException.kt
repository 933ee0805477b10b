package org.appvagt.scanner

/** Removal was asked of an app that the last report does not name, or that nobody but IT can remove. */
public class NoSuchFindingException
@CalledFromNative
internal constructor(message: String) :
    IllegalArgumentException(message)
