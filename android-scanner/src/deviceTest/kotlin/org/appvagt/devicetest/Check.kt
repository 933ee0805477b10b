package org.appvagt.devicetest

/**
 * Something that must hold on the device.
 *
 * @property name says it.
 * @property look looks whether it holds, and returns what was seen.
 */
class Check(val name: String, val look: () -> String)

/** What was seen is not what must be. The message says what was, and names no app but those of the test. */
class NotSo(message: String) : Exception(message)
