//! The types of the page's scripts, as TypeScript reads them from their comments.

use std::path::Path;

use anyhow::Result;

use super::tools;
use crate::commands::page::{SCRIPTS, declarations};
use crate::toolchain::command::{command, run};
use crate::toolchain::project;

const OPTIONS: [&str; 9] = [
    "--noEmit",
    "--allowJs",
    "--checkJs",
    "--strict",
    // What is not said is not checked; what is said, and what browsers say, is.
    "--noImplicitAny",
    "false",
    "--useUnknownInCatchVariables",
    "false",
    "--lib",
];

/// Checks the scripts of the page as one, and that of its worker. The page was built before.
///
/// # Errors
/// A script uses something otherwise than it is.
pub fn check() -> Result<()> {
    let compiler = tools::ensure("@typescript/typescript-linux-x64")?.join("tsc");
    let tsc = |name, library, scripts: &[&str], more: Option<&Path>| {
        let folder = project::path("rust-core/web/page");
        let mut tsc = command(&compiler);
        tsc.current_dir(folder).args(OPTIONS).arg(library).args(scripts).args(more);
        run(name, &mut tsc).map(drop)
    };
    tsc("types-page", "es2023,dom,dom.iterable", &SCRIPTS, None)?;
    tsc("types-worker", "esnext,webworker", &["worker.js"], Some(&declarations()))
}
