package org.appvagt.phone

import android.os.UserHandle

/** A profile of a [SimulatedPhone] other than the one that is scanned, with its apps by package name. */
class SimulatedProfile(val kind: Kind, apps: List<SimulatedApp> = emptyList()) {
    /** What it is for; [visible] says whether Android shows its apps to the profile that is scanned. */
    enum class Kind(internal val userId: Int, internal val userType: String, val visible: Boolean) {
        /** The work profile, seen from the personal side. */
        WORK(10, "android.os.usertype.profile.MANAGED", visible = true),

        /** Second copies of apps. */
        CLONE(95, "android.os.usertype.profile.CLONE", visible = true),

        /** The private space, which Android does not even name. */
        PRIVATE(11, "android.os.usertype.profile.PRIVATE", visible = false),

        /** The personal side: what is scanned is the work profile. */
        PERSONAL(12, "android.os.usertype.full.SYSTEM", visible = false),
    }

    val apps: MutableMap<String, SimulatedApp> = apps.associateByTo(LinkedHashMap()) { it.packageName }

    internal val user: UserHandle get() = UserHandle.getUserHandleForUid(kind.userId * UIDS_OF_A_USER)

    private companion object {
        const val UIDS_OF_A_USER = 100_000
    }
}
