//! `cargo xtask docs`: all there is to read, in one folder to be hosted: the repository's documents
//! as pages, with the pictures and files that they lead to, and the documentation of the code.

mod links;
mod markdown;
mod page;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use self::page::{Document, Reference};
use crate::commands::aar::documentation;
use crate::commands::test::rust;
use crate::toolchain::folder;
use crate::toolchain::jdk::Jdk;
use crate::toolchain::project;
use crate::toolchain::step::step;

/// Where the documentation of the crates is in the folder, and where that of the Kotlin library.
const RUST: &str = "rust";
const KOTLIN: &str = "kotlin";

/// Builds the folder, and sees that each link on its pages leads somewhere.
pub fn run() -> Result<()> {
    let site = project::path("dist/docs");
    folder::remove(&site)?;
    let mut references = step("documentation of the crates", || {
        rust::documentation()?;
        copy(&project::target("doc"), &site.join(RUST))?;
        crates(&site)
    })?;
    references.push(step("documentation of the Kotlin library", || {
        copy(&documentation::write(&Jdk::default()?)?, &site.join(KOTLIN))?;
        let title = "appvagt-scanner for Kotlin".to_owned();
        Ok(Reference { title, page: Path::new(KOTLIN).join("index.html") })
    })?);
    let pages = step("pages", || write(&site, &references))?;
    let links = step("links", || links::check(&site, &pages))?;
    println!("\n{}: {} pages, {links} links", site.join("index.html").display(), pages.len());
    Ok(())
}

/// Writes the pages, and puts beside them what they lead to. Returns their paths in the folder.
fn write(site: &Path, references: &[Reference]) -> Result<Vec<PathBuf>> {
    let documents = documents()?;
    for document in &documents {
        let html = page::html(document, &documents, references)?;
        let file = site.join(&document.page);
        put(&file, html.as_bytes())?;
        for target in links::local(&html) {
            let path = links::resolve(&document.page, target.path());
            bring(site, &path).with_context(|| document.source.clone())?;
        }
    }
    Ok(documents.into_iter().map(|document| document.page).collect())
}

/// Brings a file of the repository that a page leads to, or lists a folder of it, unless the site
/// has a page there. What the repository lacks is left to the check of links.
fn bring(site: &Path, path: &Path) -> Result<()> {
    let (from, to) = (project::root().join(path), site.join(path));
    if from.is_file() && !to.exists() {
        let content = fs::read(&from).with_context(|| from.display().to_string())?;
        put(&to, &content)?;
    } else if from.is_dir() && !from.join("README.md").exists() && !to.join("index.html").exists() {
        let mut names = names(&from)?;
        names.retain(|name| from.join(name).is_file());
        for name in &names {
            bring(site, &path.join(name))?;
        }
        put(&to.join("index.html"), page::listing(path, &names).as_bytes())?;
    }
    Ok(())
}

/// Reads all documents of the repository, in order.
fn documents() -> Result<Vec<Document>> {
    let mut sources = Vec::new();
    find(project::root(), Path::new(""), &mut sources)?;
    sources.iter().map(|source| Document::read(source)).collect()
}

/// Adds the documents below a folder, by their paths in the repository.
fn find(root: &Path, folder: &Path, documents: &mut Vec<PathBuf>) -> Result<()> {
    for name in names(&root.join(folder))? {
        let path = folder.join(&name);
        // What is built and what tools keep for themselves is not the repository's.
        let others = name.starts_with('.') || ["target", "build", "dist"].contains(&name.as_str());
        if root.join(&path).is_dir() {
            if !others {
                find(root, &path, documents)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "md") {
            documents.push(path);
        }
    }
    Ok(())
}

/// Lists the crates whose documentation is in the folder.
fn crates(site: &Path) -> Result<Vec<Reference>> {
    let all = names(&site.join(RUST))?.into_iter();
    let ours = all.filter(|name| name.starts_with("appvagt"));
    let crates: Vec<_> = ours
        .map(|name| (Path::new(RUST).join(&name).join("index.html"), name))
        .filter(|(page, _)| site.join(page).exists())
        .map(|(page, name)| Reference { title: name.replace('_', "-"), page })
        .collect();
    if crates.is_empty() {
        bail!("rustdoc left the documentation of no crate");
    }
    Ok(crates)
}

/// Returns the names of what is in a folder, in order.
fn names(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

fn put(file: &Path, content: &[u8]) -> Result<()> {
    let folder = file.parent().context("a file without a folder")?;
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    fs::write(file, content).with_context(|| file.display().to_string())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| to.display().to_string())?;
    for name in names(from)? {
        let (from, to) = (from.join(&name), to.join(&name));
        if from.is_dir() {
            copy(&from, &to)?;
        } else {
            fs::copy(&from, &to).with_context(|| from.display().to_string())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_link_of_a_document_leads_to_a_file_and_a_heading_that_are_there() {
        let site = tempfile::tempdir().unwrap();
        let pages = write(site.path(), &[]).unwrap();
        let links = links::check(site.path(), &pages).unwrap_or_else(|error| panic!("{error}"));
        assert!(pages.len() > 30 && links > 500, "{} pages, {links} links", pages.len());
        for there in ["index.html", "docs/policy.html", "docs/screens/app-en.png", "LICENSE"] {
            assert!(site.path().join(there).exists(), "{there}");
        }
    }
}
