package org.appvagt.check

/** The application, to a job: Android creates jobs itself, and checks are shared by the whole process. */
internal interface CheckHost {
    val checks: CheckRunner
}
