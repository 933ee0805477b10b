package org.appvagt.check

import android.app.job.JobInfo
import android.app.job.JobScheduler
import android.content.ComponentName
import android.content.Context
import java.time.Duration

/** When Android is to have the phone checked, whether the app is open or not. */
internal class CheckSchedule(private val context: Context) {
    private val scheduler: JobScheduler = context.getSystemService(JobScheduler::class.java)
    private val job = ComponentName(context, CheckJob::class.java)

    /** Has the phone checked once in each such [interval], over restarts too. Changes nothing if that is so already. */
    fun every(interval: Duration) {
        val millis = interval.toMillis()
        if (scheduler.getPendingJob(PERIODIC)?.intervalMillis == millis) return
        scheduler.schedule(JobInfo.Builder(PERIODIC, job).setPeriodic(millis).setPersisted(true).build())
    }

    /** Has the phone checked as soon as Android lets a job run. */
    fun soon() {
        scheduler.schedule(JobInfo.Builder(SOON, job).setOverrideDeadline(0).setPersisted(true).build())
    }

    private companion object {
        const val PERIODIC = 1
        const val SOON = 2
    }
}
