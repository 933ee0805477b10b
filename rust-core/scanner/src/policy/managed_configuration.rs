//! Policies as MDMs deliver them: as the keys of a managed configuration, each value in whatever
//! shape the MDM gave it.

use serde::Serialize;

use crate::catalogue::Catalogue;
use crate::json::allowed::Allowed;
use crate::json::mistake::{Mistake, Mistakes, PolicyError};
use crate::json::value::Json;
use crate::json::wrong::Wrong;
use crate::policy::Policy;
use crate::policy::ban::{Ban, FAMILY};
use crate::policy::delivered::{self, Delivered, Entry, trimmed};
use crate::policy::report_level::ReportLevel;
use crate::policy::text::Text;
use crate::policy::warning::Warning;
use crate::syntax::near::{nearest, plain};
use crate::syntax::placeholder::placeholder;

/// The whole policy as JSON. Where it is there, it counts and no other key does.
const POLICY_JSON: &str = "policy_json";
/// Ids of banned families, for managements that offer a list to choose from.
const BANNED_FAMILIES: &str = "banned_families";
/// Keys with what is banned, and what each bans: ids of families, the same as text for managements
/// that offer no list, and package names.
const BANNED: [(&str, &str); 3] =
    [(BANNED_FAMILIES, FAMILY), ("banned_family_list", FAMILY), ("banned_packages", "package")];
/// Until when banned apps are to be gone: a day, or a number of days after one was found.
const DEADLINE: &str = "deadline";
/// What the organisation learns.
const REPORT: &str = "report";
/// Keys with a text each, and where in a policy it stands.
const TEXTS: [(&str, &[&str]); 9] = [
    ("organisation", &["organisation"]),
    ("contact_name", &["contact", "name"]),
    ("contact_office", &["contact", "office"]),
    ("contact_phone", &["contact", "phone"]),
    ("contact_email", &["contact", "email"]),
    ("contact_link", &["contact", "link"]),
    ("notice", &["notice", "text"]),
    ("notice_link", &["notice", "link"]),
    (REPORT, &["report"]),
];
/// A key with a whole number.
const CHECK_EVERY_MINUTES: &str = "check_every_minutes";
/// The group that the phone is in, which is not of the policy: it is the same for all groups.
const GROUP: &str = "group";
/// Android's own key: a configuration is still to come (`UserManager.KEY_RESTRICTIONS_PENDING`).
const PENDING: &str = "restrictions_pending";

/// What a managed configuration says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Configured {
    /// The policy in force by it: the built-in one if the keys say nothing of one.
    pub policy: Policy,
    /// Whether that is the built-in one.
    pub built_in: bool,
    /// What the policy is known by ([`Policy::version`]).
    pub version: String,
    /// The group that the phone is in.
    pub group: Option<String>,
    /// What is no mistake, but surely not meant: keys that are not known, and what is left out.
    pub warnings: Vec<Warning<String>>,
}

impl From<Policy> for Configured {
    /// Takes a policy that was configured in one piece.
    fn from(policy: Policy) -> Self {
        let version = policy.version();
        Self { policy, built_in: false, version, group: None, warnings: Vec::new() }
    }
}

impl Configured {
    /// Does as [`Configured::read_over`], over the built-in policy of this crate.
    ///
    /// # Errors
    /// It has a mistake; each is named by its key.
    pub fn read(configuration: &[u8], catalogue: &Catalogue) -> Result<Self, PolicyError> {
        Self::read_over(&Policy::default(), configuration, catalogue)
    }

    /// Reads a managed configuration: a JSON object of all keys. One that bans nothing leaves the
    /// built-in policy in force, but for what it says in place of that.
    ///
    /// Values are taken for what was meant, in whatever shape they arrive (`Delivered`). A value
    /// in which the management left a placeholder (`{{mail}}`, `%NUMBER%`) is taken for absent.
    /// Whatever is left out that way, and every key that is not known, is a warning.
    ///
    /// # Errors
    /// It has a mistake; each is named by its key.
    pub fn read_over(
        built_in: &Policy,
        configuration: &[u8],
        catalogue: &Catalogue,
    ) -> Result<Self, PolicyError> {
        let mistakes = Mistakes::default();
        let keys = match Json::parse(configuration) {
            Ok(Json::Object(keys)) => keys,
            Ok(other) => return mistakes.only(other.found(), Allowed::Keys),
            Err((found, allowed)) => return mistakes.only(found, allowed),
        };
        let mut keys = Keys { keys: &keys, warnings: Vec::new() };
        keys.warn_of_unknown_ones();
        let group = match keys.text(GROUP, |value| value) {
            Some(Json::Text(group)) => Some(group),
            Some(Json::Whole(number)) => Some(number.to_string()),
            _ => None,
        };
        let policy = match keys.whole() {
            Some(policy) => {
                let policy = read_whole(policy, catalogue)?;
                keys.warn_of_what_does_not_count(&policy, catalogue);
                keys.warnings.extend(unfilled_in(&policy));
                Some(policy)
            }
            None => read_flat(&mut keys, built_in, catalogue)?,
        };
        let is_built_in = policy.is_none();
        let policy = policy.unwrap_or_else(|| built_in.clone());
        let version = policy.version();
        Ok(Self { policy, built_in: is_built_in, version, group, warnings: keys.warnings })
    }
}

/// The policy as JSON, or what is wrong with the text and what is allowed.
type Whole = Result<Json, (Wrong, Allowed)>;

/// The keys of a managed configuration, and what is strange about them.
struct Keys<'a> {
    keys: &'a [(String, Json)],
    warnings: Vec<Warning<String>>,
}

impl<'a> Keys<'a> {
    fn get(&self, key: &str) -> Option<&'a Json> {
        self.keys.iter().find(|(found, _)| found == key).map(|(_, value)| value)
    }

    fn warn(&mut self, key: &str, text: impl Into<String>) {
        self.warnings.push(Warning::new(key, text));
    }

    fn warn_of_unfilled(&mut self, key: &str, found: &str) {
        self.warn(key, format!("{found} was not filled in, so this is left out."));
    }

    fn warn_of_unknown_ones(&mut self) {
        let known: Vec<_> = known().collect();
        for (key, value) in self.keys {
            let says_nothing = matches!(Delivered::of(value), Delivered::Nothing);
            if known.contains(&&**key) || key == PENDING || says_nothing {
                continue;
            }
            let meant = nearest(key, &known).filter(|meant| self.get(meant).is_none());
            let meant = meant.map_or_else(String::new, |meant| format!(" Did you mean {meant}?"));
            let shown: String = trimmed(key).chars().take(60).collect();
            let shown = if shown == *key { shown } else { format!("{key:.60?}") };
            self.warn(&shown, format!("This app knows no such key and leaves it out.{meant}"));
        }
    }

    /// Returns what a key says; a placeholder in it is a warning.
    fn text(&mut self, key: &str, read: fn(Delivered) -> Delivered) -> Option<Json> {
        match read(Delivered::of(self.get(key)?)) {
            Delivered::Nothing => None,
            Delivered::Value(value) => Some(value),
            Delivered::Unfilled(found) => {
                self.warn_of_unfilled(key, &found);
                None
            }
        }
    }

    /// Returns the entries of a list, each with whether it is a name.
    fn list(&mut self, key: &str) -> Vec<Json> {
        let mut list = Vec::new();
        for entry in self.get(key).map(delivered::entries).unwrap_or_default() {
            match entry {
                Entry::Name(name) => list.push(Json::Text(name)),
                Entry::Odd(odd) => list.push(odd),
                Entry::Unfilled(found) => self.warn_of_unfilled(key, &found),
            }
        }
        list
    }

    /// Returns the policy that is the value of its key, if there is one.
    fn whole(&mut self) -> Option<Whole> {
        let mut value = self.get(POLICY_JSON)?;
        while let Json::List(items) = value {
            let mut said = items.iter().filter(|v| !matches!(Delivered::of(v), Delivered::Nothing));
            match (said.next(), said.next()) {
                (Some(only), None) => value = only,
                (None, _) => return None,
                _ => return Some(Ok(value.clone())),
            }
        }
        let text = match value {
            Json::Text(text) => trimmed(text),
            value => {
                let said = !matches!(Delivered::of(value).text(), Delivered::Nothing);
                return said.then(|| Ok(value.clone()));
            }
        };
        if text.is_empty() {
            return None;
        }
        if placeholder(text) == Some(text) {
            self.warn_of_unfilled(POLICY_JSON, text);
            return None;
        }
        match Json::parse(text.as_bytes()) {
            // Put into quotation marks once too often.
            Ok(Json::Text(inner)) => Some(Json::parse(inner.as_bytes())),
            Ok(Json::Object(entries)) if entries.is_empty() => None,
            read => Some(read),
        }
    }

    /// Warns of single keys that say something else than the whole policy beside them.
    fn warn_of_what_does_not_count(&mut self, policy: &Policy, catalogue: &Catalogue) {
        for (key, kind) in BANNED {
            let entries = self.get(key).map(delivered::entries).unwrap_or_default();
            let mut names = entries.into_iter().flat_map(|entry| match entry {
                Entry::Name(name) => names_meant(name, kind, catalogue),
                Entry::Unfilled(_) | Entry::Odd(_) => Vec::new(),
            });
            let banned = |name: &String| {
                policy.banned.iter().any(|ban| match &ban.what {
                    Ban::Family(id) => kind == FAMILY && id == name,
                    Ban::Mark(mark, text) => kind == mark.key() && text == name,
                })
            };
            if !names.all(|name| banned(&name)) {
                self.warn(
                    key,
                    format!("{POLICY_JSON} is set and does not ban this, so it is not banned."),
                );
            }
        }
        let texts = TEXTS.iter().map(|(key, _)| *key);
        for key in texts.chain([CHECK_EVERY_MINUTES, DEADLINE]) {
            let Some(value) = self.get(key).map(|json| Delivered::of(json).text()) else {
                continue;
            };
            // What the app offers where nobody chose anything.
            let chosen = match value {
                Delivered::Nothing | Delivered::Unfilled(_) => false,
                Delivered::Value(Json::Text(text)) if key == REPORT => {
                    let name = ReportLevel::WORDS.iter().find(|(_, level)| *level == policy.report);
                    name.is_none_or(|(name, _)| !text.eq_ignore_ascii_case(name))
                }
                Delivered::Value(Json::Text(text)) if key == CHECK_EVERY_MINUTES => {
                    let default = Policy::default().check_every_minutes;
                    ![policy.check_every_minutes, default].iter().any(|m| text == m.to_string())
                }
                Delivered::Value(_) => true,
            };
            if chosen {
                self.warn(key, format!("{POLICY_JSON} is set, so this does not count."));
            }
        }
    }
}

/// Lists all keys.
fn known() -> impl Iterator<Item = &'static str> {
    let texts = TEXTS.iter().map(|(key, _)| *key);
    let banned = BANNED.iter().map(|(key, _)| *key);
    texts.chain(banned).chain([POLICY_JSON, DEADLINE, CHECK_EVERY_MINUTES, GROUP])
}

fn read_whole(policy: Whole, catalogue: &Catalogue) -> Result<Policy, PolicyError> {
    let mut mistakes = Mistakes::default();
    let read = mistakes.at_key(POLICY_JSON, |mistakes| match policy {
        Ok(json) => Policy::of(&json, catalogue, mistakes),
        Err((found, allowed)) => {
            mistakes.add(found, allowed);
            None
        }
    });
    mistakes.none_in(read)
}

/// Returns a warning of each text of a policy in which a placeholder was left.
fn unfilled_in(policy: &Policy) -> Vec<Warning<String>> {
    let unfilled = |(path, text): (String, &Text)| {
        let found = text.languages().into_iter().find_map(|(_, text)| placeholder(text))?;
        let path = format!("{POLICY_JSON}.{path}");
        Some(Warning::new(path, format!("{found} was not filled in, and employees see it so.")))
    };
    policy.texts().into_iter().filter_map(unfilled).collect()
}

/// Reads the policy that single keys say; `None` where they say nothing of one.
fn read_flat(
    keys: &mut Keys,
    built_in: &Policy,
    catalogue: &Catalogue,
) -> Result<Option<Policy>, PolicyError> {
    let mut policy = vec![("schema".to_owned(), Json::Whole(1))];
    let banned_by = put_bans(keys, catalogue, &mut policy);
    let below = if banned_by.is_empty() { entries_of(built_in) } else { Vec::new() };
    for (key, place) in TEXTS {
        if let Some(value) = keys.text(key, Delivered::text) {
            let value = match value {
                Json::Text(text) if key == REPORT => Json::Text(text.to_ascii_lowercase()),
                value => value,
            };
            put(&mut policy, place, value);
        }
    }
    complete(keys, &mut policy, &below);
    match keys.text(CHECK_EVERY_MINUTES, Delivered::number) {
        None | Some(Json::Whole(0)) => (),
        Some(minutes) => put(&mut policy, &[CHECK_EVERY_MINUTES], minutes),
    }
    match keys.text(DEADLINE, Delivered::number) {
        Some(days @ (Json::Whole(_) | Json::OtherNumber)) => {
            put(&mut policy, &[DEADLINE, "days_after_found"], days);
        }
        Some(deadline @ Json::Object(_)) => put(&mut policy, &[DEADLINE], deadline),
        Some(day) => put(&mut policy, &[DEADLINE, "date"], day),
        None => (),
    }
    if policy.len() == 1 {
        return Ok(None);
    }
    if banned_by.is_empty() {
        keys.warn(BANNED_FAMILIES, "Nothing is banned here, so what the app bans by itself stays.");
        add_missing(&mut policy, &below);
    }
    let mut mistakes = Mistakes::default();
    let read = Policy::of(&Json::Object(policy), catalogue, &mut mistakes);
    let named = |mistake: Mistake| Mistake { path: key_of(&mistake.path, &banned_by), ..mistake };
    mistakes.none_in(read).map(Some).map_err(|PolicyError { mistakes }| PolicyError {
        mistakes: mistakes.into_iter().map(named).collect(),
    })
}

/// Returns the keys of a policy, each with its value.
fn entries_of(policy: &Policy) -> Vec<(String, Json)> {
    // Writing a policy cannot fail, as in `Policy::version`.
    match Json::parse(&serde_json::to_vec(policy).unwrap_or_default()) {
        Ok(Json::Object(entries)) => entries,
        _ => Vec::new(),
    }
}

/// Puts what is banned into a policy. Returns the key that each entry comes from.
fn put_bans(
    keys: &mut Keys,
    catalogue: &Catalogue,
    policy: &mut Vec<(String, Json)>,
) -> Vec<&'static str> {
    let (mut banned, mut banned_by) = (Vec::new(), Vec::new());
    for (key, kind) in BANNED {
        for entry in keys.list(key) {
            let names = match entry {
                Json::Text(name) => names_meant(name, kind, catalogue).into_iter().map(Json::Text),
                odd => {
                    banned.push(Json::Object(vec![(kind.to_owned(), odd)]));
                    banned_by.push(key);
                    continue;
                }
            };
            for name in names {
                banned.push(Json::Object(vec![(kind.to_owned(), name)]));
                banned_by.push(key);
            }
        }
    }
    if !banned.is_empty() {
        policy.push(("banned".to_owned(), Json::List(banned)));
    }
    banned_by
}

/// Returns the ids of families that an entry of a list means, or the package names: an id in other
/// capitals, the name of a family, several with blanks between them.
fn names_meant(entry: String, kind: &str, catalogue: &Catalogue) -> Vec<String> {
    let words = || entry.split_whitespace();
    if kind != FAMILY {
        let known = || catalogue.families.iter().flat_map(|family| family.packages);
        let meant = |name: &str| {
            let other = known().find(|package| package.name.eq_ignore_ascii_case(name));
            other.map_or(name, |package| package.name).to_owned()
        };
        return words().map(meant).collect();
    }
    let id = |name: &str| {
        let plain = plain(name);
        let mut families = catalogue.families.iter();
        let called = |text: &str| self::plain(text) == plain;
        let family = families.find(|f| called(f.id) || f.names().all().into_iter().any(called));
        family.map(|family| family.id.to_owned())
    };
    if let Some(id) = id(&entry) {
        return vec![id];
    }
    words().map(id).collect::<Option<Vec<_>>>().unwrap_or_else(|| vec![entry])
}

/// Completes what a policy would not take in part by what is `below` it, or leaves it out with a
/// warning: a contact without a name, one who cannot be reached, a link to a decision without a
/// notice.
fn complete(keys: &mut Keys, policy: &mut Vec<(String, Json)>, below: &[(String, Json)]) {
    for (key, value) in policy.iter_mut() {
        let below = below.iter().find(|(found, _)| found == key).map(|(_, value)| value);
        if let (Json::Object(said), Some(Json::Object(below))) = (value, below) {
            add_missing(said, below);
        }
    }
    let text_at = |object: &Json, key: &str| match object {
        Json::Object(entries) => {
            entries.iter().find(|(found, _)| found == key).map(|(_, value)| value.clone())
        }
        _ => None,
    };
    let organisation = policy.iter().chain(below).find(|(key, _)| key == "organisation");
    let organisation = organisation.map(|(_, value)| value.clone());
    if let Some(at) = policy.iter().position(|(key, _)| key == "contact") {
        let ways = ["office", "phone", "email", "link"].map(|way| text_at(&policy[at].1, way));
        let way = ways.into_iter().flatten().next();
        match (text_at(&policy[at].1, "name"), way) {
            (Some(_), None) => {
                policy.remove(at);
                keys.warn(
                    "contact_name",
                    "Nothing says how to reach this contact, so none is shown.",
                );
            }
            (None, Some(way)) => {
                let mut texts = organisation.into_iter().chain([way]);
                let name = texts.find(|name| matches!(name, Json::Text(_)));
                let name = name.unwrap_or_else(|| Json::Text("IT".to_owned()));
                put(policy, &["contact", "name"], name);
                keys.warn("contact_name", "The contact has no name, so another one stands there.");
            }
            _ => (),
        }
    }
    if let Some(at) = policy.iter().position(|(key, _)| key == "notice")
        && text_at(&policy[at].1, "text").is_none()
    {
        policy.remove(at);
        keys.warn("notice_link", "There is no notice that this belongs to, so it is not shown.");
    }
}

/// Adds those entries of `below` whose keys an object does not have.
fn add_missing(object: &mut Vec<(String, Json)>, below: &[(String, Json)]) {
    for (key, value) in below {
        if object.iter().all(|(found, _)| found != key) {
            object.push((key.clone(), value.clone()));
        }
    }
}

/// Puts a value at a place of an object.
fn put(object: &mut Vec<(String, Json)>, place: &[&str], value: Json) {
    match place {
        [] => (),
        [key] => object.push(((*key).to_owned(), value)),
        [key, rest @ ..] => {
            if !object.iter().any(|(found, _)| found == key) {
                object.push(((*key).to_owned(), Json::Object(Vec::new())));
            }
            if let Some((_, Json::Object(inner))) =
                object.iter_mut().find(|(found, _)| found == key)
            {
                put(inner, rest, value);
            }
        }
    }
}

/// Returns the key that a place of the policy comes from.
fn key_of(path: &str, banned_by: &[&str]) -> String {
    let index = path.strip_prefix("banned[").and_then(|rest| rest.split(']').next());
    if let Some(key) = index.and_then(|index| banned_by.get(index.parse::<usize>().ok()?)) {
        return (*key).to_owned();
    }
    if path.starts_with(DEADLINE) {
        return DEADLINE.to_owned();
    }
    let within = |place: &[&str]| {
        let place = place.join(".");
        path.strip_prefix(&place)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    TEXTS.iter().find(|(_, place)| within(place)).map_or(path, |(key, _)| key).to_owned()
}
