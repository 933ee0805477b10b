package org.appvagt.screen

import org.appvagt.scanner.Finding

/** What the employee can ask for. */
internal interface Actions {
    fun check()

    fun remove(findings: List<Finding>)

    /** Goes on with the removals that wait. */
    fun goOn()

    fun askIt(finding: Finding)

    fun allow(permission: String)

    /** The notice has been read. */
    fun acknowledge()

    /** Shows or hides what was seen of an app. */
    fun unfold(packageName: String)

    fun open(place: Place)

    fun back()

    fun call(number: String)

    fun write(address: String)

    fun browse(link: String)

    fun copy(text: String)

    fun share(text: String)
}
