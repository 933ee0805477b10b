package org.appvagt.scanner

/** What of an app a mark is compared with. All but package name and certificate stand in its manifest. */
public enum class MarkKind {
    PACKAGE,
    PACKAGE_PREFIX,

    /** The class name of an activity, a service, a receiver, a provider or the application. */
    COMPONENT,
    COMPONENT_PREFIX,
    COMPONENT_SUFFIX,

    /** An intent action that it takes. */
    ACTION,
    ACTION_PREFIX,

    /** The authority of a provider. */
    AUTHORITY,

    /** A URI scheme that it opens. */
    SCHEME,

    /** A host whose links it opens, or that it says it belongs to. */
    HOST,

    /** The name of a meta-data item. */
    META_DATA,

    /** The host that it shows, as an installed web app. */
    WEB_HOST,

    /** A permission that it defines. */
    PERMISSION,
    PERMISSION_PREFIX,
    CERTIFICATE,
}
