//! Policies to start from.

mod draft;
mod words;

use appvagt_scanner::{Catalogue, Language, PublicBan};
pub use draft::Draft;
use serde_json::{Map, Value, json};

/// Presets that are no list of a public body: name, families, and what they are.
const OWN: [(&str, &[&str], &str); 3] = [
    ("minimal", &["tiktok"], "The least that a policy says: TikTok is banned."),
    ("tiktok", &["tiktok"], "What a municipality decides that bans TikTok."),
    (
        "tiktok-whatsapp",
        &["tiktok", "whatsapp"],
        "What a municipality decides that bans TikTok and WhatsApp.",
    ),
];

/// A policy to start from.
pub struct Preset {
    name: &'static str,
    families: &'static [&'static str],
    what: &'static str,
    by: Option<&'static PublicBan>,
}

impl Preset {
    /// Returns the names of all presets.
    #[must_use]
    pub fn names() -> Vec<&'static str> {
        let own = OWN.iter().map(|(name, ..)| *name);
        own.chain(Catalogue::public_bans().iter().map(|ban| ban.id)).collect()
    }

    /// Returns the preset of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        if let Some(&(name, families, what)) = OWN.iter().find(|(own, ..)| *own == name) {
            return Some(Self { name, families, what, by: None });
        }
        let ban = Catalogue::public_bans().iter().find(|ban| ban.id == name)?;
        Some(Self { name: ban.id, families: ban.families, what: ban.by, by: Some(ban) })
    }

    /// Returns the languages of its texts where nobody chose any.
    #[must_use]
    pub fn languages(&self) -> &'static [Language] {
        use Language::{Da, En, Fi, Nb, Sv};
        match self.name {
            "denmark" => &[Da, En],
            "finland" => &[Fi, Sv, En],
            "sweden" => &[Sv, En],
            "norway" => &[Nb, En],
            "tiktok" | "tiktok-whatsapp" | "eu" => &[En, Da, Fi, Sv],
            _ => &[En],
        }
    }

    /// Returns the policy, with placeholders for what only the organisation knows.
    #[must_use]
    pub fn policy(&self, languages: &[Language]) -> Value {
        let banned: Vec<_> = self.families.iter().map(|id| json!({"family": id})).collect();
        let mut policy = json!({"schema": 1, "banned": banned});
        if self.name == "minimal" {
            return policy;
        }
        policy["organisation"] = "{{organisation}}".into();
        policy["contact"] = json!({
            "name": by_language(languages, |language| words::help_desk(language).to_owned()),
            "email": "it@example.com",
        });
        policy["notice"] = json!({
            "text": by_language(languages, |language| words::notice(language, &self.apps(language))),
            "link": "https://example.com/decision",
            "acknowledge": true,
        });
        policy["deadline"] = json!({"days_after_found": 7});
        policy
    }

    /// Returns what it is, with date and source.
    #[must_use]
    pub fn about(&self) -> String {
        match self.by {
            None => format!("{}\n", self.what),
            Some(PublicBan { by, since, source, note, .. }) => {
                let note = if note.is_empty() { String::new() } else { format!("{note}\n") };
                format!("{by}. Since {since}.\nSource: {source}\n{note}")
            }
        }
    }

    /// Returns what the organisation is to decide, with what the preset says meanwhile.
    #[must_use]
    pub fn decisions(&self) -> &'static [&'static str] {
        if self.name == "minimal" {
            return &[
                "Nothing must be filled in. Employees read no reason and find nobody to ask.",
            ];
        }
        &[
            "banned[].reason: why, for employees. Nothing is said yet.",
            "deadline: 7 days after an app was found.",
            "exemptions: nobody is exempt yet.",
            "enforcement: employees are taken to the prompts; nothing is suspended or hidden.",
            "report: the verdict in one word, and no app.",
        ]
    }

    /// Returns the names of the banned families in a language.
    fn apps(&self, language: Language) -> Vec<&'static str> {
        let families = self.families.iter().filter_map(|id| Catalogue::embedded().family(id));
        families.map(|family| family.names().in_language(language)).collect()
    }
}

/// Returns a text in each of these languages, or the text itself if there is one language only.
fn by_language(languages: &[Language], text: impl Fn(Language) -> String) -> Value {
    match languages {
        [only] => text(*only).into(),
        several => {
            let texts =
                several.iter().map(|language| (language.code().to_owned(), text(*language).into()));
            Value::Object(texts.collect::<Map<_, _>>())
        }
    }
}
