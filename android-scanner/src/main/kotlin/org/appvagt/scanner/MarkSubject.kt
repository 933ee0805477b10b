package org.appvagt.scanner

/** What of an app a mark is about. All but package name and certificate stand in its manifest. */
public enum class MarkSubject {
    /** Its package name. */
    PACKAGE,

    /** The class name of an activity, a service, a receiver, a provider or the application. */
    COMPONENT,

    /** An intent action that it takes. */
    ACTION,

    /** The authority of a provider. */
    AUTHORITY,

    /** A URI scheme that it opens, or a host whose links it opens or that it says it belongs to. */
    LINK,

    /** The name of a meta-data item. */
    META_DATA,

    /** The host that it shows, as an installed web app. */
    WEB_APP,

    /** A permission that it defines. */
    PERMISSION,

    /** A certificate that it is signed with. */
    CERTIFICATE,
    ;

    internal companion object {
        /** Returns the subject of the marks that have this [key] in policies, such as `package_prefix`. */
        fun of(key: String): MarkSubject =
            when (key) {
                "scheme", "host" -> LINK
                "web_host" -> WEB_APP
                else -> valueOf(key.removeSuffix("_prefix").removeSuffix("_suffix").uppercase(java.util.Locale.ROOT))
            }
    }
}
