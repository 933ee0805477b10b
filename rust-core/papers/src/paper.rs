//! The papers, and their texts.

use appvagt_scanner::Language;

/// A paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// The letter to staff.
    Letter,
    /// The notice for the intranet.
    Notice,
    /// Questions and answers for the help desk.
    HelpDesk,
    /// The data protection impact assessment.
    Assessment,
    /// The record of processing activities.
    Record,
    /// The information for the representatives of staff.
    Representatives,
    /// The plan of the roll-out.
    Plan,
    /// The accessibility statement.
    Accessibility,
}

/// Takes in the texts of a language, in the order of [`Paper::ALL`], and its words.
macro_rules! texts {
    ($language:literal) => {
        [
            include_str!(concat!("../texts/", $language, "/letter.txt")),
            include_str!(concat!("../texts/", $language, "/notice.txt")),
            include_str!(concat!("../texts/", $language, "/help-desk.txt")),
            include_str!(concat!("../texts/", $language, "/impact-assessment.txt")),
            include_str!(concat!("../texts/", $language, "/record-of-processing.txt")),
            include_str!(concat!("../texts/", $language, "/staff-representatives.txt")),
            include_str!(concat!("../texts/", $language, "/roll-out-plan.txt")),
            include_str!(concat!("../texts/", $language, "/accessibility.txt")),
            include_str!(concat!("../texts/", $language, "/words.txt")),
        ]
    };
}

const EN: [&str; 9] = texts!("en");
const DA: [&str; 9] = texts!("da");
const DE: [&str; 9] = texts!("de");
const FI: [&str; 9] = texts!("fi");
const NB: [&str; 9] = texts!("nb");
const SV: [&str; 9] = texts!("sv");

fn texts(language: Language) -> [&'static str; 9] {
    language.of([EN, DA, DE, FI, NB, SV])
}

/// Returns the words that the papers of a language are filled in with.
pub fn words(language: Language) -> &'static str {
    let [.., words] = texts(language);
    words
}

impl Paper {
    /// All papers.
    pub const ALL: [Self; 8] = [
        Self::Letter,
        Self::Notice,
        Self::HelpDesk,
        Self::Assessment,
        Self::Record,
        Self::Representatives,
        Self::Plan,
        Self::Accessibility,
    ];

    /// Returns its name, in names of files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Notice => "notice",
            Self::HelpDesk => "help-desk",
            Self::Assessment => "impact-assessment",
            Self::Record => "record-of-processing",
            Self::Representatives => "staff-representatives",
            Self::Plan => "roll-out-plan",
            Self::Accessibility => "accessibility",
        }
    }

    /// Returns what it is called in a language: the heading that its text begins with.
    pub(crate) fn title(self, language: Language) -> &'static str {
        let first = self.text(language).lines().next().unwrap_or_default();
        first.trim_start_matches("# ")
    }

    /// Returns its text in a language, to be filled in.
    pub(crate) fn text(self, language: Language) -> &'static str {
        let [letter, notice, desk, assessment, record, representatives, plan, accessibility, _] =
            texts(language);
        match self {
            Self::Letter => letter,
            Self::Notice => notice,
            Self::HelpDesk => desk,
            Self::Assessment => assessment,
            Self::Record => record,
            Self::Representatives => representatives,
            Self::Plan => plan,
            Self::Accessibility => accessibility,
        }
    }
}
