//! What an organisation bans.

use serde::{Deserialize, Serialize};

use crate::{Catalogue, is_package_name};

/// One thing that is banned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Ban {
    /// A family of the catalogue, by its id.
    Family(String),
    /// One app, by its package name.
    Package(String),
}

/// What an organisation bans.
///
/// As JSON: `{"schema": 1, "banned": [{"family": "tiktok"}, {"package": "com.example.game"}]}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Version of this format: 1.
    pub schema: u32,
    /// What is banned.
    pub banned: Vec<Ban>,
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
        Self { schema: 1, banned: vec![Ban::Family("tiktok".to_owned())] }
    }
}

impl Policy {
    /// Reads a policy from JSON and checks it against the families in `catalogue`.
    ///
    /// # Errors
    /// The text is not JSON of this shape, names a family that does not exist, or a package name
    /// that no app can have.
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
            let (key, problem) = match ban {
                Ban::Family(id) if catalogue.family(id).is_none() => {
                    let known: Vec<_> = catalogue.families.iter().map(|f| f.id).collect();
                    ("family", format!("no family {id:?}, there are {}", known.join(", ")))
                }
                Ban::Package(name) if !is_package_name(name) => {
                    ("package", format!("{name:?} is not a package name"))
                }
                _ => continue,
            };
            mistakes.push(Mistake { path: format!("banned[{index}].{key}"), problem });
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

    #[test]
    fn a_policy_survives_being_written_and_read() {
        let policy = Policy {
            schema: 1,
            banned: vec![Ban::Family("whatsapp".into()), Ban::Package("com.example".into())],
        };
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
    fn every_mistake_is_listed_at_once() {
        let error = read(r#"{"schema":9,"banned":[{"family":"x"},{"package":"-"}]}"#).unwrap_err();
        for place in ["schema:", "banned[0].family:", "banned[1].package:"] {
            assert!(error.contains(place), "{error}");
        }
    }
}
