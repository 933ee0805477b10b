//! The command `appvagt` for people without Rust: one file that needs nothing else.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use object::elf::{DT_NEEDED, FileHeader64, PT_INTERP};
use object::read::elf::{Dyn, FileHeader, ProgramHeader};
use object::read::pe::PeFile64;
use object::{Endianness, LittleEndian};

use super::part::{Licence, Part};
use crate::linked::Linked;
use crate::toolchain::archive::read;
use crate::toolchain::command::{command, run};
use crate::toolchain::folder;
use crate::toolchain::runnable::make_runnable;
use crate::toolchain::stamp::when_changed;
use crate::toolchain::system_package::{self, GCC, MINGW, MUSL, WINDOWS_LINKER};
use crate::toolchain::{debian_rust, project};

/// Where cargo builds the programs.
const FOLDER: &str = "release/programs";
/// What every Windows since 10 has. A program that asks for others needs them beside it.
const WINDOWS_LIBRARIES: [&str; 9] = [
    "advapi32.dll",
    "api-ms-win-core-synch-l1-2-0.dll",
    "bcryptprimitives.dll",
    "kernel32.dll",
    "msvcrt.dll",
    "ntdll.dll",
    "shell32.dll",
    "userenv.dll",
    "ws2_32.dll",
];

/// A system that the command is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    Linux,
    Windows,
    /// Built elsewhere, because nothing here links for it.
    MacOs,
}

impl System {
    /// Those that it is built for here.
    pub const BUILT_HERE: [Self; 2] = [Self::Linux, Self::Windows];

    /// Returns its name in file names.
    pub fn name(self) -> &'static str {
        match self {
            Self::Linux => "linux-x86_64",
            Self::Windows => "windows-x86_64",
            Self::MacOs => "macos-universal",
        }
    }

    /// Returns its name for people.
    pub fn spoken(self) -> &'static str {
        match self {
            Self::Linux => "Linux",
            Self::Windows => "Windows",
            Self::MacOs => "macOS",
        }
    }

    /// Returns what the program is called there.
    pub fn program(self) -> &'static str {
        match self {
            Self::Linux | Self::MacOs => "appvagt",
            Self::Windows => "appvagt.exe",
        }
    }

    /// Returns what the program is, for people.
    pub fn description(self) -> &'static str {
        match self {
            Self::Linux => "the command for Linux on 64-bit Intel, whatever the distribution",
            Self::Windows => "the command for Windows on 64-bit Intel",
            Self::MacOs => "the command for macOS on Apple's processors and Intel",
        }
    }

    fn rust_targets(self) -> &'static [&'static str] {
        match self {
            Self::Linux => &["x86_64-unknown-linux-musl"],
            Self::Windows => &["x86_64-pc-windows-gnu"],
            Self::MacOs => &["aarch64-apple-darwin", "x86_64-apple-darwin"],
        }
    }

    /// Returns what is linked besides crates and Rust's library, from Debian's packages.
    pub fn system_parts(self) -> Result<Vec<Part>> {
        let gcc = Licence::Expression("GPL-3.0-or-later WITH GCC-exception-3.1");
        Ok(match self {
            Self::Linux => vec![
                Part::of_debian(
                    "musl-dev",
                    "/usr/lib/x86_64-linux-musl/libc.a",
                    "musl, a C library",
                    Licence::Expression("MIT"),
                )?,
                Part::of_debian(
                    "libgcc-12-dev",
                    "/usr/lib/gcc/x86_64-linux-gnu/12/libgcc_eh.a",
                    "GCC's unwinder and arithmetic",
                    gcc,
                )?,
            ],
            Self::Windows => vec![
                Part::of_debian(
                    "mingw-w64-x86-64-dev",
                    "/usr/x86_64-w64-mingw32/lib/crt2.o",
                    "start of programs and stubs of Windows' libraries",
                    Licence::Name("MinGW-w64 runtime"),
                )?,
                Part::of_debian(
                    "gcc-mingw-w64-x86-64-win32",
                    "/usr/lib/gcc/x86_64-w64-mingw32/12-win32/libgcc_eh.a",
                    "GCC's unwinder and arithmetic",
                    gcc,
                )?,
            ],
            Self::MacOs => Vec::new(),
        })
    }

    /// Builds the program, and checks that it needs nothing that a computer lacks.
    pub fn build(self) -> Result<PathBuf> {
        let mut cargo = self.cargo()?;
        let check = match self {
            Self::Linux => {
                system_package::ensure(&[GCC, MUSL])?;
                cargo.env("CARGO_TARGET_X86_64_UNKNOWN_LINUX_MUSL_LINKER", linker()?);
                is_static
            }
            Self::Windows => {
                system_package::ensure(&[MINGW])?;
                cargo.env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER", WINDOWS_LINKER);
                asks_for_windows_only
            }
            Self::MacOs => bail!("nothing here links for macOS"),
        };
        run(&format!("program-{}", self.name()), &mut cargo)?;
        let folder = project::target(FOLDER).join(self.rust_targets()[0]).join("release");
        let program = folder.join(self.program());
        check(&read(&program)?).with_context(|| program.display().to_string())?;
        Ok(program)
    }

    /// Returns what is linked into the program.
    pub fn linked(self) -> Result<Linked> {
        Linked::read(&format!("linked-{}", self.name()), &mut self.cargo()?)
    }

    /// Returns the call of cargo that builds the program, but for the linker.
    fn cargo(self) -> Result<Command> {
        let mut cargo = debian_rust::cargo();
        cargo
            .args(["build", "--locked", "--release", "--package", "appvagt-cli", "--target-dir"])
            .arg(project::target(FOLDER));
        for target in self.rust_targets() {
            cargo.args(["--target", target]);
        }
        let mut flags = debian_rust::remapped_paths()?;
        flags.push(match self {
            Self::Linux => "-Clink-self-contained=no".to_owned(),
            // The time of linking would be another each time.
            Self::Windows => "-Clink-arg=-Wl,--no-insert-timestamp".to_owned(),
            // Built elsewhere, against a ready-made library.
            Self::MacOs => return Ok(cargo),
        });
        cargo.args(["-Zbuild-std=std,panic_unwind", "-Zbuild-std-features=panic-unwind"]);
        debian_rust::set_flags(&mut cargo, &flags);
        Ok(cargo)
    }
}

/// What GCC's unwinder asks of a C library, and musl does not have.
const FIND_OBJECT: &str = include_str!("find_object.c");

/// Makes a linker for cargo to call: GCC with musl in place of the system's C library.
fn linker() -> Result<PathBuf> {
    let folder = project::target("release/musl");
    let linker = folder.join("gcc");
    let script = linker_script(&folder);
    when_changed(
        &folder,
        &[],
        &[script.clone(), linker.display().to_string(), FIND_OBJECT.to_owned()],
        || {
            // Rust's library asks for an unwinder by this name; GCC has it by another.
            fs::write(folder.join("libunwind.a"), "!<arch>\n")?;
            let (source, object) = (folder.join("find_object.c"), folder.join("find_object.o"));
            fs::write(&source, FIND_OBJECT)?;
            let mut gcc = command("gcc");
            gcc.args(["-O2", "-fPIC", "-ffreestanding", "-Wall", "-Werror", "-c", "-o"]);
            run("find-object", gcc.arg(object).arg(source))?;
            fs::write(&linker, &script)?;
            make_runnable(&linker)?;
            // Cargo does not see that the linker has changed.
            let built = project::target(FOLDER).join(System::Linux.rust_targets()[0]);
            folder::remove(&built)?;
            Ok(())
        },
    )?;
    Ok(linker)
}

fn linker_script(folder: &Path) -> String {
    let folder = folder.display();
    format!(
        r#"#!/bin/bash
musl=/usr/lib/x86_64-linux-musl
start=$(gcc -print-file-name=crtbeginS.o)
end=$(gcc -print-file-name=crtendS.o)
# GCC's unwinder asks for these weakly: it would do with what another part of the program has.
threads=()
for function in once mutex_lock mutex_unlock key_create getspecific setspecific; do
    threads+=("-Wl,--undefined=pthread_$function")
done
exec gcc -static-pie -nostdlib -nostartfiles "$musl/rcrt1.o" "$musl/crti.o" "$start" "$@" \
    {folder}/find_object.o "${{threads[@]}}" -L{folder} -L"$musl" -Wl,--build-id=none -Wl,--start-group -lgcc_eh -lgcc -lc -Wl,--end-group \
    "$end" "$musl/crtn.o"
"#
    )
}

/// Checks that a program for Linux asks for no library and no loader.
fn is_static(program: &[u8]) -> Result<()> {
    let header = FileHeader64::<Endianness>::parse(program)?;
    let endian = header.endian()?;
    for segment in header.program_headers(endian, program)? {
        if segment.p_type(endian) == PT_INTERP {
            bail!("the program wants a loader, so it is not static");
        }
        let mut entries = segment.dynamic(endian, program)?.into_iter().flatten();
        if entries.any(|entry| entry.tag(endian) == DT_NEEDED) {
            bail!("the program wants a library, so it is not static");
        }
    }
    Ok(())
}

/// Checks that a program for Windows asks for no library that Windows lacks.
fn asks_for_windows_only(program: &[u8]) -> Result<()> {
    let file = PeFile64::parse(program)?;
    let table = file.import_table()?.context("the program wants no library; none does so")?;
    let mut descriptors = table.descriptors()?;
    while let Some(descriptor) = descriptors.next()? {
        let name = table.name(descriptor.name.get(LittleEndian))?;
        let name = String::from_utf8_lossy(name).to_lowercase();
        if !WINDOWS_LIBRARIES.contains(&name.as_str()) {
            bail!("the program wants {name}, which not every Windows has");
        }
    }
    Ok(())
}

/// Checks that a program for macOS has code for both kinds of processor that Macs have.
pub fn is_for_every_mac(program: &[u8]) -> Result<()> {
    // The head of a file that holds two programs, one for each kind.
    if program.starts_with(&[0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2]) {
        return Ok(());
    }
    bail!("the program is not one for both kinds of Macs: make it with lipo -create")
}

#[cfg(test)]
mod tests {
    use std::env;

    use super::*;

    #[test]
    fn a_program_that_wants_a_library_is_not_static() {
        // The test itself is such a program.
        let own = fs::read(env::current_exe().unwrap()).unwrap();
        let error = is_static(&own).unwrap_err().to_string();
        assert!(error.contains("is not static"), "{error}");
    }

    #[test]
    fn a_program_for_another_system_is_refused() {
        let own = fs::read(env::current_exe().unwrap()).unwrap();
        asks_for_windows_only(&own).unwrap_err();
        is_static(b"MZ").unwrap_err();
        is_for_every_mac(&own).unwrap_err();
    }
}
