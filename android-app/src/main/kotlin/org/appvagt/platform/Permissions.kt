package org.appvagt.platform

/** Asked of the user on phones that know it (HyperOS, ColorOS, OriginOS, HarmonyOS). */
internal const val GET_INSTALLED_APPS = "com.android.permission.GET_INSTALLED_APPS"

/** Asked of the user from Android 13 on. */
internal const val POST_NOTIFICATIONS = "android.permission.POST_NOTIFICATIONS"
