package org.appvagt.screen

import org.appvagt.scanner.AppPlace
import org.appvagt.scanner.Profile

/**
 * Where the employee is: at a [destination], which may be about an [app] that was found, one package being in several profiles
 * perhaps, and a [question] to IT.
 */
internal data class Place(val destination: Destination, val app: AppPlace? = null, val question: Question? = null) {
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
                packageName?.let { AppPlace(it, profile?.let(Profile::valueOf)) },
                question?.let(Question::valueOf),
            )
        }
    }
}
