//! Texts that become HTML: a line is a heading, an item, a row of a table, a paragraph or a block.
//!
//! A line may begin with conditions, `[reports][!deadline]`, and stands only where all are met. Within
//! a line, `{name}` is a field, `**text**` is strong, `[[text]]` is left to fill in by hand, and an
//! https address becomes a link. `{@name}` alone on a line is a block.

use appvagt_safe_text::fill;
use appvagt_safe_text::html::escaped;

/// What a text is filled in with. `None`: there is nothing of this name.
pub trait Filling {
    /// Returns whether a condition is met.
    fn holds(&self, condition: &str) -> Option<bool>;
    /// Returns a field, as HTML within a line.
    fn field(&self, name: &str) -> Option<String>;
    /// Returns a block, as HTML.
    fn block(&self, name: &str) -> Option<String>;
}

/// What surrounds neighbouring lines of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    Nothing,
    List,
    Table,
}

impl Around {
    fn start(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::List => "<ul>\n",
            Self::Table => "<table>\n",
        }
    }

    fn end(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::List => "</ul>\n",
            Self::Table => "</table>\n",
        }
    }
}

/// Returns a text as HTML, filled in. What there is nothing for stays as it is written.
pub fn filled(text: &str, filling: &impl Filling) -> String {
    let mut html = String::new();
    let mut around = Around::Nothing;
    for line in text.lines() {
        let (met, line) = conditions(line, filling);
        if !met {
            continue;
        }
        let (kind, made) = if let Some(item) = line.strip_prefix("- ") {
            (Around::List, format!("<li>{}</li>\n", inline(item, filling)))
        } else if let Some(row) = line.strip_prefix("| ") {
            let cell = if around == Around::Table { "td" } else { "th" };
            let row = row.strip_suffix('|').unwrap_or(row);
            let cells = row
                .split(" | ")
                .map(|text| format!("<{cell}>{}</{cell}>", inline(text.trim(), filling)));
            (Around::Table, format!("<tr>{}</tr>\n", cells.collect::<String>()))
        } else {
            (Around::Nothing, block(line, filling))
        };
        if kind != around {
            html.push_str(around.end());
            html.push_str(kind.start());
            around = kind;
        }
        html.push_str(&made);
    }
    html.push_str(around.end());
    html
}

/// Splits the conditions off a line, and returns whether all are met.
fn conditions<'a>(line: &'a str, filling: &impl Filling) -> (bool, &'a str) {
    let mut rest = line;
    let mut met = true;
    while let Some(condition) = rest.strip_prefix('[')
        && !condition.starts_with('[')
        && let Some((name, after)) = condition.split_once(']')
    {
        let (name, wanted) = name.strip_prefix('!').map_or((name, true), |name| (name, false));
        let Some(holds) = filling.holds(name) else { break };
        met &= holds == wanted;
        rest = after;
    }
    (met, rest.trim())
}

/// Returns what no list or table surrounds.
fn block(line: &str, filling: &impl Filling) -> String {
    let named = line.strip_prefix("{@").and_then(|line| line.strip_suffix('}'));
    if let Some(block) = named.and_then(|name| filling.block(name)) {
        block
    } else if let Some(text) = line.strip_prefix("## ") {
        format!("<h2>{}</h2>\n", inline(text, filling))
    } else if let Some(text) = line.strip_prefix("# ") {
        format!("<h1>{}</h1>\n", inline(text, filling))
    } else if line.is_empty() {
        String::new()
    } else {
        format!("<p>{}</p>\n", inline(line, filling))
    }
}

/// Returns a line as HTML. Only our own words are looked through: what fills a field stays as it is.
fn inline(line: &str, filling: &impl Filling) -> String {
    let line = escaped(line);
    let line = between(&line, "**", "**", "strong");
    let line = linked(&between(&line, "[[", "]]", "mark"));
    fill(&line, |name| filling.field(name))
}

/// Puts an element in place of each pair of `start` and `end`.
fn between(line: &str, start: &str, end: &str, name: &str) -> String {
    let mut html = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(start)
        && let Some((within, after)) = after.split_once(end)
    {
        html.push_str(before);
        html.push_str(&element(name, within));
        rest = after;
    }
    html + rest
}

/// Returns an element around HTML.
pub fn element(name: &str, within: &str) -> String {
    ["<", name, ">", within, "</", name, ">"].concat()
}

/// Returns an escaped address as a link.
pub fn link(address: &str) -> String {
    format!("<a href=\"{address}\">{address}</a>")
}

/// Makes links of the addresses in a line.
fn linked(line: &str) -> String {
    let mut html = String::new();
    let mut rest = line;
    while let Some(start) = rest.find("https://") {
        let (before, address) = rest.split_at(start);
        let end = address.find([' ', ')', '<']).unwrap_or(address.len());
        let address = address[..end].trim_end_matches(['.', ',', ';', ':']);
        html.push_str(before);
        html.push_str(&link(address));
        rest = &rest[start + address.len()..];
    }
    html + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Stub;

    impl Filling for Stub {
        fn holds(&self, condition: &str) -> Option<bool> {
            match condition {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            }
        }

        fn field(&self, name: &str) -> Option<String> {
            (name == "who").then(|| "<i>{who} **x** https://a</i>".to_owned())
        }

        fn block(&self, name: &str) -> Option<String> {
            (name == "all").then(|| "<hr/>\n".to_owned())
        }
    }

    #[test]
    fn lines_become_what_they_begin_like() {
        for (text, html) in [
            ("# A\n\nb & c", "<h1>A</h1>\n<p>b &amp; c</p>\n"),
            ("## A\n- b\n- c\nd", "<h2>A</h2>\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>\n<p>d</p>\n"),
            (
                "| a | b |\n| c | d |",
                "<table>\n<tr><th>a</th><th>b</th></tr>\n<tr><td>c</td><td>d</td></tr>\n</table>\n",
            ),
            ("[yes]a\n[no]b\n[!no][yes]- c\n[yes][!yes]d", "<p>a</p>\n<ul>\n<li>c</li>\n</ul>\n"),
            ("[no]- b\n- c", "<ul>\n<li>c</li>\n</ul>\n"),
            ("{@all}", "<hr/>\n"),
            ("[[a]] **b**", "<p><mark>a</mark> <strong>b</strong></p>\n"),
            (
                "See https://a.example/b?c=1&d=2, or (https://e.example).",
                "<p>See <a href=\"https://a.example/b?c=1&amp;d=2\">https://a.example/b?c=1&amp;d=2</a>, or \
                 (<a href=\"https://e.example\">https://e.example</a>).</p>\n",
            ),
        ] {
            assert_eq!(filled(text, &Stub), html, "{text}");
        }
    }

    #[test]
    fn what_fills_a_field_is_not_looked_through() {
        assert_eq!(filled("a {who} b", &Stub), "<p>a <i>{who} **x** https://a</i> b</p>\n");
    }

    #[test]
    fn what_there_is_nothing_for_stays() {
        for text in ["{nobody}", "{@nothing}", "[maybe]a", "a { b", "**a"] {
            let html = filled(text, &Stub);
            assert_eq!(html, format!("<p>{text}</p>\n"));
        }
    }
}
