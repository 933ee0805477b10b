//! Where the links of a page lead.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};

/// What stands before a target.
const ATTRIBUTES: [&str; 2] = [" href=\"", " src=\""];

/// A target within the site.
pub struct Target(String);

impl Target {
    /// Returns its path from the page's folder; empty for the page itself.
    pub fn path(&self) -> &str {
        self.0.split('#').next().unwrap_or_default()
    }

    /// Returns the name of its heading.
    fn heading(&self) -> Option<&str> {
        self.0.split_once('#').map(|(_, heading)| heading)
    }
}

/// Returns the targets of a page that are not elsewhere on the web.
pub fn local(html: &str) -> Vec<Target> {
    let targets = ATTRIBUTES.iter().flat_map(|attribute| html.split(attribute).skip(1));
    let targets = targets.filter_map(|rest| rest.split('"').next());
    let local = targets.filter(|target| !target.contains("://") && !target.starts_with("mailto:"));
    local.map(|target| Target(target.replace("&amp;", "&"))).collect()
}

/// Returns the path that this one leads to from a page; `..` above the top is kept.
pub fn resolve(page: &Path, path: &str) -> PathBuf {
    if path.is_empty() {
        return page.to_owned();
    }
    let mut resolved = page.parent().map(Path::to_owned).unwrap_or_default();
    for component in Path::new(path).components() {
        match component {
            Component::ParentDir if resolved.file_name().is_some() => {
                resolved.pop();
            }
            Component::CurDir => {}
            component => resolved.push(component),
        }
    }
    resolved
}

/// Sees that each link of these pages leads to a file of the site, and to a heading if that is one
/// of the pages. Returns how many links there are.
///
/// # Errors
/// Some lead nowhere: all that do.
pub fn check(site: &Path, pages: &[PathBuf]) -> Result<usize> {
    let read = |page: &Path| {
        fs::read_to_string(site.join(page)).with_context(|| page.display().to_string())
    };
    let (mut links, mut wrong) = (0, Vec::new());
    for page in pages {
        for target in local(&read(page)?) {
            links += 1;
            let mut path = resolve(page, target.path());
            if site.join(&path).is_dir() {
                path.push("index.html");
            }
            let (from, to) = (page.display(), &target.0);
            if path.starts_with("..") || !site.join(&path).is_file() {
                wrong.push(format!("{from}: {to} leads to no file"));
            } else if let Some(heading) = target.heading()
                && pages.contains(&path)
                && !read(&path)?.contains(&format!(" id=\"{heading}\""))
            {
                wrong.push(format!("{from}: {to} leads to no heading"));
            }
        }
    }
    if !wrong.is_empty() {
        bail!("{}", wrong.join("\n"));
    }
    Ok(links)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_leads_nowhere_is_named_with_its_page() {
        let site = tempfile::tempdir().unwrap();
        fs::create_dir(site.path().join("a")).unwrap();
        let page = |name: &str, html: &str| fs::write(site.path().join(name), html).unwrap();
        page("a/b.html", "<h1 id=\"one\"><a href=\"#one\"><a href=\"../index.html#two\">");
        page(
            "index.html",
            "<h2 id=\"two\"><a href=\"a/b.html\"><a href=\"https://example.com/x\">",
        );
        let pages = ["a/b.html", "index.html"].map(PathBuf::from);
        assert_eq!(check(site.path(), &pages).unwrap(), 3);

        page(
            "a/b.html",
            "<a href=\"#one\"><img src=\"c.png\"><a href=\"../index.html#one\"><a href=\"../..\">\
             <a href=\"../a\">",
        );
        assert_eq!(
            check(site.path(), &pages).unwrap_err().to_string(),
            "a/b.html: #one leads to no heading\n\
             a/b.html: ../index.html#one leads to no heading\n\
             a/b.html: ../.. leads to no file\n\
             a/b.html: ../a leads to no file\n\
             a/b.html: c.png leads to no file"
        );
    }
}
