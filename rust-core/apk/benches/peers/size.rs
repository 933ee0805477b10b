//! What a reader adds to a stripped release binary, built as the phone's library is.

use std::fs;
use std::path::Path;
use std::process::Command;

/// The profile of this workspace.
const PROFILE: &str = "
[profile.release]
opt-level = \"s\"
lto = \"fat\"
codegen-units = 1
strip = \"symbols\"
[profile.release.package.miniz_oxide]
opt-level = 3
[workspace]
";

/// A program that can open files and print, and one that also reads APKs.
const PROGRAMS: [(&str, &str, &str); 3] = [
    (
        "nothing",
        "",
        "fn main() {
            let path = std::env::args().nth(1).unwrap_or_default();
            match std::fs::File::open(&path).and_then(|file| file.metadata()) {
                Ok(data) => println!(\"{path} {}\", data.len()),
                Err(error) => println!(\"{path} {error}\"),
            }
        }",
    ),
    (
        "appvagt-apk",
        "appvagt-apk = { path = \"PATH\" }",
        "fn main() {
            let path = std::env::args().nth(1).unwrap_or_default();
            let opened = std::fs::File::open(&path).map_err(|error| Box::new(appvagt_apk::Error::Open(error)));
            let read = opened.and_then(|file| {
                let apk = appvagt_apk::Apk::from_file(file, Default::default())?;
                let label = apk.label(&[\"da\"])?;
                let signers = apk.extract_signers()?.signers;
                let manifest = apk.resolved_manifest()?;
                println!(\"{} {} {label:?} {}\", manifest.package, manifest.components.len(), signers.len());
                Ok(apk.anomalies().is_empty())
            });
            match read {
                Ok(clean) => println!(\"{path} {clean}\"),
                Err(error) => println!(\"{path} {error}\"),
            }
        }",
    ),
    (
        "apk-info",
        "apk-info = \"=1.1.0\"",
        "fn main() {
            let path = std::env::args().nth(1).unwrap_or_default();
            match apk_info::Apk::new(&path) {
                Ok(apk) => {
                    let label = apk.get_application_label();
                    let signers = apk.get_signatures().map(|signers| signers.len());
                    let package = apk.get_package_name();
                    println!(\"{package:?} {} {label:?} {signers:?}\", apk.get_activities().count());
                }
                Err(error) => println!(\"{path} {error}\"),
            }
        }",
    ),
];

pub fn print() {
    println!("\n## Size added to a stripped release binary, KB\n");
    println!("| reader | KB |\n|---|---|");
    let folder = tempfile::tempdir().unwrap();
    let without = build(folder.path(), PROGRAMS[0]);
    for program in &PROGRAMS[1..] {
        let added = build(folder.path(), *program) - without;
        println!("| {} | {:.0} |", program.0, added / 1024.0);
    }
}

/// Builds a program and returns its size.
fn build(folder: &Path, (name, dependency, source): (&str, &str, &str)) -> f64 {
    let project = folder.join(name);
    fs::create_dir_all(project.join("src")).unwrap();
    fs::write(project.join("src/main.rs"), source).unwrap();
    let dependency = dependency.replace("PATH", env!("CARGO_MANIFEST_DIR"));
    let manifest = format!(
        "[package]\nname = \"size\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         [dependencies]\n{dependency}\n{PROFILE}"
    );
    fs::write(project.join("Cargo.toml"), manifest).unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--release", "--quiet"]).current_dir(&project);
    let status = cargo.env("RUSTFLAGS", "--cfg sha2_backend_soft=\"compact\"").status();
    assert!(status.unwrap().success(), "cannot build {name}");
    fs::metadata(project.join("target/release/size")).unwrap().len() as f64
}
