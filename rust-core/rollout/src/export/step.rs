//! One step of setting up an MDM.

use serde::Serialize;
use serde_json::Value;

use super::blocked::Blocked;

/// One step of setting up an MDM.
#[derive(Debug, Serialize)]
pub struct Step {
    /// What to do.
    pub what: String,
    /// What to paste there.
    pub paste: Option<Paste>,
}

/// Something to paste.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Paste {
    /// JSON.
    Json(Value),
    /// XML.
    Xml(String),
    /// Lines.
    Plain(String),
}

impl Paste {
    /// Returns what it is written in, as Markdown calls that, and its text.
    #[must_use]
    pub fn written(&self) -> (&'static str, String) {
        match self {
            Self::Json(json) => ("json", format!("{json:#}")),
            Self::Xml(xml) => ("xml", xml.clone()),
            Self::Plain(plain) => ("text", plain.clone()),
        }
    }
}

impl Step {
    pub(super) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), paste: None }
    }

    /// Returns what is left to do where nothing that is pasted delegates package access.
    pub(super) fn package_access() -> Self {
        Self::new(
            "The policy lets apps be suspended or hidden. That takes the delegated scope \
             `delegation-package-access`, which none of this gives: without it, neither is done.",
        )
    }

    /// Returns what is to be said of blocking by a console whose lists are not known here.
    pub(super) fn blocking_by_list(blocked: &Blocked) -> Option<Self> {
        (!blocked.packages.is_empty()).then(|| {
            Self::new(
                "How this console blocks apps by itself is not known here. `--mdm generic` prints what \
                 to block as lists: package names, bundle ids and sites.",
            )
        })
    }

    pub(super) fn pasting(what: impl Into<String>, paste: Paste) -> Self {
        Self { what: what.into(), paste: Some(paste) }
    }
}

/// Returns the steps as Markdown: numbered, with what to paste in a block of its own.
#[must_use]
pub fn text(steps: &[Step]) -> String {
    let mut text = String::new();
    for (index, Step { what, paste }) in steps.iter().enumerate() {
        text.push_str(&[&(index + 1).to_string(), ". ", what, "\n\n"].concat());
        let Some(paste) = paste else { continue };
        let (language, pasted) = paste.written();
        text.push_str(&["```", language, "\n", &pasted, "\n```\n\n"].concat());
    }
    text
}

/// Returns the steps as one JSON list.
#[must_use]
pub fn json(steps: &[Step]) -> String {
    let steps: Vec<_> = steps.iter().map(|step| serde_json::json!(step)).collect();
    format!("{}\n", Value::from(steps))
}
