package org.appvagt.screen

import org.appvagt.scanner.Finding
import org.appvagt.scanner.Note

/** What the employee can ask for. */
internal interface Actions {
    val otherApps: OtherApps

    fun check()

    fun remove(findings: List<Finding>)

    /** Removes an app before its ban. */
    fun remove(announced: Note.Announced)

    /** Shows what was reported as it was sent, or hides that. */
    fun showAsSent()

    /** Goes on with the removals that wait. */
    fun goOn()

    fun allow(permission: String)

    /** Confirms that the notice has been read. */
    fun acknowledge()

    fun open(place: Place)

    fun back()
}
