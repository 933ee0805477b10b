package org.appvagt.screen

import org.appvagt.scanner.Finding
import org.appvagt.scanner.Profile

/** Where the employee is: at a [destination], which may be about an [app] and a [question] to IT. */
internal data class Place(
    val destination: Destination,
    val app: App? = null,
    val question: Question? = null,
) {
    /** Which finding: one package can be in several profiles. */
    data class App(val packageName: String, val profile: Profile?) {
        constructor(finding: Finding) : this(finding.packageName, finding.profile)
    }

    /** Where going back leads; null from where it leads out of the app. */
    val parent: Place?
        get() =
            when (destination) {
                Destination.STATUS -> null
                Destination.ASK -> Place(if (app == null) Destination.STATUS else Destination.APP, app)
                Destination.LICENCES -> Place(Destination.HELP)
                else -> Place(Destination.STATUS)
            }

    /** Returns it as it is kept over a restart of the screen. */
    fun save(): Array<String?> =
        arrayOf(destination.name, app?.packageName, app?.profile?.name, question?.name)

    companion object {
        /** Reads what [save] returned. */
        fun of(saved: Array<String?>): Place? {
            val (destination, packageName, profile, question) = saved
            return Place(
                Destination.valueOf(destination ?: return null),
                packageName?.let { App(it, profile?.let(Profile::valueOf)) },
                question?.let(Question::valueOf),
            )
        }
    }
}
