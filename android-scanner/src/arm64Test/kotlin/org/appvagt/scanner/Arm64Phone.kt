package org.appvagt.scanner

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
import java.nio.file.Files

/**
 * An emulated arm64 processor with Android 6's own C library, and a package manager of our own. It runs the very library
 * that phones get.
 *
 * @param certificates the apps, with the certificate that the package manager names for each.
 * @param apks the installed APKs of some of them. Those of the others cannot be read.
 */
internal class Arm64Phone(
    library: File,
    private val apiLevel: Int,
    private val certificates: Map<String, kotlin.ByteArray>,
    apks: Map<String, File>,
) : AbstractJni(),
    Closeable {
    private val files: File = Files.createTempDirectory("arm64").toFile()
    private val emulator = PositionedReads(files)
    private val vm: VM
    private val natives: DvmClass

    /** Messages of the exceptions that the library made. */
    val thrown: MutableList<String> = mutableListOf()

    init {
        for ((app, apk) in apks) apk.copyTo(File(files, path(app)))
        emulator.memory.setLibraryResolver(AndroidResolver(23))
        vm = emulator.createDalvikVM()
        vm.setJni(this)
        ClassChecks(vm, emulator.svcMemory)
        // An emulated class has only the superclass that it is given before the library looks for it.
        for ((name, superclass) in SUPERCLASSES) vm.resolveClass(name, vm.resolveClass(superclass))
        val module = vm.loadLibrary(library, true)
        module.callJNI_OnLoad(emulator)
        natives = vm.resolveClass("org/appvagt/scanner/NativeCore")
    }

    /** Calls `NativeCore.scan`, without [policy] with the embedded one. */
    fun scan(policy: String? = null): String {
        val context = vm.resolveClass("android/content/Context").newObject(null)
        val signature = "scan(Landroid/content/Context;I[BLorg/appvagt/scanner/ScanProgress;)[B"
        val judgingContext = ByteArray(vm, """{"today": "2026-12-31"}""".toByteArray())
        val handle = read(policy)
        val json = natives.callStaticJniMethodObject<ByteArray>(
            emulator,
            signature,
            context,
            handle,
            judgingContext,
            null,
        )
        checkNotNull(json) { "scan threw: $thrown" }
        return String(json.value)
    }

    /** Calls `NativeCore.readPolicy` and returns the handle; null stands for the embedded policy. */
    private fun read(policy: String?): Int {
        val json = ByteArray(vm, (policy ?: "{}").toByteArray())
        val managed = if (policy == null) 1 else 0
        val read = natives.callStaticJniMethodObject<ByteArray>(emulator, "readPolicy([BZ[B)[B", json, managed, null)
        checkNotNull(read) { "readPolicy threw: $thrown" }
        return String(read.value).substringAfter("\"handle\":").substringBefore(',').toInt()
    }

    /** Calls `NativeCore.provokePanic`. */
    fun provokePanic() = natives.callStaticJniMethod(emulator, "provokePanic()V")

    override fun close() {
        emulator.close()
        files.deleteRecursively()
    }

    override fun getStaticIntField(vm: BaseVM, dvmClass: DvmClass, signature: String): Int =
        when (signature) {
            "android/os/Build\$VERSION->SDK_INT:I" -> apiLevel
            else -> super.getStaticIntField(vm, dvmClass, signature)
        }

    override fun callObjectMethodV(vm: BaseVM, o: DvmObject<*>, signature: String, list: VaList): DvmObject<*>? =
        when (signature) {
            "android/content/Context->getPackageManager()Landroid/content/pm/PackageManager;" ->
                objectOf("android/content/pm/PackageManager")

            "java/lang/Class->getClassLoader()Ljava/lang/ClassLoader;",
            "java/lang/Thread->getContextClassLoader()Ljava/lang/ClassLoader;",
            -> objectOf("java/lang/ClassLoader")

            "android/content/Context->getPackageName()Ljava/lang/String;" -> StringObject(vm, "org.appvagt")

            "android/content/Context->getSystemService(Ljava/lang/String;)Ljava/lang/Object;" ->
                when (text(list, 0)) {
                    "user" -> objectOf("android/os/UserManager")
                    "launcherapps" -> objectOf("android/content/pm/LauncherApps")
                    else -> objectOf("android/app/admin/DevicePolicyManager")
                }

            "android/content/pm/PackageManager->getInstalledPackages(I)Ljava/util/List;" ->
                objectOf("java/util/List", certificates.keys.toList())

            "java/util/List->get(I)Ljava/lang/Object;" ->
                when (val element = (o.value as List<*>)[list.getIntArg(0)]) {
                    is String -> objectOf("android/content/pm/PackageInfo", element)
                    else -> element as DvmObject<*>
                }

            "android/os/UserManager->getUserProfiles()Ljava/util/List;",
            "android/content/pm/LauncherApps->getProfiles()Ljava/util/List;",
            -> objectOf("java/util/List", listOf(ourselves()))

            "android/content/pm/PackageManager->getPackageInfo(Ljava/lang/String;I)Landroid/content/pm/PackageInfo;" ->
                text(list, 0).takeIf { it in certificates }?.let { objectOf("android/content/pm/PackageInfo", it) }
                    ?: notFound(vm)

            "android/content/pm/SigningInfo->getApkContentsSigners()[Landroid/content/pm/Signature;",
            "android/content/pm/SigningInfo->getSigningCertificateHistory()[Landroid/content/pm/Signature;",
            -> ArrayObject(objectOf("android/content/pm/Signature", o.value))

            "android/content/pm/Signature->toByteArray()[B" -> ByteArray(vm, certificates.getValue(o.value as String))

            "android/content/pm/PackageManager->getPermissionInfo" +
                "(Ljava/lang/String;I)Landroid/content/pm/PermissionInfo;",
            -> notFound(vm)

            "java/lang/Class->getName()Ljava/lang/String;" ->
                StringObject(vm, (o as DvmClass).className.replace('/', '.'))

            "android/content/pm/PackageManager->getApplicationLabel(Landroid/content/pm/ApplicationInfo;)" +
                "Ljava/lang/CharSequence;",
            -> objectOf("java/lang/CharSequence", "TikTok")

            "java/lang/CharSequence->toString()Ljava/lang/String;" -> StringObject(vm, o.value as String)

            "android/app/admin/DevicePolicyManager->getActiveAdmins()Ljava/util/List;" -> null

            else -> super.callObjectMethodV(vm, o, signature, list)
        }

    override fun callStaticObjectMethodV(
        vm: BaseVM,
        dvmClass: DvmClass,
        signature: String,
        list: VaList,
    ): DvmObject<*>? =
        when (signature) {
            "android/os/Process->myUserHandle()Landroid/os/UserHandle;" -> ourselves()

            "java/lang/Class->forName(Ljava/lang/String;ZLjava/lang/ClassLoader;)Ljava/lang/Class;" ->
                vm.resolveClass(text(list, 0).replace('.', '/'))

            "java/lang/Thread->currentThread()Ljava/lang/Thread;" -> objectOf("java/lang/Thread")

            else -> super.callStaticObjectMethodV(vm, dvmClass, signature, list)
        }

    override fun callIntMethodV(vm: BaseVM, o: DvmObject<*>, signature: String, list: VaList): Int =
        when (signature) {
            "java/util/Collection->size()I" -> (o.value as List<*>).size
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
            "android/os/UserManager->isManagedProfile()Z",
            "android/content/pm/PackageManager->isInstantApp(Ljava/lang/String;)Z",
            -> false

            "android/os/UserHandle->equals(Ljava/lang/Object;)Z" -> o.value == list.getObjectArg<DvmObject<*>>(0).value

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

            "android/content/pm/ApplicationInfo->sourceDir:Ljava/lang/String;" -> StringObject(
                vm,
                path(o.value as String),
            )

            "android/content/pm/ApplicationInfo->splitSourceDirs:[Ljava/lang/String;",
            "android/content/pm/ApplicationInfo->className:Ljava/lang/String;",
            "android/content/pm/PackageItemInfo->metaData:Landroid/os/Bundle;",
            "android/content/pm/PackageInfo->activities:[Landroid/content/pm/ActivityInfo;",
            "android/content/pm/PackageInfo->receivers:[Landroid/content/pm/ActivityInfo;",
            "android/content/pm/PackageInfo->services:[Landroid/content/pm/ServiceInfo;",
            "android/content/pm/PackageInfo->providers:[Landroid/content/pm/ProviderInfo;",
            "android/content/pm/PackageInfo->permissions:[Landroid/content/pm/PermissionInfo;",
            -> null

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

    /** Throws what says that there is no such app or permission. */
    private fun notFound(vm: BaseVM): DvmObject<*>? {
        val exception = objectOf("android/content/pm/PackageManager\$NameNotFoundException")
        // The emulator hands out what is thrown, but does not know it otherwise.
        vm.addLocalObject(exception)
        vm.throwException(exception)
        return null
    }

    private fun ourselves() = objectOf("android/os/UserHandle", "our own")

    private fun path(app: String) = "/data/app/$app/base.apk"

    private fun objectOf(name: String, value: Any? = null): DvmObject<*> = vm.resolveClass(name).newObject(value)

    private fun text(list: VaList, index: Int): String = list.getObjectArg<StringObject>(index).value

    private companion object {
        val EXCEPTIONS =
            listOf("NoSuchFinding", "Policy", "Scanner").map { "org/appvagt/scanner/${it}Exception" } +
                listOf("java/lang/IllegalArgumentException", "java/lang/NullPointerException")
        val SUPERCLASSES =
            mapOf(
                "android/content/pm/ApplicationInfo" to "android/content/pm/PackageItemInfo",
                "android/content/pm/ProviderInfo" to "android/content/pm/PackageItemInfo",
                "java/util/List" to "java/util/Collection",
            ) + EXCEPTIONS.associateWith { "java/lang/Throwable" }
        const val FLAG_INSTALLED = 1 shl 23
    }
}
