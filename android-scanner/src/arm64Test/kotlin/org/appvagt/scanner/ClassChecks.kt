package org.appvagt.scanner

import com.github.unidbg.Emulator
import com.github.unidbg.arm.Arm64Svc
import com.github.unidbg.arm.context.RegisterContext
import com.github.unidbg.linux.android.dvm.DvmClass
import com.github.unidbg.linux.android.dvm.VM
import com.github.unidbg.memory.SvcMemory
import com.github.unidbg.pointer.UnidbgPointer
import java.util.Objects

/** Gives [vm] the JNI function `IsAssignableFrom`, which unidbg 0.9.8 leaves out. Stands before any class of [vm]. */
internal class ClassChecks(private val vm: VM, memory: SvcMemory) {
    /** Names of all classes, by the number that stands for a class where native code has it. */
    private val names = HashMap<Int, String>()

    init {
        // What makes no class of its own leaves that to the virtual machine.
        vm.setDvmClassFactory { _, name, _, _ ->
            names[Objects.hash(name)] = name
            null
        }
        val functions = (vm.jniEnv as UnidbgPointer).getPointer(0)
        functions.setPointer(IS_ASSIGNABLE_FROM * Long.SIZE_BYTES, memory.registerSvc(IsAssignableFrom()))
    }

    private inner class IsAssignableFrom : Arm64Svc() {
        override fun handle(emulator: Emulator<*>): Long {
            val arguments = emulator.getContext<RegisterContext>()
            val (from, to) = List(2) { classOf(arguments.getPointerArg(it + 1)) }
            val same = generateSequence(from) { it.superclass }.any { it == to }
            return if (same || to.className == "java/lang/Object") 1 else 0
        }
    }

    private fun classOf(pointer: UnidbgPointer): DvmClass = vm.resolveClass(names.getValue(pointer.toIntPeer()))

    private companion object {
        /** Its place in the table of JNI functions. */
        const val IS_ASSIGNABLE_FROM = 11L
    }
}
