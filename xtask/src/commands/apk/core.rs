//! `libappvagt.so` for phones, without an NDK: Debian's Rust builds its own library along, and
//! links against stand-ins that export exactly what the oldest supported Android exports.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::str::FromStr;
use std::{fmt, fs};

use anyhow::{Context, Result, bail};

use crate::linked::Linked;
use crate::toolchain::command::{command, run};
use crate::toolchain::debian_rust;
use crate::toolchain::project::{self, Versions};
use crate::toolchain::runnable::make_runnable;
use crate::toolchain::stamp::when_changed;
use crate::toolchain::step::or_fix;

/// Symbols that a library may ask of Android, with where they are from.
const EXPORTS: &str = include_str!("../../../data/android_exports.txt");

/// Android's libraries that ours is output to.
const LIBRARIES: [&str; 4] = ["c", "m", "dl", "log"];

/// What mends a library that does not link.
const CORE_FIX: &str = "change what the compiler names. Where the linker misses a symbol: if Android \
    8.0 has it (the NDK's list of its libraries says so), add it to xtask/data/android_exports.txt; \
    if not, do without what asks for it";

/// A kind of processor this build knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Abi {
    Arm64,
    X86_64,
}

impl Abi {
    fn rust_target(self) -> &'static str {
        match self {
            Self::Arm64 => "aarch64-linux-android",
            Self::X86_64 => "x86_64-linux-android",
        }
    }
}

impl fmt::Display for Abi {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::Arm64 => "arm64-v8a",
            Self::X86_64 => "x86_64",
        })
    }
}

impl FromStr for Abi {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        match name {
            "arm64-v8a" => Ok(Self::Arm64),
            "x86_64" => Ok(Self::X86_64),
            _ => Err(()),
        }
    }
}

/// Returns the processors that `libs.versions.toml` names and this build knows. 32-bit ARM is left
/// to Gradle with an NDK: there is no unwinder for it here, and panics must unwind.
pub fn abis(versions: &Versions) -> Vec<Abi> {
    versions.abis.split(' ').filter_map(|name| name.parse().ok()).collect()
}

/// Where cargo builds for phones.
const FOLDER: &str = "android/core";

/// Returns the path of the library for one kind of processor, once it is built.
pub fn library(abi: Abi) -> PathBuf {
    outputs(abi).join("libappvagt.so")
}

fn outputs(abi: Abi) -> PathBuf {
    project::target(FOLDER).join(abi.rust_target()).join("phone")
}

/// Builds the library for these kinds of processor.
pub fn build(versions: &Versions, abis: &[Abi]) -> Result<Vec<(Abi, PathBuf)>> {
    let mut cargo = cargo(abis)?;
    let mut libraries = Vec::new();
    for &abi in abis {
        let target = abi.rust_target();
        let linker = format!("CARGO_TARGET_{}_LINKER", target.replace('-', "_").to_uppercase());
        cargo.env(linker, linker_for(abi, versions)?);
        libraries.push((abi, library(abi)));
    }
    or_fix(run("core", &mut cargo), CORE_FIX)?;
    Ok(libraries)
}

/// Returns what is linked into the library for these kinds of processor.
pub fn linked(abis: &[Abi]) -> Result<Linked> {
    Linked::read("linked-core", &mut cargo(abis)?)
}

/// Returns the call of cargo that builds the library, but for the linker.
fn cargo(abis: &[Abi]) -> Result<Command> {
    let mut cargo = debian_rust::cargo();
    cargo
        .args(["build", "--locked", "--package", "appvagt-jni", "--features", "unwinder"])
        .args(["--profile", "phone", "--target-dir"])
        .arg(project::target(FOLDER))
        // Without symbolization, and small, like the rest.
        .arg("-Zbuild-std=std,panic_unwind")
        .arg("-Zbuild-std-features=panic-unwind,optimize_for_size,backtrace-trace-only");
    for abi in abis {
        cargo.args(["--target", abi.rust_target()]);
    }
    debian_rust::set_flags(&mut cargo, &rust_flags()?);
    Ok(cargo)
}

/// Returns the flags for small code and the same bytes whoever builds them.
fn rust_flags() -> Result<Vec<String>> {
    let mut flags = debian_rust::remapped_paths()?;
    flags.extend([
        // Only what can panic needs tables to unwind by.
        "-Cforce-unwind-tables=no".to_owned(),
        // The place of a panic is not reported; its message is.
        "-Zlocation-detail=none".to_owned(),
        // Of what is derived for debugging, the name is enough.
        "-Zfmt-debug=shallow".to_owned(),
        // Outlined pieces of functions need tables too, which cost more than they save.
        "-Cllvm-args=-enable-machine-outliner=never".to_owned(),
        "-Cllvm-args=-inline-threshold=40".to_owned(),
        // Where a processor has no instructions for SHA-256, the short form: certificates are
        // small.
        "--cfg=sha2_backend_soft=\"compact\"".to_owned(),
    ]);
    Ok(flags)
}

/// Makes a linker for cargo to call, beside libraries to link against in place of an NDK's. These
/// export what `EXPORTS` lists and hold no code; a symbol that is not listed is an error of the
/// linker.
fn linker_for(abi: Abi, versions: &Versions) -> Result<PathBuf> {
    let folder = project::target("android/stubs").join(abi.to_string());
    let linker = folder.join("clang");
    let triple = format!("{}{}", abi.rust_target(), versions.min_sdk);
    let script = linker_script(&triple, &folder);
    let settings = [EXPORTS.to_owned(), script.clone(), linker.display().to_string()];
    when_changed(&folder, &[], &settings, || {
        for library in LIBRARIES {
            let source = folder.join(format!("{library}.s"));
            fs::write(&source, assembly(library)?)?;
            run(
                &format!("stub-{abi}-{library}"),
                command("clang")
                    .args([&format!("--target={triple}"), "-fuse-ld=lld", "-nostdlib", "-shared"])
                    .args(["-nostartfiles", &format!("-Wl,-soname,lib{library}.so"), "-o"])
                    .arg(folder.join(format!("lib{library}.so")))
                    .arg(source),
            )?;
        }
        // Rust's library asks for an unwinder by this name; ours comes with the code.
        fs::write(folder.join("libunwind.a"), "!<arch>\n")?;
        fs::write(folder.join("exports.map"), "{ global: JNI_OnLoad; local: *; };\n")?;
        fs::write(&linker, &script)?;
        make_runnable(&linker)?;
        // Cargo sees that its output is missing, but not that the linker has changed.
        let output = outputs(abi).join("deps/libappvagt.so");
        if output.exists() {
            fs::remove_file(&output).with_context(|| output.display().to_string())?;
        }
        Ok(())
    })?;
    Ok(linker)
}

/// Returns a script that calls clang and changes two of Rust's wishes: to export every function
/// that any crate wants exported, such as all of the unwinder's, and to link GCC's unwinder.
fn linker_script(triple: &str, folder: &Path) -> String {
    let folder = folder.display();
    format!(
        r#"#!/bin/bash
words=()
for word in "$@"; do
    case $word in
        -Wl,--version-script=*) words+=("-Wl,--version-script={folder}/exports.map") ;;
        -lgcc | -lgcc_s) ;;
        *) words+=("$word") ;;
    esac
done
exec clang --target={triple} -fuse-ld=lld -nostdlib -nostartfiles "${{words[@]}}" -L{folder} \
    -Wl,-z,defs -Wl,-z,max-page-size=16384 -Wl,--as-needed -Wl,--icf=all \
    -Wl,-O2 -Wl,--hash-style=gnu -Wl,--pack-dyn-relocs=android -llog -lc -ldl -lm
"#
    )
}

fn assembly(library: &str) -> Result<String> {
    let mut text = Vec::new();
    for line in EXPORTS.lines().filter(|line| !line.starts_with('#')) {
        let [symbol, from, kind] = line.split(' ').collect::<Vec<_>>()[..] else {
            bail!("android_exports.txt: {line:?} is not a symbol, its library and its kind");
        };
        if from == library {
            let kind = if kind == "D" { "object" } else { "function" };
            text.push(format!(".globl {symbol}\n.type {symbol}, %{kind}\n{symbol}:\n.byte 0\n"));
        }
    }
    Ok(text.concat())
}
