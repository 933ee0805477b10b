//! `cargo xtask test`: every check there is.

mod appvagt;
mod arm64;
mod cases;
mod decoys;
mod gradle;
mod jni_check;
mod organisations;
mod page;
pub mod phones;
mod reproducible;
pub mod rust;
mod sample;
mod selection;
mod shipped;
mod systems;
mod tally;

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;

use anyhow::{Result, anyhow};
use clap::ValueEnum;
use clap::builder::PossibleValue;

use self::selection::Selection;
use self::shipped::Shipped;
use self::tally::Tally;
use crate::commands::apk::{self, Tools};
use crate::commands::{aab, aar, api, device_test, format, release};
use crate::corpus::Corpus;
use crate::organisation::Organisation;
use crate::simulator::Simulator;
use crate::toolchain::jdk::Jdk;
use crate::toolchain::step::step;
use crate::toolchain::system_package::{self, CHROMIUM};

/// What there is to check.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Check {
    /// Format, lints, documentation and tests of the Rust crates
    Rust,
    /// That the command and `xtask` compile for Windows and macOS
    Systems,
    /// Format of Kotlin; library and app on simulated phones
    Phones,
    /// The APK and what it holds
    Apk,
    /// The library for other apps
    Aar,
    /// Decoys, and the app that looks for one on a device
    Decoy,
    /// The page of the IT office, in Chromium and Firefox
    Page,
    /// The command's tests as a program for Windows, under Wine; only if it is named, as it takes long
    Windows,
}

/// What is checked if no part is named.
pub const GATE: [Check; 7] =
    [Check::Rust, Check::Systems, Check::Phones, Check::Apk, Check::Aar, Check::Decoy, Check::Page];

// What mends what the checks find.
const FORMAT_FIX: &str = "cargo xtask format";
const LINTS_FIX: &str = "change what clippy names; `cargo clippy --fix --workspace --all-targets \
    --allow-dirty` changes some of it";
const DOCUMENTATION_FIX: &str = "change the doc comments that rustdoc names";
const PACKAGES_FIX: &str = "complete the Cargo.toml that cargo names; a crate of ours that another asks \
    for is published with it, see `PUBLISHED` in xtask/src/commands/test/rust.rs";
const RUST_TESTS_FIX: &str = "run one test again with `cargo xtask test rust --only NAME`";
const SYSTEMS_FIX: &str = "put what only this system has behind `#[cfg(unix)]`, with what stands in for \
    it elsewhere";
const WINDOWS_FIX: &str = "run one test again with `cargo xtask test windows --only NAME`. What a test \
    asks of Unix goes behind `#[cfg(unix)]`";
const GRADLE_FIX: &str = "write what the Android plugin is made for into the file named above; a new \
    Android plugin also needs its line in xtask/artifacts.toml";
const PHONES_FIX: &str = "run one test again with `cargo xtask test phones --only NAME`. If pictures \
    differ and are meant to: `cargo xtask screens`";
const ARM64_FIX: &str = "run one test again with `cargo xtask test apk --only NAME`. A member that \
    the emulated phone lacks is added to \
    android-scanner/src/arm64Test/kotlin/org/appvagt/scanner/Arm64Phone.kt";
const SHIPPED_FIX: &str = "run one test again with `cargo xtask test apk --only NAME`. If it passes \
    in `cargo xtask test phones`, the shrinker took what is called by name: mark it \
    `@CalledFromNative`, or keep it in android-app/proguard-rules.pro";
const ORGANISATIONS_FIX: &str = "run the command again that failed; those that are tried stand in \
    samples/organisations/*/README.md, and what the app must do in \
    android-app/src/shippedTest/kotlin/org/appvagt/shipped/OwnAppTest.kt";
const BUNDLE_FIX: &str = "see xtask/src/commands/aab.rs; a bundle again: `cargo xtask aab`";
const PARTS_FIX: &str = "where the page is stale: `APPVAGT_WRITE_DOCS=1 cargo test -p xtask --test \
    documents`. Else do without the crate or library, or name it in xtask/src/commands/release.rs";
const REPRODUCIBLE_FIX: &str = "unpack both files and compare what differs; no path, time, user or \
    order of files may go into the APK";
const EMBED_FIX: &str = "the library must work for others as it is: change it, or samples/embed with \
    it; run one test again with `cargo xtask test aar --only NAME`";
const API_FIX: &str =
    "if that is meant, `cargo xtask api` writes it down, and the changelog says so";
const DECOYS_FIX: &str = "see xtask/src/commands/decoy; a decoy again: `cargo xtask decoy`";
const CASES_FIX: &str = "where the table is right, change the catalogue or the judge; else change the \
    row in xtask/src/commands/test/cases.toml. One again: `cargo xtask test decoy --only NAME`";
const DECOY_SCREEN_FIX: &str = "change samples/decoy; run one test again with `cargo xtask test decoy \
    --only NAME`";
const PAGE_FIX: &str = "the page must say what the command says: see rust-core/web; the page again: \
    `cargo xtask page`";
const DEVICE_TEST_FIX: &str = "keep what is missing in android-scanner/consumer-rules.pro";

/// Runs all checks of these parts, or the tests of theirs whose name contains `only`. The own app of
/// an organisation that is tried is that of the file named, or those of the samples.
///
/// # Errors
/// Something failed; all of it is printed before.
pub fn run(checks: &[Check], only: Option<&str>, organisation: Option<&Path>) -> Result<()> {
    let organisations = match organisation {
        Some(file) => vec![(file.to_owned(), Organisation::read(file)?)],
        None => Organisation::samples()?,
    };
    let selection = Selection::new(only);
    let mut tally = Tally::new(&selection);
    let mut times = Vec::new();
    for check in checks {
        let start = Instant::now();
        match check {
            Check::Rust => check_rust(&selection, &mut tally)?,
            Check::Systems => check_systems(&selection, &mut tally),
            Check::Phones => check_phones(&organisations[0].1, &selection, &mut tally)?,
            Check::Apk => check_apk(&organisations, &selection, &mut tally)?,
            Check::Aar => check_aar(&selection, &mut tally)?,
            Check::Decoy => check_decoy(&selection, &mut tally)?,
            Check::Page => check_page(&selection, &mut tally),
            Check::Windows => check_windows(&selection, &mut tally)?,
        }
        let name = check.to_possible_value();
        let name = name.as_ref().map_or("", PossibleValue::get_name);
        times.push(format!("{name} {:.0} s", start.elapsed().as_secs_f64()));
    }
    println!("\nTook: {}", times.join(", "));
    tally.finish()
}

fn check_rust(selection: &Selection, tally: &mut Tally) -> Result<()> {
    println!("Rust");
    if selection.is_all() {
        tally.check("format", FORMAT_FIX, step("format", format::check_rust));
        tally.check("lints", LINTS_FIX, step("lints", rust::lints));
        let documentation = step("documentation", rust::documentation);
        tally.check("documentation", DOCUMENTATION_FIX, documentation);
        let packages = step("packages for others", rust::packages);
        tally.check("packages", PACKAGES_FIX, packages);
    }
    let corpus = step("real APKs", Corpus::ensure)?;
    step("Debian's Chromium", || system_package::ensure(&[CHROMIUM]))?;
    let tests = step("tests", || rust::tests(&corpus, selection))?;
    tally.add("Rust", RUST_TESTS_FIX, &tests);
    Ok(())
}

fn check_systems(selection: &Selection, tally: &mut Tally) {
    if selection.is_all() {
        println!("Other systems");
        let compiled = step("compile for Windows and macOS", systems::compile);
        tally.check("Windows and macOS", SYSTEMS_FIX, compiled);
    }
}

fn check_windows(selection: &Selection, tally: &mut Tally) -> Result<()> {
    println!("Windows");
    let corpus = step("real APKs", Corpus::ensure)?;
    let tests = step("the command's tests, under Wine", || systems::tests(&corpus, selection))?;
    tally.add("cargo test for Windows", WINDOWS_FIX, &tests);
    Ok(())
}

fn check_phones(
    organisation: &Organisation,
    selection: &Selection,
    tally: &mut Tally,
) -> Result<()> {
    println!("Kotlin, on simulated phones");
    let jdk = Jdk::default()?;
    if selection.is_all() {
        let format = step("format", || format::check_kotlin(&jdk));
        tally.check("format", FORMAT_FIX, format);
        let gradle = step("what Gradle would download", || gradle::check(&jdk));
        tally.check("Gradle", GRADLE_FIX, gradle);
    }
    let simulator = Simulator::build("dev")?;
    let tests = || phones::run(&simulator, organisation, selection);
    for (name, tests) in step("tests on simulated phones", tests)? {
        tally.add(&name, PHONES_FIX, &tests);
    }
    Ok(())
}

fn check_apk(
    organisations: &[(PathBuf, Organisation)],
    selection: &Selection,
    tally: &mut Tally,
) -> Result<()> {
    println!("The APK");
    let built = apk::build(None)?;
    thread::scope(|scope| {
        // Most of the time, it has one processor busy.
        let again = selection.is_all().then(|| scope.spawn(|| reproducible::check(&built)));
        let tests = step("the arm64 library, emulated", || arm64::run(&built, selection))?;
        tally.add("arm64 library", ARM64_FIX, &tests);
        let (shipped, all_tests) = step("the shipped code, on simulated phones", || {
            let shipped = Shipped::of(&built)?;
            let tests = shipped::run(&shipped, selection)?;
            Ok((shipped, tests))
        })?;
        for (name, tests) in all_tests {
            tally.add(&name, SHIPPED_FIX, &tests);
        }
        for (file, organisation) in organisations {
            let tests = organisations::run(&shipped, file, organisation, selection);
            let name = &organisation.application_id;
            match tests {
                Ok(tests) => tally.add(name, ORGANISATIONS_FIX, &tests),
                Err(error) => tally.check(name, ORGANISATIONS_FIX, Err(error)),
            }
        }
        if selection.is_all() {
            tally.check("bundle", BUNDLE_FIX, aab::build(&built).map(drop));
            let parts = step("parts of what is released", || release::check_parts(&built));
            tally.check("parts", PARTS_FIX, parts);
        }
        if let Some(again) = again {
            let again = || again.join().map_err(|_| anyhow!("its thread panicked"))?;
            let again = step("a second build, elsewhere, begun before these", again);
            tally.check("reproducible build", REPRODUCIBLE_FIX, again);
        }
        Ok(())
    })
}

fn check_aar(selection: &Selection, tally: &mut Tally) -> Result<()> {
    println!("The library");
    let tools = Tools::ensure()?;
    let aar = aar::build(&tools)?;
    if selection.is_all() {
        let api = step("what others can call", || api::check(&aar.classes, &tools.jdk));
        tally.check("public interface", API_FIX, api);
    }
    let tests = step("an app that uses it", || sample::run(&tools, &aar, selection))?;
    tally.add("samples/embed", EMBED_FIX, &tests);
    Ok(())
}

fn check_decoy(selection: &Selection, tally: &mut Tally) -> Result<()> {
    println!("Decoys");
    let tools = Tools::ensure()?;
    // The screen's tests open one of these.
    let built = step("decoys of every kind", || decoys::run(&tools));
    tally.cases("decoys", DECOYS_FIX, built.map(|all| if selection.is_all() { all } else { 0 }));
    let cases = step("what must be found and what not", || cases::run(&tools, selection));
    tally.cases("cases", CASES_FIX, cases);
    let screen = step("the screen of a decoy", || decoys::screen(&tools, selection))?;
    tally.add("samples/decoy", DECOY_SCREEN_FIX, &screen);
    if selection.is_all() {
        let apps = device_test::build_and_check(&tools);
        tally.cases("apps that scan a device", DEVICE_TEST_FIX, apps);
    }
    Ok(())
}

fn check_page(selection: &Selection, tally: &mut Tally) {
    println!("The page of the IT office");
    tally.cases("the page", PAGE_FIX, page::run_all(selection));
}
