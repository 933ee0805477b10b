//! The papers as pages of HTML, each complete in itself: to be printed, or opened in a word processor.

use appvagt_scanner::{Date, Language, Policy};

use crate::facts::Facts;
use crate::paper::Paper;
use crate::template::filled;

const STYLE: &str = include_str!("page.css");

/// A paper, filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Which paper it is.
    pub paper: Paper,
    /// What it is called, in its language.
    pub title: &'static str,
    /// The name of its file.
    pub file: String,
    /// The page.
    pub html: String,
}

/// Returns all papers of a language, filled in from a policy, as on this day.
#[must_use]
pub fn papers(policy: &Policy, language: Language, today: Date) -> Vec<Page> {
    let facts = Facts::new(policy, language, today);
    let page = |paper: Paper| Page {
        paper,
        title: paper.title(language),
        file: format!("{}-{}.html", paper.name(), language.code()),
        html: html(paper, language, &facts),
    };
    Paper::ALL.into_iter().map(page).collect()
}

fn html(paper: Paper, language: Language, facts: &Facts) -> String {
    let text = paper.text(language);
    let title = paper.title(language);
    let (tag, body) = (language.code(), filled(text, facts));
    let draft = filled(facts.draft(), facts);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src 'unsafe-inline'\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta name=\"robots\" content=\"noindex\"/>\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <div class=\"draft\">{draft}</div>\n{body}</main>\n</body>\n</html>\n"
    )
}
