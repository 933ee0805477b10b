package org.appvagt.check

import android.app.job.JobParameters
import android.app.job.JobService
import org.appvagt.AppvagtApplication

/** A check in the background. One that Android cuts short is asked for again. */
public class CheckJob : JobService() {
    private val checks get() = (application as AppvagtApplication).checks
    private var observer: Checks.Observer? = null

    override fun onStartJob(job: JobParameters): Boolean {
        val waiting =
            object : Checks.Observer {
                override fun onOutcome(outcome: Outcome) {
                    checks.forget(this)
                    jobFinished(job, false)
                }
            }
        observer = waiting
        checks.observe(waiting)
        checks.start()
        return true
    }

    override fun onStopJob(job: JobParameters): Boolean {
        observer?.let(checks::forget)
        return true
    }
}
