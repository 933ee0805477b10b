//! Texts that many devices share, each kept once.

use std::collections::HashSet;
use std::sync::Arc;

/// Texts that many devices share, such as the names of departments.
#[derive(Default)]
pub struct SharedTexts(HashSet<Arc<str>>);

impl SharedTexts {
    /// Returns the text as it is kept.
    pub fn keep(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.0.get(text) {
            return Arc::clone(known);
        }
        let text: Arc<str> = text.into();
        self.0.insert(Arc::clone(&text));
        text
    }
}
