package org.appvagt.screen

import org.appvagt.scanner.Finding

/** What the employee can ask for. */
internal interface Actions {
    val otherApps: OtherApps

    fun check()

    fun remove(findings: List<Finding>)

    /** Goes on with the removals that wait. */
    fun goOn()

    fun allow(permission: String)

    /** Confirms that the notice has been read. */
    fun acknowledge()

    /** Shows or hides what was seen of an app. */
    fun unfold(packageName: String)

    fun open(destination: Destination)

    fun back()
}
