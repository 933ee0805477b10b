//! `cargo xtask release`: everything that is handed to others, in one folder.

mod changelog;
mod documented;
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
use crate::commands::apk::{BuiltApk, Tools, abis, core};
use crate::commands::decoy::kit::{self, Kit};
use crate::commands::decoy::{Decoy, TEST_PACKAGE};
use crate::commands::{aab, aar, apk, decoy, page};
use crate::linked::Linked;
use crate::toolchain::archive::{Archive, read};
use crate::toolchain::folder;
use crate::toolchain::jdk::Jdk;
use crate::toolchain::kotlin::Kotlin;
use crate::toolchain::project::{self, VERSION};
use crate::toolchain::stamp::{files, hex};
use crate::toolchain::step::step;

/// The list of checksums, as `sha256sum --check` reads it.
const CHECKSUMS: &str = "SHA256SUMS";

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
    folder::make_empty(&folder)?;
    let release = Release { folder, date, commit: readiness::commit()? };
    release.add_app()?;
    for system in System::BUILT_HERE {
        let program = step(&format!("appvagt for {}", system.name()), || system.build())?;
        release.add_program(system, &read(&program)?)?;
    }
    if let Some(program) = macos {
        release.add_program(System::MacOs, &program)?;
    }
    let (linked, built_along) = page::linked()?;
    release.add_page(&page::build()?, Parts::of_crates(&linked, built_along)?)?;
    let schema = project::path("docs/policy.schema.json");
    release.add(&format!("appvagt-{VERSION}-policy.schema.json"), &schema)?;
    let done = project::path("dist").join(format!("appvagt-{VERSION}"));
    step("checksums", || release.finish(&done))?;

    println!();
    print!("{}", fs::read_to_string(done.join(CHECKSUMS))?);
    println!(
        "\nAll of it is in {}.",
        done.strip_prefix(project::root()).unwrap_or(&done).display()
    );
    println!("Done in {:.0} s.", start.elapsed().as_secs_f64());
    Ok(())
}

/// Checks that what the bills of materials name is what is linked and packed, that the page about
/// dependencies names the same, and that all of it has a licence to hand on.
pub fn check_parts(built: &BuiltApk) -> Result<()> {
    let tools = &built.tools;
    let native = core::linked(&abis(&tools.versions))?;
    documented::check(&native, "## In `libappvagt.so`", "Android").context("libappvagt.so")?;
    let app = app_parts(tools, &native)?;
    app.check_classes(&apk::dex::class_names()?).context("the app")?;
    let library = library_parts(tools, &native)?;
    library.check_classes(&class_names(&built.app.library)?).context("the library")?;
    Kit::build(tools)?;
    decoy_parts().check_classes(&class_names(&kit::classes())?).context("the decoy")?;
    for system in [System::Linux, System::Windows, System::MacOs] {
        let linked = system.linked()?;
        documented::check(&linked, "## In `appvagt`", system.spoken())
            .and_then(|()| program_parts(system, &linked).map(drop))
            .with_context(|| format!("appvagt for {}", system.name()))?;
    }
    let (linked, built_along) = page::linked()?;
    documented::check(&linked, "## In `appvagt.html`", "browsers").context("appvagt.html")?;
    Parts::of_crates(&linked, built_along).context("appvagt.html")?;
    Ok(())
}

/// Returns what is in the app: crates, Rust's library and Kotlin's.
fn app_parts(tools: &Tools, native: &Linked) -> Result<Parts> {
    let sha256 = hex(&Sha256::digest(read(&Kotlin::current(&tools.artifacts)?.library)?));
    Ok(Parts::of_crates(native, true)?.with(Part::kotlin(&tools.versions.kotlin, sha256, true)?))
}

/// Returns what is in the library for other apps, and what it asks for at least: the app that uses
/// it brings that along.
fn library_parts(tools: &Tools, native: &Linked) -> Result<Parts> {
    let sha256 = hex(&Sha256::digest(read(&Kotlin::against_oldest(&tools.artifacts)?.library)?));
    let asked_for = Part::kotlin(&tools.versions.oldest_kotlin, sha256, false)?;
    Ok(Parts::of_crates(native, true)?.with(asked_for))
}

/// Returns what is in a decoy that others made: nothing, as Kotlin's library is left out.
fn decoy_parts() -> Parts {
    Parts::default()
}

/// Returns the names of the classes in this folder.
fn class_names(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for file in files(folder)? {
        let file = file.strip_prefix(folder)?.to_string_lossy().into_owned();
        names.extend(file.strip_suffix(".class").map(|name| name.replace('/', ".")));
    }
    Ok(names)
}

/// Returns the crates in the command for a system, and Rust's library.
fn program_parts(system: System, linked: &Linked) -> Result<Parts> {
    Parts::of_crates(linked, system != System::MacOs)
}

impl Release {
    /// Builds and adds what is for phones.
    fn add_app(&self) -> Result<()> {
        let built = apk::build(None)?;
        let bundle = aab::build(&built)?;
        let tools = &built.tools;
        let native = step("parts of the core", || core::linked(&abis(&tools.versions)))?;
        for (file, ending, description) in [
            (&built.apk, "apk", "the app for Android"),
            (&bundle.bundle, "aab", "the app for Android, as a bundle for the Play Console"),
        ] {
            let name = format!("appvagt-{VERSION}.{ending}");
            self.add(&name, file)?;
            self.describe(&Thing {
                name: "appvagt",
                file: name,
                kind: "application",
                description,
                parts: app_parts(tools, &native)?,
            })?;
        }

        let library = aar::build(tools)?;
        self.add(&name_of(&library.archive), &library.archive)?;
        let name = format!("{}-{VERSION}-maven.zip", aar::ARTIFACT);
        let mut repository = Archive::create(&self.folder.join(name))?;
        repository.deflate_folder(&library.repository)?;
        repository.finish()?;
        self.describe(&Thing {
            name: aar::ARTIFACT,
            file: name_of(&library.archive),
            kind: "library",
            description: "the scanner for other Android apps",
            parts: library_parts(tools, &native)?,
        })?;

        let file = format!("decoy-{TEST_PACKAGE}-{VERSION}.apk");
        let decoy = self.folder.join(&file);
        step("decoy", || decoy::build(tools, &Decoy::new(TEST_PACKAGE), &decoy))?;
        self.describe(&Thing {
            name: TEST_PACKAGE,
            file,
            kind: "application",
            description: "an app that Appvagt always finds, to try it with",
            parts: decoy_parts(),
        })
    }

    /// Adds the page of the IT office, under the name that it has everywhere: on an intranet, its
    /// address stays.
    fn add_page(&self, page: &Path, parts: Parts) -> Result<()> {
        let file = name_of(page);
        self.add(&file, page)?;
        self.describe(&Thing {
            name: "appvagt",
            file,
            kind: "application",
            description: "the page of the IT office, for a browser",
            parts,
        })
    }

    /// Adds the command for a system.
    fn add_program(&self, system: System, program: &[u8]) -> Result<()> {
        let linked = step(&format!("parts of appvagt for {}", system.name()), || system.linked())?;
        let mut parts = program_parts(system, &linked)?;
        for part in system.system_parts()? {
            parts = parts.with(part);
        }
        self.pack_program(system, program, parts)
    }

    /// Puts the command into one archive with its licences.
    fn pack_program(&self, system: System, program: &[u8], parts: Parts) -> Result<()> {
        let thing = Thing {
            name: "appvagt",
            file: format!("appvagt-{VERSION}-{}.zip", system.name()),
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

    /// Adds a file under this name.
    fn add(&self, name: &str, file: &Path) -> Result<()> {
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
    fn finish(self, done: &Path) -> Result<()> {
        let mut list = Vec::new();
        for file in files(&self.folder)? {
            list.push(format!("{}  {}\n", hex(&Sha256::digest(read(&file)?)), name_of(&file)));
        }
        let checksums = self.folder.join(CHECKSUMS);
        fs::write(&checksums, list.concat()).with_context(|| checksums.display().to_string())?;
        folder::remove(done)?;
        fs::rename(&self.folder, done).with_context(|| done.display().to_string())
    }
}

fn name_of(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use tempfile::TempDir;
    use zip::ZipArchive;

    use super::*;

    #[test]
    fn a_release_has_for_each_thing_its_parts_and_licences_and_a_checksum_of_all() {
        let temporary = TempDir::new().unwrap();
        let folder = temporary.path().join("files");
        fs::create_dir(&folder).unwrap();
        let release = Release { folder, date: "2026-12-01".to_owned(), commit: "abc".to_owned() };
        release.pack_program(System::Linux, b"linux", Parts::default()).unwrap();
        release.pack_program(System::Windows, b"windows", Parts::default()).unwrap();
        let page = temporary.path().join("appvagt.html");
        fs::write(&page, "<!doctype html>").unwrap();
        release.add_page(&page, Parts::default()).unwrap();
        let schema = project::path("docs/policy.schema.json");
        release.add(&format!("appvagt-{VERSION}-policy.schema.json"), &schema).unwrap();

        let done = temporary.path().join("done");
        // What an earlier run left is not mixed in.
        fs::create_dir(&done).unwrap();
        fs::write(done.join("stale.apk"), "").unwrap();
        release.finish(&done).unwrap();

        let names: Vec<_> = files(&done).unwrap().iter().map(|file| name_of(file)).collect();
        let file = |ending: &str| format!("appvagt-{VERSION}-{ending}");
        let expected = [
            CHECKSUMS.to_owned(),
            file("linux-x86_64.zip"),
            file("linux-x86_64.zip.cdx.json"),
            file("linux-x86_64.zip.notices.txt"),
            file("policy.schema.json"),
            file("windows-x86_64.zip"),
            file("windows-x86_64.zip.cdx.json"),
            file("windows-x86_64.zip.notices.txt"),
            "appvagt.html".to_owned(),
            "appvagt.html.cdx.json".to_owned(),
            "appvagt.html.notices.txt".to_owned(),
        ];
        assert_eq!(names, expected);
        let checksums = fs::read_to_string(done.join(CHECKSUMS)).unwrap();
        for name in &expected[1..] {
            let digest = hex(&Sha256::digest(read(&done.join(name)).unwrap()));
            assert!(checksums.contains(&format!("{digest}  {name}\n")), "{name}: {checksums}");
        }
        assert_eq!(checksums.lines().count(), expected.len() - 1);

        let archive = File::open(done.join(file("linux-x86_64.zip"))).unwrap();
        let mut archive = ZipArchive::new(archive).unwrap();
        assert_eq!(archive.by_name("appvagt").unwrap().unix_mode().unwrap() & 0o777, 0o755);
        for name in ["LICENSE.txt", "NOTICES.txt"] {
            assert!(archive.by_name(name).unwrap().size() > 0, "{name}");
        }
        let archive = File::open(done.join(file("windows-x86_64.zip"))).unwrap();
        ZipArchive::new(archive).unwrap().by_name("appvagt.exe").unwrap();
    }
}
