package org.appvagt.feedback

import java.time.LocalDate

/** Whether the employee has confirmed having read what is checked and what is reported to whom. */
internal sealed interface Acknowledgement {
    /** Nobody asks for it. */
    data object NotAsked : Acknowledgement

    /** It was asked for, and not given so far. */
    data object Missing : Acknowledgement

    data class Given(val on: LocalDate) : Acknowledgement
}
