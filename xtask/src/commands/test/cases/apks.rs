//! The APKs of the cases.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{Case, Table, arrival, named_signer};
use crate::commands::apk::Tools;
use crate::commands::decoy::{self, Decoy};
use crate::toolchain::archive::read as read_file;
use crate::toolchain::project;

/// A certificate that nothing is known of, as much as a reader looks at: one DER value.
const NOBODYS: &[u8] = &[0x30, 0x03, 0x02, 0x01, 0x07];

/// What was built.
pub struct Built {
    /// A folder a case, with all its APKs and nothing else.
    pub folders: Vec<PathBuf>,
    /// Digest of the certificate of the stranger who signs what nothing else is said of.
    pub stranger: String,
}

/// Builds the APKs of all cases, all at once: most of the time goes into starting the tools.
pub fn build(tools: &Tools, table: &Table) -> Result<Built> {
    let top = project::target("android/cases");
    // No APK of another table may lie among them.
    let _ = fs::remove_dir_all(&top);
    let mut folders = Vec::new();
    let mut decoys: Vec<(Decoy, PathBuf)> = Vec::new();
    for case in &table.case {
        let name = case.folder_name();
        let folder = top.join(&name);
        for decoy in case.decoys() {
            let file = match &decoy.split {
                None => format!("{name}.apk"),
                Some(split) => format!("{name}-{split}.apk"),
            };
            decoys.push((decoy, folder.join(file)));
        }
        folders.push(folder);
    }
    let arrivals = table.case.iter().map(|case| &case.arrives);
    let others: BTreeSet<_> = arrivals.flat_map(|a| a.holding.iter().chain(&a.beside)).collect();
    for package in others {
        let other = Decoy { signer: super::stranger(), ..Decoy::new(package) };
        decoys.push((other, arrival::other(package)));
    }
    // No case, but signed by the stranger whatever the cases are.
    let example = Decoy { signer: super::stranger(), ..Decoy::new("com.example.stranger") };
    decoys.push((example, project::target("android/stranger/example.apk")));
    let stranger = decoy::build_all(tools, &decoys)?.pop();
    for (case, folder) in table.case.iter().zip(&folders) {
        name_signer(case, folder).with_context(|| case.name.clone())?;
        arrival::arrange(case, folder).with_context(|| case.name.clone())?;
    }
    Ok(Built { folders, stranger: stranger.context("no certificate of the stranger")? })
}

/// Has the APKs of a case name the certificates that it wants named.
fn name_signer(case: &Case, folder: &Path) -> Result<()> {
    let read = |name: &Option<String>| {
        let file =
            |name| project::path("samples/phones/certificates").join(name).with_extension("der");
        name.as_ref().map(|name| read_file(&file(name))).transpose()
    };
    let (certificate, former) = (read(&case.certificate)?, read(&case.former_certificate)?);
    if certificate.is_none() && former.is_none() {
        return Ok(());
    }
    let certificate = certificate.as_deref().unwrap_or(NOBODYS);
    for entry in fs::read_dir(folder)? {
        named_signer::rename(&entry?.path(), certificate, former.as_deref())?;
    }
    Ok(())
}
