//! `cargo xtask release`: everything that is handed to others, in one folder.

mod changelog;
mod notices;
mod part;
mod program;
mod readiness;
mod sbom;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use self::part::{Part, Parts};
use self::program::System;
use crate::commands::apk::{Tools, abis, core};
use crate::commands::decoy::{Decoy, TEST_PACKAGE};
use crate::commands::{aab, aar, apk, decoy};
use crate::toolchain::archive::{Archive, read};
use crate::toolchain::jdk::Jdk;
use crate::toolchain::project::{self, VERSION};
use crate::toolchain::stamp::{files, hex};
use crate::toolchain::step::step;

/// The list of checksums, as `sha256sum --check` reads it.
const CHECKSUMS: &str = "SHA256SUMS";
const KOTLIN: &str = "org.jetbrains.kotlin:kotlin-stdlib";

/// A released file, and what it is made of.
pub struct Thing {
    name: &'static str,
    file: String,
    /// What `CycloneDX` calls it.
    kind: &'static str,
    description: &'static str,
    parts: Parts,
}

/// What is released, as far as it is put together.
struct Release {
    folder: PathBuf,
    date: String,
    /// The commit that it is built from.
    commit: String,
}

/// Checks that all is in order and, unless `only_check`, builds everything and puts it into one
/// folder. `appvagt` for macOS is built elsewhere: `macos` names it.
pub fn run(only_check: bool, macos: Option<&Path>) -> Result<()> {
    let start = Instant::now();
    let jdk = Jdk::default()?;
    let date =
        step("check: ready to be released", || readiness::check(project::root(), VERSION, &jdk))?;
    if only_check {
        println!("\n{VERSION} of {date} is ready to be released.");
        return Ok(());
    }
    let macos = macos.map(read).transpose()?;
    if let Some(program) = &macos {
        program::is_for_every_mac(program)?;
    }

    let folder = project::target("release/files");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let release = Release { folder, date, commit: readiness::commit()? };
    release.add_app()?;
    for system in System::BUILT_HERE {
        let program = step(&format!("appvagt for {}", system.name()), || system.build())?;
        release.add_program(system, &read(&program)?)?;
    }
    if let Some(program) = macos {
        release.add_program(System::MacOs, &program)?;
    }
    release.add("policy.schema.json", &project::path("docs/policy.schema.json"))?;
    let done = step("checksums", || release.finish())?;

    println!();
    print!("{}", fs::read_to_string(done.join(CHECKSUMS))?);
    println!(
        "\nAll of it is in {}.",
        done.strip_prefix(project::root()).unwrap_or(&done).display()
    );
    println!("Done in {:.0} s.", start.elapsed().as_secs_f64());
    Ok(())
}

impl Release {
    /// Builds and adds what is for phones.
    fn add_app(&self) -> Result<()> {
        let built = apk::build()?;
        let bundle = aab::build(&built)?;
        let Tools { artifacts, versions, .. } = &built.tools;
        let kotlin = |contained| {
            let sha256 = hex(&Sha256::digest(read(artifacts.file(KOTLIN)?)?));
            Part::kotlin(&versions.kotlin, sha256, contained)
        };
        let native = step("parts of the core", || core::linked(&abis(versions)))?;
        for (file, ending, description) in [
            (&built.apk, "apk", "the app for Android"),
            (&bundle.bundle, "aab", "the app for Android, as a bundle for the Play Console"),
        ] {
            let file = self.add(ending, file)?;
            let parts = Parts::of_crates(&native, true)?.with(kotlin(true)?);
            self.describe(&Thing {
                name: "appvagt",
                file,
                kind: "application",
                description,
                parts,
            })?;
        }

        let library = aar::build(&built.tools)?;
        for file in library.files() {
            self.copy(&name_of(file), file)?;
        }
        let parts = Parts::of_crates(&native, true)?.with(kotlin(false)?);
        self.describe(&Thing {
            name: aar::ARTIFACT,
            file: name_of(&library.archive),
            kind: "library",
            description: "the scanner for other Android apps",
            parts,
        })?;

        let file = format!("decoy-{TEST_PACKAGE}-{VERSION}.apk");
        let decoy = self.folder.join(&file);
        step("decoy", || decoy::build(&built.tools, &Decoy::new(TEST_PACKAGE), &decoy))?;
        self.describe(&Thing {
            name: TEST_PACKAGE,
            file,
            kind: "application",
            description: "an app that Appvagt always finds, to try it with",
            parts: Parts::default().with(kotlin(true)?),
        })
    }

    /// Adds the command for a system, with its licences in the same archive.
    fn add_program(&self, system: System, program: &[u8]) -> Result<()> {
        let linked = step(&format!("parts of appvagt for {}", system.name()), || system.linked())?;
        let mut parts = Parts::of_crates(&linked, system != System::MacOs)?;
        for part in system.system_parts()? {
            parts = parts.with(part);
        }
        let file = format!("appvagt-{VERSION}-{}.zip", system.name());
        let thing = Thing {
            name: "appvagt",
            file,
            kind: "application",
            description: system.description(),
            parts,
        };
        let mut archive = Archive::create(&self.folder.join(&thing.file))?;
        archive.deflate_program(system.program(), program)?;
        archive.deflate("LICENSE.txt", &read(&project::path("LICENSE"))?)?;
        archive.deflate("NOTICES.txt", notices::notices(&thing).as_bytes())?;
        archive.finish()?;
        self.describe(&thing)
    }

    /// Adds a file as `appvagt-VERSION.ENDING`, and returns its name.
    fn add(&self, ending: &str, file: &Path) -> Result<String> {
        let name = if ending.starts_with("policy") {
            format!("appvagt-{VERSION}-{ending}")
        } else {
            format!("appvagt-{VERSION}.{ending}")
        };
        self.copy(&name, file)?;
        Ok(name)
    }

    fn copy(&self, name: &str, file: &Path) -> Result<()> {
        fs::copy(file, self.folder.join(name)).with_context(|| file.display().to_string())?;
        Ok(())
    }

    /// Adds what a thing is made of, and the licences of that.
    fn describe(&self, thing: &Thing) -> Result<()> {
        for (ending, text) in [
            ("cdx.json", sbom::bill(thing, &self.date, &self.commit)),
            ("notices.txt", notices::notices(thing)),
        ] {
            let file = self.folder.join(format!("{}.{ending}", thing.file));
            fs::write(&file, text).with_context(|| file.display().to_string())?;
        }
        Ok(())
    }

    /// Writes the checksums, and moves everything to where it is handed over.
    fn finish(self) -> Result<PathBuf> {
        let mut list = Vec::new();
        for file in files(&self.folder)? {
            list.push(format!("{}  {}\n", hex(&Sha256::digest(read(&file)?)), name_of(&file)));
        }
        let checksums = self.folder.join(CHECKSUMS);
        fs::write(&checksums, list.concat()).with_context(|| checksums.display().to_string())?;
        let done = project::path("dist").join(format!("appvagt-{VERSION}"));
        if done.exists() {
            fs::remove_dir_all(&done).with_context(|| done.display().to_string())?;
        }
        fs::rename(&self.folder, &done).with_context(|| done.display().to_string())?;
        Ok(done)
    }
}

fn name_of(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
