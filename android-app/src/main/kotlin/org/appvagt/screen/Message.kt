package org.appvagt.screen

/** What an employee sends to IT, ready as it is. */
internal data class Message(val subject: String, val body: String)
