package org.appvagt.scanner

/**
 * Marks what the native library calls, constructs or implements by name. The shrinker keeps it as it is
 * (`consumer-rules.pro`).
 */
@Retention(AnnotationRetention.BINARY)
@Target(AnnotationTarget.FUNCTION, AnnotationTarget.CONSTRUCTOR)
internal annotation class CalledFromNative
