//! `cargo xtask decoy`: tiny harmless apps that carry the marks of another, to try detection on.

pub mod check;
pub mod kit;
mod manifest;
mod marks;
mod names;
mod request;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use self::kit::Kit;
pub use self::marks::Marks;
pub use self::request::Request;
use crate::commands::apk::key::{self, Key};
use crate::commands::apk::{Tools, signature};
use crate::toolchain::archive::{Archive, read};
use crate::toolchain::project;
use crate::toolchain::stamp::hex;
use crate::toolchain::step::step;

/// Package of the decoy that imitates no app.
pub const TEST_PACKAGE: &str = "org.appvagt.decoy";

/// Sets of artifacts this needs.
const SETS: [&str; 5] = ["kotlin", "framework", "aapt2", "r8", "apksig"];

/// An app that does nothing but say what it is.
#[derive(Debug, Clone, Default)]
pub struct Decoy {
    /// Its package name.
    pub package: String,
    /// What stands in its label, which is always `Decoy (…)`; without, the package name.
    pub name: Option<String>,
    /// Full names of classes it declares as activities, closed to other apps. They all lead to its
    /// own screen.
    pub components: Vec<String>,
    /// What an installed web app declares.
    pub web_app: Option<WebApp>,
    /// What else it declares.
    pub marks: Marks,
    /// The name of a split, which adds to an app of the same package and is none: it has only the
    /// classes and marks above.
    pub split: Option<String>,
    /// Further elements of the manifest and of its application, as XML, to try detection on. Not
    /// for permissions: a decoy has none.
    pub in_manifest: String,
    pub in_application: String,
    /// Who signs it.
    pub signer: Signer,
}

/// A web app's declarations.
#[derive(Debug, Clone)]
pub struct WebApp {
    pub kind: WebAppKind,
    /// The page it opens with.
    pub start_url: String,
}

/// How a web app comes to be an app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WebAppKind {
    /// Made by a browser when a person installs a page
    Webapk,
    /// Made by the page's owner around a browser's tab (Trusted Web Activity)
    Twa,
}

/// Who signs a decoy.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Signer {
    /// The key that the app is signed with, too.
    #[default]
    Own,
    /// A throwaway key of this name.
    Stranger(String),
    /// A throwaway key that took over from another.
    Rotated { from: String, to: String },
}

impl Signer {
    fn key(&self, tools: &Tools) -> Result<Key> {
        match self {
            Self::Own => key::find(&tools.jdk),
            Self::Stranger(name) => key::of_stranger(&tools.jdk, name),
            Self::Rotated { from, to } => {
                let former = key::of_stranger(&tools.jdk, from)?;
                Ok(key::of_stranger(&tools.jdk, to)?.after(former))
            }
        }
    }
}

impl Decoy {
    /// Returns one with nothing but a package name.
    pub fn new(package: &str) -> Self {
        Self { package: package.to_owned(), ..Self::default() }
    }

    /// Returns the name under its icon.
    pub fn label(&self) -> String {
        format!("Decoy ({})", self.name.as_ref().unwrap_or(&self.package))
    }
}

/// Builds the decoy that is asked for, and prints what came of it.
pub fn run(request: &Request) -> Result<()> {
    // Anything wrong with it is reported before the time for building is spent.
    let organisation = request.organisation()?;
    let decoy = request.decoy(organisation.as_ref())?;
    let tools = tools()?;
    let apk = project::path("dist").join(request.file_name(&decoy));
    let certificate = step("decoy", || build(&tools, &decoy, &apk))?;
    let key = decoy.signer.key(&tools)?;

    let content = read(&apk)?;
    let mut facts = vec![
        ("file", apk.strip_prefix(project::root()).unwrap_or(&apk).display().to_string()),
        ("size", format!("{} bytes", content.len())),
        ("SHA-256", hex(&Sha256::digest(&content))),
        ("certificate", format!("{certificate} ({})", key.name())),
        ("package", format!("{} {}", decoy.package, project::VERSION)),
        ("label", decoy.label()),
    ];
    facts.extend(decoy.components.iter().map(|class| ("component", class.clone())));
    facts.extend(decoy.web_app.as_ref().map(|app| ("web app", app.start_url.clone())));
    facts.push(("checks", "signature v2 and v3 verified; read back; no permissions".to_owned()));
    println!();
    for (name, value) in facts {
        println!("  {name:12} {value}");
    }
    if organisation.is_some_and(|own| !own.bans(&decoy.package)) {
        println!(
            "\nThe policy that is built into the app does not ban it. Add this to `banned` of the \
             pilot's:\n  {{\"package\": \"{}\"}}",
            decoy.package
        );
    }
    println!("\nInstall it with `adb install -r`, or push it by your MDM (docs/decoy.md).");
    Ok(())
}

/// Returns what decoys are built with; downloads what is missing.
pub fn tools() -> Result<Tools> {
    Tools::with(&SETS)
}

/// Builds, signs and checks a decoy. Returns the SHA-256 digest of its certificate.
pub fn build(tools: &Tools, decoy: &Decoy, apk: &Path) -> Result<String> {
    let mut certificates = build_all(tools, &[(decoy.clone(), apk.to_owned())])?;
    certificates.pop().context("one decoy, no certificate")
}

/// Does as [`build`], for many decoys with files of different names, faster than one by one.
pub fn build_all(tools: &Tools, decoys: &[(Decoy, PathBuf)]) -> Result<Vec<String>> {
    let kit = Kit::build(tools)?;
    let mut unsigned = Vec::new();
    for (decoy, apk) in decoys {
        unsigned.push(package(tools, &kit, decoy, &folder(apk)?)?);
    }
    let mut certificates = vec![String::new(); decoys.len()];
    let mut signers: Vec<_> = decoys.iter().map(|(decoy, _)| &decoy.signer).collect();
    signers.sort();
    signers.dedup();
    for signer in signers {
        let its: Vec<_> = (0..decoys.len()).filter(|&i| decoys[i].0.signer == *signer).collect();
        let pairs: Vec<_> =
            its.iter().map(|&i| (unsigned[i].as_path(), decoys[i].1.as_path())).collect();
        for (_, apk) in &pairs {
            let folder = apk.parent().context("a decoy's file is in no folder")?;
            fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        }
        let certificate = signature::sign_all(tools, &signer.key(tools)?, &pairs)?;
        for i in its {
            certificates[i].clone_from(&certificate);
        }
    }
    for ((decoy, apk), certificate) in decoys.iter().zip(&certificates) {
        check::check(decoy, apk, certificate)
            .with_context(|| format!("{} is not what it should be", apk.display()))?;
    }
    Ok(certificates)
}

/// Returns the folder in which the decoy for this file is put together.
pub fn folder(apk: &Path) -> Result<PathBuf> {
    let name = apk.file_stem().context("a decoy's file has no name")?;
    Ok(project::target("android/decoys").join(name))
}

/// Writes manifest, resources and code into one file, not signed yet.
fn package(tools: &Tools, kit: &Kit, decoy: &Decoy, folder: &Path) -> Result<PathBuf> {
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let resources = kit.link(tools, decoy, folder)?;
    let unsigned = folder.join("unsigned.apk");
    let mut archive = Archive::create(&unsigned)?;
    archive.copy_entries(&resources)?;
    if decoy.split.is_none() {
        archive.deflate("classes.dex", &read(&kit.dex)?)?;
    }
    archive.finish()?;
    Ok(unsigned)
}
