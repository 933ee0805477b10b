package org.appvagt.phone

import android.content.Intent
import android.content.pm.ActivityInfo
import android.content.pm.ApplicationInfo
import android.content.pm.PackageInfo
import android.content.pm.PackageItemInfo
import android.content.pm.PackageManager
import android.content.pm.PermissionInfo
import android.content.pm.ProviderInfo
import android.content.pm.ResolveInfo
import android.content.pm.Signature
import android.content.pm.SigningInfo
import android.graphics.drawable.Drawable
import android.os.Build
import android.os.Bundle
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.ClassName
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadow.api.Shadow
import org.robolectric.shadows.ShadowApplicationPackageManager
import org.robolectric.util.ReflectionHelpers
import org.robolectric.util.ReflectionHelpers.ClassParameter

/**
 * Answers for [SimulatedPhone.current] as Android's package manager does: which apps a question reaches depends on its flags,
 * and so does what the answer holds.
 */
@Implements(className = "android.app.ApplicationPackageManager", isInAndroidSdk = false)
class PhonePackageManager : ShadowApplicationPackageManager() {
    private val phone get() = SimulatedPhone.current
    private val ownPackage: String get() = RuntimeEnvironment.getApplication().packageName

    @Implementation
    override fun getInstalledPackages(flags: Int): List<PackageInfo> = askedToList(flags.toLong())

    @Implementation(minSdk = Build.VERSION_CODES.TIRAMISU)
    override fun getInstalledPackages(
        @ClassName("android.content.pm.PackageManager\$PackageInfoFlags") flags: Any,
    ): List<PackageInfo> = askedToList((flags as PackageManager.PackageInfoFlags).value)

    @Implementation
    override fun getPackageInfo(
        packageName: String?,
        flags: Int,
    ): PackageInfo = askedFor(packageName, flags.toLong())

    @Implementation(minSdk = Build.VERSION_CODES.TIRAMISU)
    override fun getPackageInfo(
        packageName: String?,
        @ClassName("android.content.pm.PackageManager\$PackageInfoFlags") flags: Any,
    ): PackageInfo = askedFor(packageName, (flags as PackageManager.PackageInfoFlags).value)

    @Implementation
    override fun getPermissionInfo(
        permission: String?,
        flags: Int,
    ): PermissionInfo =
        SimulatedPhone.asked("PackageManager.getPermissionInfo $permission") {
            if (SimulatedPhone.isInstalled && permission in phone.vendorPermissions) {
                @Suppress("DEPRECATION")
                PermissionInfo().apply { name = permission }
            } else {
                throw PackageManager.NameNotFoundException(permission)
            }
        }

    @Implementation
    override fun loadUnbadgedItemIcon(
        item: PackageItemInfo,
        application: ApplicationInfo?,
    ): Drawable =
        when (val app = phone.apps[item.packageName]) {
            null -> super.loadUnbadgedItemIcon(item, application)
            else -> LetterIcon(app.label)
        }

    @Implementation
    override fun resolveActivity(
        intent: Intent,
        flags: Int,
    ): ResolveInfo? =
        SimulatedPhone.asked("PackageManager.resolveActivity ${intent.action}") { super.resolveActivity(intent, flags) }

    @Implementation
    override fun isInstantApp(packageName: String?): Boolean =
        SimulatedPhone.asked("PackageManager.isInstantApp $packageName") { phone.apps[packageName]?.instant == true }

    @Implementation
    fun getApplicationLabel(info: ApplicationInfo): CharSequence =
        SimulatedPhone.asked("PackageManager.getApplicationLabel ${info.packageName}") {
            info.loadLabel(RuntimeEnvironment.getApplication().packageManager)
        }

    private fun askedToList(flags: Long): List<PackageInfo> =
        SimulatedPhone.asked("PackageManager.getInstalledPackages $flags") { list(flags) }

    private fun askedFor(
        packageName: String?,
        flags: Long,
    ): PackageInfo =
        SimulatedPhone.asked("PackageManager.getPackageInfo $packageName $flags") { answer(packageName, flags) }

    private fun list(flags: Long): List<PackageInfo> {
        val full = flags and PackageManager.MATCH_UNINSTALLED_PACKAGES.toLong() != 0L
        (if (full) phone.fullListFailure else phone.visibleListFailure)?.let { throw it }
        val others = phone.apps.values.filter {
            it.packageName !in phone.unlisted && it.answers(flags)
        }.map { it.info(flags) }
        if (!phone.selfVisible) return others
        val (before, after) = others.withIndex().partition { it.index < others.size / 2 }
        return before.map { it.value } + ourselves(flags) + after.map { it.value }
    }

    private fun answer(
        packageName: String?,
        flags: Long,
    ): PackageInfo {
        if (!SimulatedPhone.isInstalled) return ourselves(flags, packageName)
        if (packageName != null && flags and CERTIFICATES != 0L) phone.onCertificateQuestion(packageName)
        if (packageName == ownPackage) return ourselves(flags)
        phone.questionFailures[packageName]?.let { throw it }
        val app = phone.apps[packageName] ?: phone.playStore?.takeIf { it.packageName == packageName }
        return app?.takeIf { it.answers(flags) }?.info(flags)
            ?: throw PackageManager.NameNotFoundException(packageName)
    }

    /** Returns the app under test, which Robolectric itself knows. */
    private fun ourselves(
        flags: Long,
        packageName: String? = ownPackage,
    ): PackageInfo =
        checkNotNull(super.getPackageInfo(packageName, (flags and 0xFFFF_FFFF).toInt())).apply {
            applicationInfo?.let { it.flags = it.flags or ApplicationInfo.FLAG_INSTALLED }
            sign(flags, TestKey.certificate(this.packageName), emptyList())
        }

    private fun SimulatedApp.answers(flags: Long): Boolean {
        fun asked(flag: Long) = flags and flag != 0L
        val leftovers = asked(PackageManager.MATCH_UNINSTALLED_PACKAGES.toLong())
        return when {
            archived -> leftovers || asked(MATCH_ARCHIVED_PACKAGES)
            hidden || !installed -> leftovers
            else -> true
        }
    }

    private fun SimulatedApp.info(flags: Long): PackageInfo {
        val app = this
        return PackageInfo().apply {
            packageName = app.packageName
            versionName = app.versionName
            applicationInfo = app.application()
            declare(app, flags)
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) {
                longVersionCode = app.versionCode
            } else {
                @Suppress("DEPRECATION")
                versionCode = app.versionCode.toInt()
            }
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.VANILLA_ICE_CREAM && app.archived) {
                // Hidden in an SDK, which Gradle compiles against.
                ReflectionHelpers.callInstanceMethod<Unit>(
                    this,
                    "setArchiveTimeMillis",
                    ClassParameter.from(Long::class.javaPrimitiveType, ARCHIVED_AT),
                )
            }
            app.certificate?.let { sign(flags, it, app.formerCertificates) }
        }
    }

    private fun PackageInfo.sign(
        flags: Long,
        certificate: ByteArray,
        former: List<ByteArray>,
    ) {
        @Suppress("DEPRECATION")
        if (flags and PackageManager.GET_SIGNATURES.toLong() != 0L) signatures = arrayOf(Signature(certificate))
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P &&
            flags and PackageManager.GET_SIGNING_CERTIFICATES.toLong() != 0L
        ) {
            signingInfo =
                Shadow.newInstanceOf(SigningInfo::class.java).also {
                    shadowOf(it).setSignatures(arrayOf(Signature(certificate)))
                    if (former.isNotEmpty()) {
                        shadowOf(it).setPastSigningCertificates((former + certificate).map(::Signature).toTypedArray())
                    }
                }
        }
    }

    /** Adds what the manifest of [app] declares, as far as [flags] ask for it. */
    private fun PackageInfo.declare(
        app: SimulatedApp,
        flags: Long,
    ) {
        fun asked(flag: Int) = flags and flag.toLong() != 0L
        if (asked(PackageManager.GET_META_DATA) && app.metaData.isNotEmpty()) {
            applicationInfo?.metaData =
                Bundle().apply { app.metaData.forEach { (key, value) -> putString(key, value) } }
        }
        if (asked(PackageManager.GET_ACTIVITIES) && app.activities.isNotEmpty()) {
            activities = app.activities.map { ActivityInfo().apply { name = it } }.toTypedArray()
        }
        if (asked(PackageManager.GET_PROVIDERS) && app.authorities.isNotEmpty()) {
            providers =
                app.authorities
                    .map {
                        ProviderInfo().apply {
                            name = "${app.packageName}.Provider"
                            authority = it
                        }
                    }.toTypedArray()
        }
        if (asked(PackageManager.GET_PERMISSIONS) && app.permissions.isNotEmpty()) {
            @Suppress("DEPRECATION")
            permissions = app.permissions.map { PermissionInfo().apply { name = it } }.toTypedArray()
        }
    }

    private companion object {
        const val MATCH_ARCHIVED_PACKAGES = 1L shl 32

        @Suppress("DEPRECATION")
        val CERTIFICATES =
            PackageManager.GET_SIGNATURES.toLong() or PackageManager.GET_SIGNING_CERTIFICATES.toLong()
        const val ARCHIVED_AT = 1_700_000_000_000
    }
}
