package org.appvagt.enforcement

/** What keeps a banned app from being used until it is removed. */
internal enum class Restraint {
    /** Its icon is there, and Android says on a tap that the organisation has paused it. */
    SUSPENDED,

    /** It is nowhere to be seen but in this app. */
    HIDDEN,
}
