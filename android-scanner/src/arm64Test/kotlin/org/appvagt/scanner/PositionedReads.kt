package org.appvagt.scanner

import com.github.unidbg.Emulator
import com.github.unidbg.arm.context.Arm64RegisterContext
import com.github.unidbg.file.linux.AndroidFileIO
import com.github.unidbg.linux.ARM64SyscallHandler
import com.github.unidbg.linux.android.AndroidARM64Emulator
import com.github.unidbg.memory.SvcMemory
import com.github.unidbg.unix.UnixSyscallHandler
import unicorn.Arm64Const
import java.io.File

/** An emulated processor whose kernel knows `pread64`, which unidbg 0.9.8 leaves out, with its files in [folder]. */
internal class PositionedReads(folder: File) : AndroidARM64Emulator("org.appvagt", folder, emptyList()) {
    override fun createSyscallHandler(memory: SvcMemory): UnixSyscallHandler<AndroidFileIO> =
        object : ARM64SyscallHandler(memory) {
            override fun handleUnknownSyscall(
                emulator: Emulator<*>,
                number: Int,
            ): Boolean {
                if (number != PREAD64) return super.handleUnknownSyscall(emulator, number)
                val arguments = emulator.getContext<Arm64RegisterContext>()
                val file = fdMap.getValue(arguments.getIntArg(0))
                // Nobody here reads where a file stands, so it may be moved.
                file.lseek(Math.toIntExact(arguments.getLongArg(3)), FROM_START)
                val read = file.read(emulator.backend, arguments.getPointerArg(1), arguments.getIntArg(2))
                emulator.backend.reg_write(Arm64Const.UC_ARM64_REG_X0, read.toLong())
                return true
            }
        }

    private companion object {
        const val PREAD64 = 67
        const val FROM_START = 0
    }
}
