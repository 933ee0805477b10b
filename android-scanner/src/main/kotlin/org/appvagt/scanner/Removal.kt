package org.appvagt.scanner

/** The right next step towards being rid of an app. After each step, scan again: the next one follows from that. */
public enum class Removal(
    /**
     * Whether [Scanner.openRemoval] has a screen for it. Where it has none, there is nothing that the person could do there, and
     * [Scanner.openRemoval] throws [NoSuchFindingException].
     */
    public val hasScreen: Boolean,
) {
    /** Uninstall it. */
    UNINSTALL(hasScreen = true),

    /** It came with the phone and was updated since: restore the factory version, to be disabled next. */
    RESTORE_THEN_DISABLE(hasScreen = true),

    /** It came with the phone and cannot be uninstalled: disable it. */
    DISABLE(hasScreen = true),

    /** It is an active device administrator: deactivate it as one first. */
    DEACTIVATE_ADMIN(hasScreen = true),

    /** It runs without being installed: clear it. */
    CLEAR_INSTANT(hasScreen = true),

    /** It is in another profile of the phone: uninstall it there. */
    IN_OTHER_PROFILE(hasScreen = true),

    /** Only IT can remove it. */
    ASK_IT(hasScreen = false),

    /** It came with the phone and is disabled: it cannot run, and no more can be done. */
    NOTHING_LEFT(hasScreen = false),
}
