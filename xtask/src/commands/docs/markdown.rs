//! Documents as HTML, with the names of headings that GitHub gives them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use pulldown_cmark::html::push_html;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::links::resolve;

/// Returns the title of a document: its first heading.
pub fn title(text: &str) -> Option<String> {
    let events: Vec<_> = parse(text).collect();
    let heading = events.iter().position(|e| matches!(e, Event::Start(Tag::Heading { .. })))?;
    Some(text_of(&events[heading + 1..]))
}

/// Returns the body of the page that a document becomes. Links to documents lead to their pages,
/// and those that leave the repository, to pages of GitHub about it, become plain text.
pub fn body(source: &Path, text: &str) -> String {
    let mut events: Vec<_> = parse(text).collect();
    let mut names = HashMap::new();
    for at in 0..events.len() {
        if !matches!(events[at], Event::Start(Tag::Heading { .. })) {
            continue;
        }
        let name = heading_name(&text_of(&events[at + 1..]), &mut names);
        if let Event::Start(Tag::Heading { id, .. }) = &mut events[at] {
            *id = Some(name.into());
        }
    }
    let mut kept = Vec::new();
    let events = events.into_iter().filter_map(|event| match event {
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let target = page_target(source, &dest_url);
            kept.push(target.is_some());
            let dest_url = target?.into();
            Some(Event::Start(Tag::Link { link_type, dest_url, title, id }))
        }
        Event::End(TagEnd::Link) if kept.pop() == Some(false) => None,
        event => Some(event),
    });
    let mut html = String::new();
    push_html(&mut html, events);
    html
}

/// Returns the page that a document becomes.
pub fn page(source: &Path) -> PathBuf {
    if source.file_name().is_some_and(|name| name == "README.md") {
        return source.with_file_name("index.html");
    }
    source.with_extension("html")
}

fn parse(text: &str) -> impl Iterator<Item = Event<'_>> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
}

/// Returns the text of a heading, whose events these begin with.
fn text_of(events: &[Event]) -> String {
    let end = |event: &&Event| !matches!(event, Event::End(TagEnd::Heading(_)));
    let texts = events.iter().take_while(end).filter_map(|event| match event {
        Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
        _ => None,
    });
    texts.collect()
}

/// Returns the name by which GitHub lets links lead to a heading. The second of a name has a
/// number.
fn heading_name(text: &str, names: &mut HashMap<String, usize>) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    let name: String = text.to_lowercase().chars().filter(kept).collect();
    let name = name.replace(' ', "-");
    let count = names.entry(name.clone()).or_default();
    *count += 1;
    if *count == 1 { name } else { format!("{name}-{}", *count - 1) }
}

/// Returns where a link leads on the site; `None` if it leaves the repository.
fn page_target(source: &Path, target: &str) -> Option<String> {
    if target.contains("://") || target.starts_with("mailto:") {
        return Some(target.to_owned());
    }
    let (path, heading) = match target.split_once('#') {
        Some((path, heading)) => (path, format!("#{heading}")),
        None => (target, String::new()),
    };
    if resolve(source, path).starts_with("..") {
        return None;
    }
    let is_document = Path::new(path).extension().is_some_and(|extension| extension == "md");
    let path = if is_document { slashes(&page(Path::new(path))) } else { path.to_owned() };
    Some(path + &heading)
}

/// Returns a text as it stands in HTML.
pub fn escaped(text: &str) -> String {
    let mut html = String::new();
    push_html(&mut html, [Event::Text(text.into())].into_iter());
    html
}

/// Returns a path as it stands in a link.
pub fn slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_have_the_names_that_github_gives_them() {
        let document = "# One `two`: three, *four*\n\n## Ä_b-c\n\n## Ä_b-c\n";
        assert_eq!(title(document).unwrap(), "One two: three, four");
        let html = body(Path::new("a.md"), document);
        for id in ["one-two-three-four", "ä_b-c", "ä_b-c-1"] {
            assert!(html.contains(&format!(" id=\"{id}\"")), "{html}");
        }
    }

    #[test]
    fn links_to_documents_lead_to_their_pages() {
        for (link, html) in [
            ("[a](b.md#c)", "<a href=\"b.html#c\">a</a>"),
            ("[a](../README.md)", "<a href=\"../index.html\">a</a>"),
            ("[`a`](#b)", "<a href=\"#b\"><code>a</code></a>"),
            ("[a](../LICENSE)", "<a href=\"../LICENSE\">a</a>"),
            ("[a](https://example.com/b.md)", "<a href=\"https://example.com/b.md\">a</a>"),
            // Beside the repository: a page of GitHub about it.
            ("[*a*](../../security/new) [b](c)", "<em>a</em> <a href=\"c\">b</a>"),
            ("![a](b.png)", "<img src=\"b.png\" alt=\"a\" />"),
        ] {
            assert_eq!(body(Path::new("docs/d.md"), link), format!("<p>{html}</p>\n"), "{link}");
        }
    }
}
