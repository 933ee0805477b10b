//! Systems other than this: that everything compiles for them, and that the command does under Wine
//! what it does here.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use super::rust::{cargo, run_tests};
use super::selection::Selection;
use crate::corpus::Corpus;
use crate::toolchain::command::{command, run};
use crate::toolchain::junit::Tests;
use crate::toolchain::stamp::when_changed;
use crate::toolchain::system_package::{
    self, MINGW, RUST_FOR_ANDROID, WINDOWS_LINKER, WINE, WINE_PROGRAM, succeeds,
};
use crate::toolchain::{debian_rust, project};

const WINDOWS: &str = "x86_64-pc-windows-gnu";
const MACOS: &str = "x86_64-apple-darwin";

/// A library of Windows that Rust's library asks for and Debian 12's Wine lacks, made of one that it
/// has.
const STAND_IN: &str = "#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) {
    return SystemFunction036(data, (ULONG)length);
}
";

/// Checks that the command and `xtask` compile for Windows and macOS.
pub fn compile() -> Result<()> {
    for target in [WINDOWS, MACOS] {
        let mut cargo = cargo_for(target)?;
        cargo.arg("check").args(["--package", "appvagt-cli", "--package", "xtask"]);
        run(&format!("check-{target}"), cargo.args(["--locked", "--target", target]))?;
    }
    Ok(())
}

/// Runs the command's tests as programs for Windows. Those that want a shell of Unix are left out when
/// they are compiled.
pub fn tests(corpus: &Corpus, selection: &Selection) -> Result<Tests> {
    system_package::ensure(&[MINGW, WINE])?;
    let prefix = project::target("windows/wine");
    when_changed(&prefix, &[], &[STAND_IN.to_owned()], || {
        let mut wine = command(WINE_PROGRAM);
        wine.args(["wineboot", "--init"]).env("WINEPREFIX", &prefix);
        // It would offer to download these; nothing here asks for them.
        run("wineboot", wine.env("WINEDLLOVERRIDES", "mscoree,mshtml="))?;
        let source = project::target("windows/stand-in.c");
        fs::write(&source, STAND_IN).with_context(|| source.display().to_string())?;
        let library = prefix.join("drive_c/windows/system32/bcryptprimitives.dll");
        let mut gcc = command(WINDOWS_LINKER);
        gcc.arg("-shared").arg("-o").arg(library).arg(source).arg("-ladvapi32");
        run("stand-in", &mut gcc).map(drop)
    })?;
    let mut cargo = cargo_for(WINDOWS)?;
    cargo.args(["test", "--package", "appvagt-cli", "--no-fail-fast", "--locked"]);
    cargo.args(["--target", WINDOWS]);
    cargo.args(selection.only().into_iter().flat_map(|only| ["--", only]));
    cargo.envs(corpus.variables());
    cargo.env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER", WINDOWS_LINKER);
    cargo.env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", WINE_PROGRAM);
    cargo.env("WINEPREFIX", prefix).env("WINEDEBUG", "-all");
    run_tests("cargo-test-windows", &mut cargo)
}

/// Returns a cargo that compiles for a target: this one, if it has or gets a ready-made library of
/// that by rustup, else Debian's, which builds the library along.
fn cargo_for(target: &str) -> Result<Command> {
    if succeeds(&["rustup", "target", "add", target]) {
        return Ok(cargo(&[]));
    }
    system_package::ensure(&RUST_FOR_ANDROID)?;
    let mut cargo = debian_rust::cargo();
    cargo.args(["-Zbuild-std=std,panic_unwind"]);
    // Another compiler's output is not to be mixed with this one's.
    cargo.env("CARGO_TARGET_DIR", project::target("systems"));
    Ok(cargo)
}
