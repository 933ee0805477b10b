//! What is said to whoever sets up an MDM, in each language.

use appvagt_safe_text::Words;
use appvagt_scanner::Language;

/// Returns the texts in a language.
pub fn words(language: Language) -> Words {
    Words::of(language.of([
        include_str!("../../texts/en.txt"),
        include_str!("../../texts/da.txt"),
        include_str!("../../texts/de.txt"),
        include_str!("../../texts/fi.txt"),
        include_str!("../../texts/nb.txt"),
        include_str!("../../texts/sv.txt"),
    ]))
}
