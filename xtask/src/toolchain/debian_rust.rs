//! Debian's Rust, which builds its own standard library along, for targets that nobody has a
//! ready-made library of.

use std::process::Command;

use anyhow::Result;

use crate::toolchain::command::command;
use crate::toolchain::project;

/// Returns a call of its cargo; building the standard library is not stable yet.
pub fn cargo() -> Command {
    let mut cargo = command("/usr/bin/cargo");
    cargo.env("RUSTC", "/usr/bin/rustc").env("RUSTC_BOOTSTRAP", "1");
    cargo
}

/// Returns the compiler's flags by which no folder of this machine goes into what is built.
pub fn remapped_paths() -> Result<Vec<String>> {
    Ok(vec![
        format!("--remap-path-prefix={}=/appvagt", project::root().display()),
        format!("--remap-path-prefix={}=/cargo", project::cargo_home()?.display()),
    ])
}

/// Hands flags to the compiler, whatever is in them.
pub fn set_flags(cargo: &mut Command, flags: &[String]) {
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
}
