//! The judge as WebAssembly, and the JavaScript that calls it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::linked::Linked;
use crate::toolchain::command::{command, run};
use crate::toolchain::step::{or_fix, step};
use crate::toolchain::system_package::{self, RUST_FOR_ANDROID};
use crate::toolchain::{debian_rust, project};

const TARGET: &str = "wasm32-unknown-unknown";
/// Where cargo builds it.
const FOLDER: &str = "page";

const FIX: &str = "change what the compiler names. What the page needs must compile for a browser: \
    without files, clocks, threads and processes";

/// The judge as WebAssembly, and the JavaScript that calls it.
pub struct Module {
    pub code: Vec<u8>,
    pub script: String,
}

impl Module {
    /// Builds it, showing each step.
    pub fn build() -> Result<Self> {
        step("judge, for browsers", || or_fix(run("page-judge", &mut cargo()?), FIX))?;
        step("its JavaScript", || {
            let folder = project::target(FOLDER).join("bindgen");
            run(
                "page-bindgen",
                command(env!("CARGO"))
                    .args(["run", "--quiet", "--locked", "--package", "xtask-bindgen", "--"])
                    .arg(project::target(FOLDER).join(TARGET).join("page/appvagt_web.wasm"))
                    .arg(&folder),
            )?;
            let code = folder.join("judge_bg.wasm");
            let code = fs::read(&code).with_context(|| code.display().to_string())?;
            let script = folder.join("judge.js");
            let script =
                fs::read_to_string(&script).with_context(|| script.display().to_string())?;
            Ok(Self { code, script })
        })
    }
}

/// Returns where the types of that JavaScript are declared, once it was built.
pub fn declarations() -> PathBuf {
    project::target(FOLDER).join("bindgen/judge.d.ts")
}

/// Returns the crates in the judge, and whether Rust's library is built along with them.
///
/// # Errors
/// Cargo does not say.
pub fn linked() -> Result<(Linked, bool)> {
    Ok((Linked::read("linked-page", &mut cargo()?)?, !library()?.is_dir()))
}

/// Returns the call of cargo that builds the judge: with the Rust that builds this, where it has
/// its library for browsers, or else with Debian's, which builds that along.
fn cargo() -> Result<Command> {
    let has_library = library()?.is_dir();
    let mut cargo = if has_library {
        command(env!("CARGO"))
    } else {
        system_package::ensure(&RUST_FOR_ANDROID)?;
        debian_rust::cargo()
    };
    cargo.args(["build", "--locked", "--package", "appvagt-web", "--profile", "page"]);
    cargo.args(["--target", TARGET, "--target-dir"]).arg(project::target(FOLDER));
    let mut flags = debian_rust::remapped_paths()?;
    // Every browser has this that the page runs in.
    flags.push("-Ctarget-feature=+simd128".to_owned());
    if !has_library {
        cargo.arg("-Zbuild-std=std,panic_abort");
        flags.push("-Clinker=wasm-ld".to_owned());
    }
    debian_rust::set_flags(&mut cargo, &flags);
    Ok(cargo)
}

/// Returns where Rust keeps its library for browsers, if it has it.
fn library() -> Result<PathBuf> {
    let folder = run("page-sysroot", command("rustc").args(["--print", "sysroot"]))?;
    Ok(Path::new(folder.trim()).join("lib/rustlib").join(TARGET).join("lib"))
}
