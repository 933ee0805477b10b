package org.appvagt.platform

/**
 * Uses what Android has only from API level [value]. Whoever uses such a class looks at the version first; the build lets
 * nothing else use newer members.
 */
@Retention(AnnotationRetention.RUNTIME)
@Target(AnnotationTarget.CLASS)
internal annotation class RequiresApi(val value: Int)
