package org.appvagt.check

import android.app.job.JobParameters
import android.app.job.JobService

/** A check in the background. One that Android cuts short is asked for again. */
public class CheckJob : JobService() {
    private val checks get() = (application as CheckHost).checks
    private var observer: CheckRunner.Observer? = null

    override fun onStartJob(job: JobParameters): Boolean {
        val waiting =
            object : CheckRunner.Observer {
                override fun onResult(result: CheckResult) {
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
