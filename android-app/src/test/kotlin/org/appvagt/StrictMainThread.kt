package org.appvagt

import android.os.StrictMode

/** Has Android throw whatever it notices that could hold up the main thread: files, databases, the network. */
internal fun beStrictWithMainThread() =
    StrictMode.setThreadPolicy(StrictMode.ThreadPolicy.Builder().detectAll().penaltyDeath().build())
