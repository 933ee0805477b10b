//! `cargo xtask apk`: the app as an APK, built, signed and checked.

mod api_level;
mod badging;
pub mod checks;
pub mod core;
pub mod dex;
pub mod elf;
pub mod key;
mod licences;
pub mod lint;
pub mod signature;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, anyhow};
use sha2::{Digest, Sha256};

pub use self::core::{Abi, abis};
use crate::android_app::{self, AndroidApp};
use crate::organisation::Organisation;
use crate::toolchain::android_resources::AndroidResources;
use crate::toolchain::archive::{Archive, read};
use crate::toolchain::artifacts::Artifacts;
use crate::toolchain::container;
use crate::toolchain::jdk::Jdk;
use crate::toolchain::project::{self, Versions};
use crate::toolchain::stamp::hex;
use crate::toolchain::step::{or_fix, step};
use crate::toolchain::system_package::{self, DEXDUMP, RUST_FOR_ANDROID};

/// Where the APK is before it is signed, in the folder of what is built.
pub const UNSIGNED: &str = "android/apk/unsigned.apk";

/// An APK, built and checked.
pub struct BuiltApk {
    /// What it was built with, and the facts of the app that it is.
    pub tools: Tools,
    /// What was compiled on the way, with the resources that it has.
    pub app: AndroidApp,
    /// The file before it was signed.
    pub unsigned: PathBuf,
    /// The file.
    pub apk: PathBuf,
    /// What is to be said of it: name and value.
    pub facts: Vec<(&'static str, String)>,
}

/// Tools the build needs, found.
pub struct Tools {
    pub artifacts: Artifacts,
    pub jdk: Jdk,
    pub versions: Versions,
}

impl Tools {
    /// Downloads or installs what is missing.
    pub fn ensure() -> Result<Self> {
        let compilers = step("compilers for Android", || system_package::ensure(&RUST_FOR_ANDROID));
        or_fix(compilers, &format!("on another system than Debian 12, {}", container::advice()))?;
        step("dexdump", || system_package::ensure(&[DEXDUMP]))?;
        let own = ["r8", "apksig", "animal-sniffer", "lint"];
        Self::with(&[android_app::SETS.as_slice(), &own].concat())
    }

    /// Does as [`Tools::ensure`], for what has no native code and needs only these artifacts.
    pub fn with(sets: &[&str]) -> Result<Self> {
        let versions = Versions::read()?;
        let jdk = Jdk::default()?;
        let artifacts = step("tools and libraries", || Artifacts::ensure(sets))?;
        Ok(Self { artifacts, jdk, versions })
    }
}

/// Builds, signs, checks, and prints what came of it. With `only_unsigned`, stops before signing.
/// With the file of an organisation, builds that one's own app.
pub fn run(only_unsigned: bool, organisation: Option<&Path>) -> Result<()> {
    let start = Instant::now();
    let organisation = organisation.map(Organisation::read).transpose()?;
    let organisation = organisation.as_ref();
    if only_unsigned {
        let tools = Tools::ensure()?;
        build_unsigned(&tools, &abis(&tools.versions), organisation, &unsigned(organisation))?;
    } else {
        let built = build(organisation)?;
        println!();
        for (name, value) in built.facts {
            println!("  {name:12} {value}");
        }
        if let Some(own) = organisation {
            println!(
                "\nWhat to paste into the MDM: appvagt policy export --mdm MDM --package {} POLICY",
                own.application_id
            );
        }
    }
    println!("\nDone in {:.0} s.", start.elapsed().as_secs_f64());
    Ok(())
}

/// Returns where the APK is before it is signed.
fn unsigned(organisation: Option<&Organisation>) -> PathBuf {
    organisation.map_or_else(|| project::target(UNSIGNED), |own| own.folder().join("unsigned.apk"))
}

/// Returns where the APK is when it is done.
pub fn finished(versions: &Versions, organisation: Option<&Organisation>) -> PathBuf {
    let name = organisation.map_or("appvagt", |own| &own.application_id);
    project::path("dist").join(format!("{name}-{}.apk", versions.version_name))
}

/// Builds the app, or an organisation's own, signs and checks it, showing each step.
pub fn build(organisation: Option<&Organisation>) -> Result<BuiltApk> {
    let mut tools = Tools::ensure()?;
    let unsigned = unsigned(organisation);
    let abis = abis(&tools.versions);
    let (mut app, resources) = build_unsigned(&tools, &abis, organisation, &unsigned)?;
    let versions = organisation.map_or(tools.versions.clone(), |own| own.versions(&tools.versions));
    let folder = project::path("dist");
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let apk = finished(&versions, organisation);
    let key = key::find(&tools.jdk)?;
    let certificate =
        step("align, sign, verify", || signature::sign(&tools, &key, &unsigned, &apk))?;
    let passed = checks::run(&tools, &app, &versions, &apk)?;

    let content = read(&apk)?;
    let name = apk.strip_prefix(project::root()).unwrap_or(&apk).display().to_string();
    let mut facts = vec![
        ("file", name),
        ("size", format!("{} bytes", content.len())),
        ("SHA-256", hex(&Sha256::digest(&content))),
        ("certificate", format!("{certificate} ({})", key.name())),
    ];
    if let Some(own) = organisation {
        facts.push(("policy", own.describe_policy()));
    }
    facts.extend(passed);
    app.resources = resources;
    tools.versions = versions;
    Ok(BuiltApk { tools, app, unsigned, apk, facts })
}

/// Builds and signs an APK for the device at hand: for one kind of processor, and unchecked, as
/// what goes to nobody else needs no more.
pub fn build_for(tools: &Tools, abi: Abi, organisation: Option<&Organisation>) -> Result<PathBuf> {
    let unsigned = project::target("android/run/unsigned.apk");
    build_unsigned(tools, &[abi], organisation, &unsigned)?;
    let apk = project::target(&format!("android/run/appvagt-{abi}.apk"));
    let key = key::find(&tools.jdk)?;
    step("align, sign", || signature::sign(tools, &key, &unsigned, &apk))?;
    Ok(apk)
}

/// Builds the APK without its signature, with code for these kinds of processor: the same bytes on
/// every machine. Returns what is compiled for all, and the resources that went into it.
fn build_unsigned(
    tools: &Tools,
    abis: &[Abi],
    organisation: Option<&Organisation>,
    apk: &Path,
) -> Result<(AndroidApp, AndroidResources)> {
    let Tools { artifacts, jdk, versions } = tools;
    let app = android_app::build(artifacts, jdk, versions)?;
    let libraries = step("core, for phones", || core::build(versions, abis))?;
    let dex = step("shrink and dex", || dex::build(tools, &app))?;
    let resources = match organisation {
        Some(own) => own.resources(artifacts, jdk, versions, &app.resources)?,
        None => app.resources.clone(),
    };
    step("package", || package(apk, &resources.package, &dex, &libraries))?;
    Ok((app, resources))
}

/// Writes compiled resources and manifest, code, and native libraries into one file. Android maps
/// the libraries into memory where they are, so they are not compressed.
pub fn package(
    file: &Path,
    resources: &Path,
    dex: &Path,
    libraries: &[(Abi, PathBuf)],
) -> Result<()> {
    let mut archive = Archive::create(file)?;
    archive.copy_entries(resources)?;
    archive.deflate("classes.dex", &read(dex)?)?;
    for (abi, library) in libraries {
        archive.store(&format!("lib/{abi}/libappvagt.so"), &read(library)?)?;
    }
    archive.finish()
}

/// Returns the library built for phones with this kind of processor.
pub fn native_library(abi: &str) -> Result<PathBuf> {
    let abi: Abi = abi.parse().map_err(|()| anyhow!("{abi} is not built here"))?;
    Ok(core::library(abi))
}
