package org.appvagt.check

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent

/** Has the phone checked after it was switched on, after this app was updated, and in another language. */
public class StartReceiver : BroadcastReceiver() {
    override fun onReceive(
        context: Context,
        intent: Intent,
    ) {
        if (intent.action in ACTIONS) CheckSchedule(context).soon()
    }

    private companion object {
        val ACTIONS =
            setOf(
                Intent.ACTION_BOOT_COMPLETED,
                Intent.ACTION_MY_PACKAGE_REPLACED,
                Intent.ACTION_LOCALE_CHANGED,
            )
    }
}
