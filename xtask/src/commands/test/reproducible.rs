//! The same APK, built a second time in another folder, by a user with other caches.

use std::path::Path;
use std::{env, fs};

use anyhow::{Context, Result, bail};

use crate::commands::apk::{BuiltApk, UNSIGNED};
use crate::toolchain::command::{command, run};
use crate::toolchain::project;
use crate::toolchain::stamp::when_changed;

/// Checks that the unsigned APK comes out the same elsewhere, unless it did so before with the
/// bytes that it has now.
pub fn check(built: &BuiltApk) -> Result<()> {
    let same = project::target("android/reproducible");
    when_changed(&same, std::slice::from_ref(&built.unsigned), &[], || build_again(built))
}

/// Copies the sources elsewhere, builds the unsigned APK there with caches of its own, and
/// compares.
fn build_again(built: &BuiltApk) -> Result<()> {
    let elsewhere = env::temp_dir().join(format!("appvagt-elsewhere-{}", std::process::id()));
    let result = build(&elsewhere).and_then(|()| {
        let first = read(&built.unsigned)?;
        let second = read(&elsewhere.join("checkout/target").join(UNSIGNED))?;
        if first != second {
            let kept = project::target("android/apk/elsewhere.apk");
            fs::write(&kept, second)?;
            bail!(
                "the unsigned APK differs from the one built in another folder: compare {} with {}",
                built.unsigned.display(),
                kept.display()
            );
        }
        Ok(())
    });
    let _ = fs::remove_dir_all(&elsewhere);
    result
}

fn build(elsewhere: &Path) -> Result<()> {
    let checkout = elsewhere.join("checkout");
    fs::create_dir_all(&checkout).with_context(|| checkout.display().to_string())?;
    // What git knows of, as it is now, committed or not.
    let files = run(
        "git-ls-files",
        command("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]),
    )?;
    for name in files.split_terminator('\0') {
        let (from, to) = (project::path(name), checkout.join(name));
        if !from.exists() {
            continue;
        }
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(&from, &to).with_context(|| from.display().to_string())?;
    }
    // The caches are others, the settings that lead to what fills them are not.
    let cargo = elsewhere.join("cargo");
    fs::create_dir_all(&cargo).with_context(|| cargo.display().to_string())?;
    let settings = project::cargo_home()?.join("config.toml");
    if settings.exists() {
        fs::copy(&settings, cargo.join("config.toml"))?;
    }
    let mut maven = env::var_os("MAVEN_OPTS").unwrap_or_default();
    maven.push(format!(" -Dmaven.repo.local={}", elsewhere.join("maven").display()));
    run(
        "elsewhere",
        command(env!("CARGO"))
            .args(["xtask", "apk", "--unsigned"])
            .current_dir(&checkout)
            .env("CARGO_HOME", cargo)
            .env_remove("CARGO_TARGET_DIR")
            .env("MAVEN_OPTS", maven),
    )
    .map(|_| ())
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| file.display().to_string())
}
