package org.appvagt.scanner

import com.github.unidbg.AndroidEmulator
import com.github.unidbg.linux.android.AndroidEmulatorBuilder
import com.github.unidbg.linux.android.AndroidResolver
import com.github.unidbg.linux.android.dvm.AbstractJni
import com.github.unidbg.linux.android.dvm.BaseVM
import com.github.unidbg.linux.android.dvm.DvmClass
import com.github.unidbg.linux.android.dvm.DvmObject
import com.github.unidbg.linux.android.dvm.StringObject
import com.github.unidbg.linux.android.dvm.VM
import com.github.unidbg.linux.android.dvm.VaList
import com.github.unidbg.linux.android.dvm.array.ArrayObject
import com.github.unidbg.linux.android.dvm.array.ByteArray
import java.io.Closeable
import java.io.File

/**
 * An emulated arm64 processor with Android 6's own C library, and a package manager of our own. It runs the very library
 * that phones get.
 */
internal class Arm64Phone(
    library: File,
    private val apiLevel: Int,
    private val certificates: Map<String, kotlin.ByteArray>,
) : AbstractJni(),
    Closeable {
    private val emulator: AndroidEmulator = AndroidEmulatorBuilder.for64Bit().setProcessName("org.appvagt").build()
    private val vm: VM
    private val natives: DvmClass

    /** Messages of the exceptions that the library made. */
    val thrown: MutableList<String> = mutableListOf()

    init {
        emulator.memory.setLibraryResolver(AndroidResolver(23))
        vm = emulator.createDalvikVM()
        vm.setJni(this)
        val module = vm.loadLibrary(library, true)
        module.callJNI_OnLoad(emulator)
        natives = vm.resolveClass("org/appvagt/scanner/NativeCore")
    }

    /** Calls `NativeCore.scan` with the embedded policy. */
    fun scan(): String {
        val context = vm.resolveClass("android/content/Context").newObject(null)
        val signature = "scan(Landroid/content/Context;[BLorg/appvagt/scanner/ScanProgress;)[B"
        val json = natives.callStaticJniMethodObject<ByteArray>(emulator, signature, context, null, null)
        checkNotNull(json) { "scan threw: $thrown" }
        return String(json.value)
    }

    /** Calls `NativeCore.provokePanic`. */
    fun provokePanic() = natives.callStaticJniMethod(emulator, "provokePanic()V")

    override fun close() = emulator.close()

    override fun getStaticIntField(vm: BaseVM, dvmClass: DvmClass, signature: String): Int =
        when (signature) {
            "android/os/Build\$VERSION->SDK_INT:I" -> apiLevel
            else -> super.getStaticIntField(vm, dvmClass, signature)
        }

    override fun callObjectMethodV(vm: BaseVM, o: DvmObject<*>, signature: String, list: VaList): DvmObject<*>? =
        when (signature) {
            "android/content/Context->getPackageManager()Landroid/content/pm/PackageManager;" ->
                objectOf("android/content/pm/PackageManager")

            "android/content/Context->getPackageName()Ljava/lang/String;" -> StringObject(vm, "org.appvagt")

            "android/content/Context->getSystemService(Ljava/lang/String;)Ljava/lang/Object;" ->
                when (text(list, 0)) {
                    "user" -> objectOf("android/os/UserManager")
                    else -> objectOf("android/app/admin/DevicePolicyManager")
                }

            "android/content/pm/PackageManager->getInstalledPackages(I)Ljava/util/List;" ->
                objectOf("java/util/List", certificates.keys.toList())

            "java/util/List->get(I)Ljava/lang/Object;" ->
                objectOf("android/content/pm/PackageInfo", (o.value as List<*>)[list.getIntArg(0)])

            "android/content/pm/PackageManager->getPackageInfo(Ljava/lang/String;I)Landroid/content/pm/PackageInfo;" ->
                // Null where a phone throws; the library takes both for "no such app".
                text(list, 0).takeIf { it in certificates }?.let { objectOf("android/content/pm/PackageInfo", it) }

            "android/content/pm/SigningInfo->getApkContentsSigners()[Landroid/content/pm/Signature;",
            "android/content/pm/SigningInfo->getSigningCertificateHistory()[Landroid/content/pm/Signature;",
            -> ArrayObject(objectOf("android/content/pm/Signature", o.value))

            "android/content/pm/Signature->toByteArray()[B" -> ByteArray(vm, certificates.getValue(o.value as String))

            "android/content/pm/PackageManager->getPermissionInfo" +
                "(Ljava/lang/String;I)Landroid/content/pm/PermissionInfo;",
            -> null

            "android/content/pm/PackageManager->getApplicationLabel(Landroid/content/pm/ApplicationInfo;)" +
                "Ljava/lang/CharSequence;",
            -> objectOf("java/lang/CharSequence", "TikTok")

            "java/lang/CharSequence->toString()Ljava/lang/String;" -> StringObject(vm, o.value as String)

            "android/app/admin/DevicePolicyManager->getActiveAdmins()Ljava/util/List;" -> null

            else -> super.callObjectMethodV(vm, o, signature, list)
        }

    override fun callIntMethodV(vm: BaseVM, o: DvmObject<*>, signature: String, list: VaList): Int =
        when (signature) {
            "java/util/List->size()I" -> (o.value as List<*>).size
            "android/content/Context->checkSelfPermission(Ljava/lang/String;)I" -> 0
            else -> super.callIntMethodV(vm, o, signature, list)
        }

    override fun callLongMethodV(vm: BaseVM, o: DvmObject<*>, signature: String, list: VaList): Long =
        when (signature) {
            "android/content/pm/PackageInfo->getLongVersionCode()J" -> (1L shl 32) + 7
            else -> super.callLongMethodV(vm, o, signature, list)
        }

    override fun callBooleanMethodV(vm: BaseVM, o: DvmObject<*>, signature: String, list: VaList): Boolean =
        when (signature) {
            "android/os/UserManager->hasUserRestriction(Ljava/lang/String;)Z",
            "android/app/admin/DevicePolicyManager->isUninstallBlocked(Landroid/content/ComponentName;Ljava/lang/String;)Z",
            -> false

            else -> super.callBooleanMethodV(vm, o, signature, list)
        }

    override fun getObjectField(vm: BaseVM, o: DvmObject<*>, signature: String): DvmObject<*>? =
        when (signature) {
            "android/content/pm/PackageInfo->packageName:Ljava/lang/String;" -> StringObject(vm, o.value as String)

            "android/content/pm/PackageInfo->versionName:Ljava/lang/String;" -> StringObject(vm, "1.0 åæø €")

            "android/content/pm/PackageInfo->applicationInfo:Landroid/content/pm/ApplicationInfo;" ->
                objectOf("android/content/pm/ApplicationInfo", o.value)

            "android/content/pm/PackageInfo->signingInfo:Landroid/content/pm/SigningInfo;" ->
                objectOf("android/content/pm/SigningInfo", o.value)

            else -> super.getObjectField(vm, o, signature)
        }

    override fun getIntField(vm: BaseVM, o: DvmObject<*>, signature: String): Int =
        when (signature) {
            "android/content/pm/ApplicationInfo->flags:I" -> FLAG_INSTALLED
            else -> super.getIntField(vm, o, signature)
        }

    override fun getBooleanField(vm: BaseVM, o: DvmObject<*>, signature: String): Boolean =
        when (signature) {
            "android/content/pm/ApplicationInfo->enabled:Z" -> true
            else -> super.getBooleanField(vm, o, signature)
        }

    override fun newObjectV(vm: BaseVM, dvmClass: DvmClass, signature: String, list: VaList): DvmObject<*>? {
        if (!signature.endsWith(
                "Exception-><init>(Ljava/lang/String;)V",
            )
        ) {
            return super.newObjectV(vm, dvmClass, signature, list)
        }
        thrown += text(list, 0)
        return dvmClass.newObject(text(list, 0))
    }

    private fun objectOf(name: String, value: Any? = null): DvmObject<*> = vm.resolveClass(name).newObject(value)

    private fun text(list: VaList, index: Int): String = list.getObjectArg<StringObject>(index).value

    private companion object {
        const val FLAG_INSTALLED = 1 shl 23
    }
}
