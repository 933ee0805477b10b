//! The steps of setting up an MDM.

use appvagt_safe_text::Words;
use serde::Serialize;
use serde_json::Value;

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

/// The steps, as they are written down in a language.
pub struct Steps {
    pub words: Words,
    pub list: Vec<Step>,
}

impl Steps {
    /// Adds what the text of this name says.
    pub fn say(&mut self, name: &str) {
        self.add(self.words.get(name).to_owned(), None);
    }

    /// Adds what the text of this name says with these in its places.
    pub fn fill(&mut self, name: &str, places: &[(&str, &str)]) {
        self.add(self.words.fill(name, places), None);
    }

    /// Adds what the text of this name says, and what to paste there.
    pub fn paste(&mut self, name: &str, paste: Paste) {
        self.add(self.words.get(name).to_owned(), Some(paste));
    }

    /// Adds a step.
    pub fn add(&mut self, what: String, paste: Option<Paste>) {
        self.list.push(Step { what, paste });
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
