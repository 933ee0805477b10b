//! What an organisation bans, and what its employees read about that.

pub mod ban;
pub mod banned;
pub mod contact;
pub mod deadline;
pub mod delivered;
pub mod enforcement;
pub mod exemption;
pub mod harm;
pub mod managed_configuration;
pub mod notice;
pub mod oddity;
pub mod report_level;
#[cfg(test)]
#[path = "../tests/policy/schema.rs"]
pub mod schema;
pub mod text;
pub mod warning;
pub mod warnings;

use serde::Serialize;

use crate::catalogue::Catalogue;
use crate::json::allowed::Allowed;
use crate::json::mistake::Mistakes;
use crate::json::mistake::PolicyError;
use crate::json::object::{Object, list, name, names, number, text};
use crate::json::value::Json;
use crate::phone::profile::Profile;
use crate::policy::ban::Ban;
use crate::policy::banned::Banned;
use crate::policy::contact::Contact;
use crate::policy::deadline::Deadline;
use crate::policy::enforcement::Enforcement;
use crate::policy::exemption::Exemption;
use crate::policy::notice::Notice;
use crate::policy::report_level::ReportLevel;
use crate::policy::text::Text;
use crate::syntax::date::Date;

const MOST_ENTRIES: usize = 2_000;
/// Longest name of something, in characters.
pub(crate) const LONGEST_NAME: usize = 200;
/// Longest reason, in characters.
pub(crate) const LONGEST_REASON: usize = 1_000;
/// Longest notice, in characters.
pub(crate) const LONGEST_NOTICE: usize = 10_000;

/// The key by which editors tie a file to its schema. It says nothing of a policy.
const SCHEMA_KEY: &str = "$schema";

/// Minutes between two checks where nothing is said.
const EVERY_DAY: u16 = 24 * 60;
/// Android repeats background work no faster than every 15 minutes.
const FASTEST: u16 = 15;
const EVERY_WEEK: u16 = 7 * EVERY_DAY;

/// What an organisation bans, and what its employees read about that.
///
/// As JSON: `{"schema": 1, "banned": [{"family": "tiktok"}, {"package": "com.example.game"}]}`, and
/// more if need be. All dates are days on the phone, and the last of them counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Version of this format: 1.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    pub schema: u32,
    /// Who has decided this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<Text>,
    /// Whom employees may ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// What is banned.
    #[cfg_attr(test, schemars(length(min = 1, max = MOST_ENTRIES)))]
    pub banned: Vec<Banned>,
    /// What is exempt from that.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(default, length(max = MOST_ENTRIES)))]
    pub exemptions: Vec<Exemption>,
    /// What employees read before anything is found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<Notice>,
    /// Until when banned apps are to be gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline>,
    /// Every how many minutes the phone is scanned by itself.
    #[cfg_attr(
        test,
        schemars(default = "schema::every_day", range(min = FASTEST, max = EVERY_WEEK))
    )]
    pub check_every_minutes: u16,
    /// Profiles that are to be seen as well: where one is on the phone and cannot be, the scan is
    /// incomplete.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(default, extend("uniqueItems" = true)))]
    pub profiles: Vec<Profile>,
    /// What may be done about banned apps. Nothing: they are only shown.
    #[cfg_attr(test, schemars(default = "schema::prompts", extend("uniqueItems" = true)))]
    pub enforcement: Vec<Enforcement>,
    /// What the organisation learns about a phone.
    #[cfg_attr(test, schemars(default = "schema::verdict"))]
    pub report: ReportLevel,
}

impl Default for Policy {
    /// Returns the policy in force where an organisation has set none: TikTok is banned, the
    /// employee is taken to the prompts that remove it, and the verdict is reported.
    fn default() -> Self {
        Self::banning(vec![Ban::Family("tiktok".to_owned())])
    }
}

impl Policy {
    /// Bans this, and asks for nothing more.
    #[must_use]
    pub fn banning(banned: Vec<Ban>) -> Self {
        Self {
            schema: 1,
            organisation: None,
            contact: None,
            banned: banned.into_iter().map(Banned::from).collect(),
            exemptions: Vec::new(),
            notice: None,
            deadline: None,
            check_every_minutes: EVERY_DAY,
            profiles: Vec::new(),
            enforcement: vec![Enforcement::Prompt],
            report: ReportLevel::Verdict,
        }
    }

    /// Returns a short name of just this policy, eight hexadecimal digits: where two devices show
    /// the same, the same policy is in force, however it was written and delivered. It proves
    /// nothing.
    #[must_use]
    pub fn version(&self) -> String {
        // Writing a policy cannot fail: it has no map with keys that are no texts.
        let json = serde_json::to_vec(self).unwrap_or_default();
        // FNV-1a, folded.
        let hash = json.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, &byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        });
        format!("{:08x}", (hash >> 32) ^ (hash & 0xffff_ffff))
    }

    /// Returns every text that employees may read, with its path.
    pub(crate) fn texts(&self) -> Vec<(String, &Text)> {
        let mut texts = Vec::new();
        let mut add = |path: String, text| texts.extend(Some(path).zip(text));
        add("organisation".to_owned(), self.organisation.as_ref());
        if let Some(contact) = &self.contact {
            add("contact.name".to_owned(), Some(&contact.name));
            add("contact.office".to_owned(), contact.office.as_ref());
        }
        for (index, banned) in self.banned.iter().enumerate() {
            add(format!("banned[{index}].reason"), banned.reason.as_ref());
        }
        for (index, exemption) in self.exemptions.iter().enumerate() {
            add(format!("exemptions[{index}].reason"), Some(&exemption.reason));
        }
        add("notice.text".to_owned(), self.notice.as_ref().map(|notice| &notice.text));
        texts
    }

    /// Reads a policy from JSON and checks it against the families in `catalogue`.
    ///
    /// # Errors
    /// The text is not JSON of this shape, names a family that does not exist, or a mark that no
    /// app can have or that apps of every kind have.
    pub fn read(json: &[u8], catalogue: &Catalogue) -> Result<Self, PolicyError> {
        let mut mistakes = Mistakes::default();
        let read = match Json::parse(json) {
            Ok(json) => Self::of(&json, catalogue, &mut mistakes),
            Err((found, allowed)) => {
                mistakes.add(found, allowed);
                None
            }
        };
        mistakes.none_in(read)
    }

    pub(crate) fn of(json: &Json, catalogue: &Catalogue, mistakes: &mut Mistakes) -> Option<Self> {
        let keys = [
            "schema",
            "organisation",
            "contact",
            "banned",
            "exemptions",
            "notice",
            "deadline",
            "check_every_minutes",
            "profiles",
            "enforcement",
            "report",
            SCHEMA_KEY,
        ];
        let object = Object::with(json, &keys, mistakes)?;
        let one = || Allowed::names(&["1"]);
        object.required("schema", one(), mistakes, |json, mistakes| match json {
            Json::Whole(1) => Some(()),
            other => {
                mistakes.add(other.found(), one());
                None
            }
        });
        object.optional(SCHEMA_KEY, mistakes, |json, mistakes| {
            text(json, Allowed::Schema, mistakes, |_| true)
        });
        let organisation = object.optional("organisation", mistakes, |json, mistakes| {
            Text::read(json, LONGEST_NAME, mistakes)
        });
        let contact = object.optional("contact", mistakes, Contact::read);
        let banned = object.required("banned", Allowed::Bans, mistakes, |json, m| {
            list(json, 1, MOST_ENTRIES, m, |json, m| Banned::read(json, catalogue, m))
        });
        let exemptions = object.optional("exemptions", mistakes, |json, mistakes| {
            list(json, 0, MOST_ENTRIES, mistakes, |json, m| Exemption::read(json, catalogue, m))
        });
        let notice = object.optional("notice", mistakes, Notice::read);
        let deadline = object.optional("deadline", mistakes, Deadline::read);
        let check_every_minutes = object.optional("check_every_minutes", mistakes, |json, m| {
            number(json, FASTEST, EVERY_WEEK, m)
        });
        let profiles =
            object.optional("profiles", mistakes, |json, m| names(json, &Profile::WORDS, m));
        let enforcement =
            object.optional("enforcement", mistakes, |json, m| names(json, &Enforcement::WORDS, m));
        let report =
            object.optional("report", mistakes, |json, m| name(json, &ReportLevel::WORDS, m));
        Some(Self {
            schema: 1,
            organisation,
            contact,
            banned: banned?,
            exemptions: exemptions.unwrap_or_default(),
            notice,
            deadline,
            check_every_minutes: check_every_minutes.unwrap_or(EVERY_DAY),
            profiles: profiles.unwrap_or_default(),
            enforcement: enforcement.unwrap_or_else(|| vec![Enforcement::Prompt]),
            report: report.unwrap_or(ReportLevel::Verdict),
        })
    }
}

/// Reads a day of the calendar.
pub(crate) fn date(json: &Json, mistakes: &mut Mistakes) -> Option<Date> {
    text(json, Allowed::Day, mistakes, |text| text.parse::<Date>().is_ok())?.parse().ok()
}
