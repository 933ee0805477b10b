//! The app as an MDM is to deliver it.

use std::collections::BTreeSet;

use appvagt_scanner::{
    Ban, Enforcement, Exemption, MarkKind, Policy, ReportLevel, is_package_name,
};
use serde_json::Value;

use super::single_keys::single_keys;

/// Most characters in one value of managed configuration.
const LONGEST_VALUE: usize = 65_535;

/// The permission to show notifications, which Android 13 and later ask the person for.
pub const NOTIFICATIONS: &str = "android.permission.POST_NOTIFICATIONS";

/// Why a policy cannot be brought to phones.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The app cannot be called so.
    #[error("{0:?} is not a package name")]
    NotAPackageName(String),
    /// The policy bans the app that it is for.
    #[error(
        "the policy bans {0}, which is the app that it is for: take that out of `banned`, or name \
         another app with --package"
    )]
    BansItself(String),
    /// The group has no exemption.
    #[error("no exemption of this policy is for the group {0:?}")]
    NoSuchGroup(String),
    /// The policy has so many characters.
    #[error(
        "the policy has {0} characters, and managed configuration takes {LONGEST_VALUE} at most: \
         make its texts shorter"
    )]
    TooLong(usize),
}

/// The app as an MDM is to deliver it.
pub struct App {
    pub package: String,
    /// The policy as the text that managed configuration carries.
    pub policy: String,
    pub group: Option<String>,
    /// The policy as single keys, where these can say it.
    pub single_keys: Option<Vec<(&'static str, Value)>>,
    /// What phones know the policy by.
    pub version: String,
    /// Groups that exemptions of the policy are for.
    pub groups: BTreeSet<String>,
    /// Whether banned apps are to be suspended or hidden, which takes a delegation.
    pub takes_package_access: bool,
    /// Whether anything is reported.
    pub reports: bool,
}

impl App {
    /// Makes a policy ready for the app of this package name, on devices of this group.
    pub fn new(package: &str, policy: &Policy, group: Option<String>) -> Result<Self, Problem> {
        if !is_package_name(package) {
            return Err(Problem::NotAPackageName(package.to_owned()));
        }
        let bans_itself = policy.banned.iter().any(|ban| match &ban.what {
            Ban::Mark(MarkKind::PACKAGE, name) => name == package,
            Ban::Mark(MarkKind::PACKAGE_PREFIX, start) => package.starts_with(&**start),
            _ => false,
        });
        if bans_itself {
            return Err(Problem::BansItself(package.to_owned()));
        }
        if let Some(group) = &group {
            let of_group = |exemption: &Exemption| exemption.group.as_ref() == Some(group);
            if !policy.exemptions.iter().any(of_group) {
                return Err(Problem::NoSuchGroup(group.clone()));
            }
        }
        let takes_package_access = [Enforcement::Suspend, Enforcement::Hide]
            .iter()
            .any(|e| policy.enforcement.contains(e));
        let reports = policy.report != ReportLevel::Nothing;
        let single_keys = single_keys(policy, group.as_deref());
        let version = policy.version();
        let groups = policy.exemptions.iter().filter_map(|exemption| exemption.group.clone());
        let groups = groups.collect();
        let policy = inert(&serde_json::json!(policy).to_string());
        // Counted as Java counts, where what is outside the first plane is two.
        let length = policy.encode_utf16().count();
        if length > LONGEST_VALUE {
            return Err(Problem::TooLong(length));
        }
        Ok(Self {
            package: package.to_owned(),
            policy,
            group,
            single_keys,
            version,
            groups,
            takes_package_access,
            reports,
        })
    }

    /// Returns keys and values of the managed configuration.
    pub fn values(&self) -> Vec<(&'static str, &str)> {
        let group = self.group.as_deref().map(|group| ("group", group));
        [("policy_json", self.policy.as_str())].into_iter().chain(group).collect()
    }
}

/// Returns the same JSON without anything in its texts that an MDM would take for a placeholder, such as
/// `%NUMBER%`, `{{mail}}`, `{EnrollmentUser}` or `$mail$`.
fn inert(json: &str) -> String {
    let mut inert = String::with_capacity(json.len());
    let (mut in_text, mut escaped) = (false, false);
    for character in json.chars() {
        match character {
            '%' | '{' | '}' | '$' if in_text => {
                inert.push_str(match character {
                    '%' => "\\u0025",
                    '$' => "\\u0024",
                    '{' => "\\u007b",
                    _ => "\\u007d",
                });
            }
            other => inert.push(other),
        }
        in_text ^= character == '"' && !escaped;
        escaped = character == '\\' && !escaped;
    }
    inert
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_in_texts_are_written_so_that_no_mdm_knows_them() {
        let json = serde_json::json!({"a%": "{\"%\\$b$"}).to_string();
        let inert = inert(&json);
        assert_eq!(inert, r#"{"a\u0025":"\u007b\"\u0025\\\u0024b\u0024"}"#);
        let read = |json: &str| serde_json::from_str::<Value>(json).unwrap();
        assert_eq!(read(&json), read(&inert));
    }
}
