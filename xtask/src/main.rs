//! Everything a person or CI runs: `cargo xtask demo`, `test`, `apk` and others.
#![forbid(unsafe_code)]

mod adb;
mod android_app;
mod browser;
mod commands;
mod corpus;
mod exports;
mod linked;
mod organisation;
mod phone_file;
mod simulator;
#[cfg(test)]
mod tests;
mod toolchain;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::commands::{
    aab, aar, api, apk, bench, decoy, demo, device_test, docs, format, fuzz, gradle_facts, page,
    release, run, screens, test,
};

/// Builds, shows and checks Appvagt. What a command needs and the machine lacks, it downloads.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Walks through the app on a simulated phone; leaves screenshots and report.json in
    /// target/demo
    Demo {
        /// A phone described in a JSON file (docs/phone-file.md)
        #[arg(long, value_name = "FILE", default_value = "samples/phones/typical.json")]
        phone: PathBuf,
        /// Shows the app that this organisation's file describes (samples/organisations/README.md)
        #[arg(long, value_name = "FILE")]
        organisation: Option<PathBuf>,
        /// A policy that its management has sent to the phone, in place of what the phone's file has
        #[arg(long, value_name = "FILE")]
        policy: Option<PathBuf>,
    },
    /// Draws the pictures in docs/screens and docs/page anew
    Screens {
        /// Which; all without
        #[arg(value_name = "PART")]
        parts: Vec<screens::Pictures>,
    },
    /// Runs every check that a change must pass, or those of some parts
    Test {
        /// What to check; everything but `windows` without
        #[arg(value_name = "PART")]
        parts: Vec<test::Check>,
        /// Runs only tests and cases whose name contains these words, and no other checks
        #[arg(long, value_name = "NAME")]
        only: Option<String>,
        /// Tries the app that this organisation's file describes, in place of the samples
        #[arg(long, value_name = "FILE")]
        organisation: Option<PathBuf>,
    },
    /// Formats Rust and Kotlin
    Format,
    /// Has a fuzzer look for input that breaks a reader; says executions, coverage and finds of each
    /// target
    Fuzz {
        /// How long for each target
        #[arg(long, value_name = "NUMBER", default_value_t = 60)]
        seconds: u32,
        /// The folders in rust-core/fuzz/corpus that are fuzzed; all without
        #[arg(value_name = "TARGET")]
        targets: Vec<String>,
    },
    /// Builds and checks dist/appvagt-VERSION.apk, signed with a debug key, or with the key of a
    /// keystore that the environment names (docs/apk.md)
    Apk {
        /// Stops at target/android/apk/unsigned.apk
        #[arg(long)]
        unsigned: bool,
        /// Builds dist/ID-VERSION.apk, the app that this organisation's file describes
        /// (samples/organisations/README.md)
        #[arg(long, value_name = "FILE")]
        organisation: Option<PathBuf>,
    },
    /// Builds dist/appvagt-VERSION.aab besides, the same app as an Android App Bundle, and compares
    /// the two
    Aab {
        /// Builds the app that this organisation's file describes (samples/organisations/README.md)
        #[arg(long, value_name = "FILE")]
        organisation: Option<PathBuf>,
    },
    /// Writes the resources of the app that an organisation's file describes, and prints where they
    /// are and what else differs, as JSON: for Gradle (docs/android-studio.md)
    GradleFacts {
        /// The file (samples/organisations/README.md)
        #[arg(long, value_name = "FILE")]
        organisation: PathBuf,
    },
    /// Builds dist/maven, a Maven repository with the library for other apps (docs/library.md)
    Aar,
    /// Writes down what others can call of that library, in android-scanner/api
    Api,
    /// Builds dist/appvagt.html, the page of the IT office: the judge in one file, for a browser
    Page,
    /// Builds everything that is handed to others into dist/appvagt-VERSION/ (docs/release.md)
    Release {
        /// Only checks that tree, version, changelog and key are in order
        #[arg(long)]
        check: bool,
        /// The program for macOS, for both kinds of processor, which is built elsewhere
        #[arg(long, value_name = "FILE")]
        macos: Option<PathBuf>,
    },
    /// Installs and starts the app on an attached phone or emulator, and follows its log
    Run {
        /// Which device, by its serial number in `adb devices`
        #[arg(long, env = "ANDROID_SERIAL", value_name = "SERIAL")]
        serial: Option<String>,
        /// Takes the app that this organisation's file describes (samples/organisations/README.md)
        #[arg(long, value_name = "FILE")]
        organisation: Option<PathBuf>,
    },
    /// Builds dist/decoy-PACKAGE.apk, a harmless app that looks to a scan like another
    /// (docs/decoy.md)
    Decoy {
        #[command(flatten)]
        request: decoy::Request,
    },
    /// Has the library find a decoy on an attached phone or emulator, and starts the app there
    DeviceTest {
        /// Which device, by its serial number in `adb devices`
        #[arg(long, env = "ANDROID_SERIAL", value_name = "SERIAL")]
        serial: Option<String>,
    },
    /// Gathers all there is to read in dist/docs, as pages to be hosted, and checks their links
    Docs,
    /// Measures the judge, scans, the reading of APKs and of inventories, and the page on this machine
    Bench {
        /// What to measure; everything without
        #[arg(value_name = "PART")]
        parts: Vec<bench::Measurement>,
        /// How many devices the fleet has of which inventories are read; 100000 takes 9 GB of disk
        #[arg(long, value_name = "NUMBER", default_value_t = 10_000)]
        devices: usize,
    },
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Task::Demo { phone, organisation, policy } => {
            demo::run(&phone, organisation.as_deref(), policy.as_deref())
        }
        Task::Screens { parts } => screens::run(all_if_empty(&parts)),
        Task::Test { parts, only, organisation } => {
            let parts = if parts.is_empty() { &test::GATE } else { parts.as_slice() };
            test::run(parts, only.as_deref(), organisation.as_deref())
        }
        Task::Format => format::run(),
        Task::Fuzz { seconds, targets } => fuzz::run(seconds, &targets),
        Task::Apk { unsigned, organisation } => apk::run(unsigned, organisation.as_deref()),
        Task::Aab { organisation } => aab::run(organisation.as_deref()),
        Task::GradleFacts { organisation } => gradle_facts::run(&organisation),
        Task::Aar => aar::run(),
        Task::Api => api::run(),
        Task::Page => page::run(),
        Task::Release { check, macos } => release::run(check, macos.as_deref()),
        Task::Run { serial, organisation } => run::run(serial.as_deref(), organisation.as_deref()),
        Task::Decoy { request } => decoy::run(&request),
        Task::DeviceTest { serial } => device_test::run(serial.as_deref()),
        Task::Docs => docs::run(),
        Task::Bench { parts, devices } => bench::run(all_if_empty(&parts), devices),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Returns all parts there are if none is named.
fn all_if_empty<P: ValueEnum>(parts: &[P]) -> &[P] {
    if parts.is_empty() { P::value_variants() } else { parts }
}
