//! A page of the site, with the way to all others.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::markdown;
use crate::toolchain::project;

const STYLE: &str = include_str!("style.css");

/// Folders of documents, and the headings of their groups. A document is in the first that has it.
const GROUPS: [(&str, &str); 4] = [
    ("docs/adr", "Decisions"),
    ("docs", "Documents"),
    ("samples", "Samples"),
    ("rust-core", "Parts in Rust"),
];

/// A document of the repository.
pub struct Document {
    /// Its path in the repository, and that of its page in the site.
    pub source: String,
    pub page: PathBuf,
    title: String,
    body: String,
}

/// Documentation that another tool has written.
pub struct Reference {
    /// What it is of.
    pub title: String,
    /// The path of its first page in the site.
    pub page: PathBuf,
}

impl Document {
    /// Reads the document at this path in the repository.
    pub fn read(source: &Path) -> Result<Self> {
        let name = markdown::slashes(source);
        let text =
            fs::read_to_string(project::root().join(source)).with_context(|| name.clone())?;
        let title = markdown::title(&text).with_context(|| format!("{name} has no heading"))?;
        let body = markdown::body(source, &text);
        Ok(Self { source: name, page: markdown::page(source), title, body })
    }

    fn group(&self) -> Option<&'static str> {
        let below = |folder: &str| Path::new(&self.source).starts_with(folder);
        GROUPS.iter().find(|(folder, _)| below(folder)).map(|(_, group)| *group)
    }
}

/// Returns the page of a document.
pub fn html(
    document: &Document,
    documents: &[Document],
    references: &[Reference],
) -> Result<String> {
    let top = "../".repeat(document.page.components().count() - 1);
    let mut nav = String::new();
    let groups = [None].into_iter().chain(GROUPS.map(|(_, group)| Some(group)));
    for group in groups {
        let members = documents.iter().filter(|document| document.group() == group);
        let members: Vec<_> = members.map(|d| (d.title.as_str(), d.page.as_path())).collect();
        list(&mut nav, &top, group.unwrap_or_default(), &members, &document.page)?;
    }
    let references: Vec<_> =
        references.iter().map(|r| (r.title.as_str(), r.page.as_path())).collect();
    list(&mut nav, &top, "Code", &references, &document.page)?;
    Ok(around(&document.title, &nav, &document.body))
}

/// Returns a page with the files of a folder.
pub fn listing(folder: &Path, names: &[String]) -> String {
    let title = markdown::slashes(folder);
    let mut body = format!("<h1>{}</h1>\n<ul>", markdown::escaped(&title));
    for name in names {
        let name = markdown::escaped(name);
        body.extend(["<li><a href=\"", &name, "\">", &name, "</a>"]);
    }
    around(&title, "", &(body + "</ul>\n"))
}

/// Adds a list of pages, if there are any, in which the one that is shown is marked.
fn list(
    nav: &mut String,
    top: &str,
    heading: &str,
    pages: &[(&str, &Path)],
    shown: &Path,
) -> Result<()> {
    if pages.is_empty() {
        return Ok(());
    }
    let open = if heading.is_empty() || pages.iter().any(|(_, page)| *page == shown) {
        " open"
    } else {
        ""
    };
    let heading = if heading.is_empty() { "Appvagt" } else { heading };
    write!(nav, "<details{open}><summary>{heading}</summary><ul>")?;
    for (title, page) in pages {
        let current = if *page == shown { " aria-current=\"page\"" } else { "" };
        let (title, page) = (markdown::escaped(title), markdown::slashes(page));
        write!(nav, "<li><a href=\"{top}{page}\"{current}>{title}</a>")?;
    }
    writeln!(nav, "</ul></details>")?;
    Ok(())
}

fn around(title: &str, nav: &str, body: &str) -> String {
    let title = markdown::escaped(title);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} - Appvagt</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <nav>\n{nav}</nav>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}
