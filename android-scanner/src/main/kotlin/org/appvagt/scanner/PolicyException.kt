package org.appvagt.scanner

/** A policy is refused. The message names every mistake in it by its place, one a line. */
public class PolicyException
@CalledFromNative
internal constructor(message: String) :
    IllegalArgumentException(message)
