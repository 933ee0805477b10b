//! What an organisation bans.

use serde::{Deserialize, Serialize};

use crate::{Ban, Catalogue, Profile};

/// What an organisation bans.
///
/// As JSON: `{"schema": 1, "banned": [{"family": "tiktok"}, {"package": "com.example.game"}]}`, with
/// `"profiles": ["work"]` if need be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Version of this format: 1.
    pub schema: u32,
    /// What is banned.
    pub banned: Vec<Ban>,
    /// Profiles that are to be seen as well: where one is on the phone and cannot be, the scan is
    /// incomplete.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub profiles: Vec<Profile>,
}

/// One mistake in a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Where, as a JSON path such as `banned[0].family`; empty for the text as a whole.
    pub path: String,
    /// What is wrong, and what is allowed there.
    pub problem: String,
}

/// A policy that is refused, with every mistake found in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the policy is refused: {}", list(.mistakes))]
pub struct PolicyError {
    /// The mistakes, in the order of the text.
    pub mistakes: Vec<Mistake>,
}

fn list(mistakes: &[Mistake]) -> String {
    let lines = mistakes.iter().map(|Mistake { path, problem }| match path.as_str() {
        "" => problem.clone(),
        path => format!("{path}: {problem}"),
    });
    lines.collect::<Vec<_>>().join("; ")
}

impl Default for Policy {
    /// The policy in force where an organisation has set none: TikTok is banned.
    fn default() -> Self {
        Self::banning(vec![Ban::Family("tiktok".to_owned())])
    }
}

impl Policy {
    /// Bans this, and asks for nothing more.
    #[must_use]
    pub fn banning(banned: Vec<Ban>) -> Self {
        Self { schema: 1, banned, profiles: Vec::new() }
    }

    /// Reads a policy from JSON and checks it against the families in `catalogue`.
    ///
    /// # Errors
    /// The text is not JSON of this shape, names a family that does not exist, or a mark that no app
    /// can have or that apps of every kind have.
    pub fn read(json: &[u8], catalogue: &Catalogue) -> Result<Self, PolicyError> {
        let unreadable = |problem: String| PolicyError {
            mistakes: vec![Mistake { path: String::new(), problem }],
        };
        // serde would also take a list of the fields' values.
        if json.trim_ascii_start().starts_with(b"[") {
            return Err(unreadable("found a list, a policy is an object".to_owned()));
        }
        let policy: Self =
            serde_json::from_slice(json).map_err(|error| unreadable(error.to_string()))?;
        let mistakes = policy.mistakes(catalogue);
        if mistakes.is_empty() { Ok(policy) } else { Err(PolicyError { mistakes }) }
    }

    fn mistakes(&self, catalogue: &Catalogue) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        if self.schema != 1 {
            let problem = format!("found {}, this version reads schema 1", self.schema);
            mistakes.push(Mistake { path: "schema".to_owned(), problem });
        }
        if self.banned.is_empty() {
            let problem = "found nothing, name at least one family or package".to_owned();
            mistakes.push(Mistake { path: "banned".to_owned(), problem });
        }
        for (index, ban) in self.banned.iter().enumerate() {
            if let Some((key, problem)) = ban.mistake(catalogue) {
                mistakes.push(Mistake { path: format!("banned[{index}].{key}"), problem });
            }
        }
        mistakes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Policy, String> {
        Policy::read(json.as_bytes(), Catalogue::embedded()).map_err(|e| e.to_string())
    }

    /// A mark of every kind.
    fn own_marks() -> Vec<Ban> {
        vec![
            Ban::Package("com.example".into()),
            Ban::PackagePrefix("com.example.".into()),
            Ban::Component("com.example.Game$Screen".into()),
            Ban::ComponentPrefix("com.example.".into()),
            Ban::ComponentSuffix(".game.Screen".into()),
            Ban::Action("com.example.PLAY".into()),
            Ban::ActionPrefix("com.example.".into()),
            Ban::Authority("com.example.scores".into()),
            Ban::Scheme("example-game+1.0".into()),
            Ban::Host("Spil.Blåbær.dk.".into()),
            Ban::MetaData("example".into()),
            Ban::WebHost("xn--blbr-roah.dk".into()),
            Ban::Permission("com.example.PLAY".into()),
            Ban::PermissionPrefix("com.example.permission.".into()),
            Ban::Certificate("ab".repeat(32)),
        ]
    }

    #[test]
    fn a_policy_survives_being_written_and_read() {
        let families = ["tiktok", "whatsapp"].map(|id| Ban::Family(id.into()));
        let mut policy = Policy::banning(families.into_iter().chain(own_marks()).collect());
        policy.profiles = vec![Profile::Work, Profile::Clone];
        assert_eq!(read(&serde_json::to_string(&policy).unwrap()), Ok(policy));
    }

    #[test]
    fn the_default_policy_is_valid() {
        assert_eq!(Policy::default().mistakes(Catalogue::embedded()), []);
    }

    #[test]
    fn a_mistake_is_named_with_its_place() {
        let cases = [
            ("", "EOF while parsing a value at line 1 column 0"),
            (r#" [1, [{"family":"tiktok"}]]"#, "found a list"),
            (r#"{"schema":1,"banned":[],"x":1}"#, "unknown field `x`"),
            (r#"{"schema":1}"#, "missing field `banned`"),
            (r#"{"schema":1,"banned":[]}"#, "banned: found nothing"),
            (r#"{"schema":2,"banned":[{"family":"tiktok"}]}"#, "schema: found 2"),
            (r#"{"schema":1,"banned":[{"families":"tiktok"}]}"#, "unknown variant `families`"),
            (
                r#"{"schema":1,"banned":[{"family":"tiktok"}],"profiles":["own"]}"#,
                "unknown variant `own`",
            ),
            (
                r#"{"schema":1,"banned":[{"family":"TikTok"}]}"#,
                "banned[0].family: no family \"TikTok\"",
            ),
            (r#"{"schema":1,"banned":[{"package":"Tik Tok"}]}"#, "banned[0].package: \"Tik Tok\""),
        ];
        for (json, problem) in cases {
            let error = read(json).unwrap_err();
            assert!(error.contains(problem), "{json}: {error}");
        }
    }

    #[test]
    fn a_mark_that_no_app_or_every_app_could_have_is_refused() {
        let cases = [
            ("package", &["", "Tik Tok", "com.example."][..]),
            ("package_prefix", &["", "com.", "com.example", ".", "com..example.", "com.example.*"]),
            ("component", &["", "Screen", ".Screen", "com.example.", "com.example.9", "a/b.C"]),
            ("component_prefix", &["", "com.", "com.example", ".com.example."]),
            ("component_suffix", &["", "Screen", ".Screen", ".MainActivity", "game.Screen"]),
            ("action", &["", "PLAY", "android.intent.action.MAIN", "com.example PLAY"]),
            ("action_prefix", &["", "com.", "android.intent.", "android.intent.action.", "com.x"]),
            ("authority", &["", "a;b", "a b"]),
            ("scheme", &["", "https", "content", "Example", "example:", "9a"]),
            ("host", &["", "com", "https://example.com", "example.com/", "*.example.com", "a..b"]),
            ("meta_data", &["", "a b"]),
            ("web_host", &["dk", "evil@example.com", "example.com:443", "[::1]"]),
            ("permission", &["", "PLAY", "android.permission.INTERNET"]),
            ("permission_prefix", &["android.permission.", "com.example"]),
            ("certificate", &["", "ab", &"AB".repeat(32), &"ag".repeat(32)]),
        ];
        for (key, texts) in cases {
            for text in texts {
                let ban = serde_json::json!({"schema": 1, "banned": [{key: text}]});
                let error = read(&ban.to_string()).unwrap_err();
                let expected = format!("banned[0].{key}: {text:?} is not ");
                assert!(error.contains(&expected), "{key} {text:?}: {error}");
            }
        }
    }

    #[test]
    fn every_mistake_is_listed_at_once() {
        let error = read(r#"{"schema":9,"banned":[{"family":"x"},{"package":"-"}]}"#).unwrap_err();
        for place in ["schema:", "banned[0].family:", "banned[1].package:"] {
            assert!(error.contains(place), "{error}");
        }
    }
}
