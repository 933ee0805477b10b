//! What of a policy is no mistake, but surely not meant.

use std::collections::BTreeSet;

use crate::catalogue::Catalogue;
use crate::catalogue::mark::{MarkKind, Match, Subject};
use crate::policy::Policy;
use crate::policy::ban::Ban;
use crate::policy::deadline::Deadline;
use crate::policy::exemption::{Exempt, Exemption};
use crate::policy::oddity::{Oddity, Tongue};
use crate::policy::text::Text;
use crate::policy::warning::Warning;
use crate::syntax::date::Date;
use crate::syntax::placeholder::placeholder;

/// Days that are more than three years away are slips of the pen.
const FAR: u16 = 3 * 365;

/// What is written in place of a language: a country, mostly. The tag, what it is for, and how that
/// is written.
static TAGS: [(&str, Tongue, &str); 10] = [
    ("cn", Tongue::Chinese, "zh"),
    ("cz", Tongue::Czech, "cs"),
    ("dk", Tongue::Danish, "da"),
    ("ee", Tongue::Estonian, "et"),
    ("gb", Tongue::English, "en"),
    ("gr", Tongue::Greek, "el"),
    ("jp", Tongue::Japanese, "ja"),
    ("se", Tongue::Swedish, "sv"),
    ("uk", Tongue::English, "en"),
    ("us", Tongue::English, "en"),
];

/// Hosts that stand for somebody's own (RFC 2606, and what samples write).
const SAMPLE_HOSTS: [&str; 3] = ["example.com", "example.org", "example.net"];

impl Policy {
    /// Lists what is no mistake, but surely not meant: days that are over `today`, exemptions of
    /// what is not banned, texts with a markup that nobody draws, a language that is missing.
    #[must_use]
    pub fn warnings(&self, catalogue: &Catalogue, today: Option<Date>) -> Vec<Warning> {
        let mut warnings = Vec::new();
        self.warn_of_bans(catalogue, today, &mut warnings);
        self.warn_of_exemptions(catalogue, today, &mut warnings);
        if let (Some(Deadline::Date(day)), Some(today)) = (self.deadline, today) {
            if day < today {
                warnings.push(Warning::new("deadline.date", Oddity::DeadlineOver));
            }
            warn_of_far("deadline.date", day, today, &mut warnings);
        }
        self.warn_of_texts(&mut warnings);
        self.warn_of_samples(&mut warnings);
        warnings
    }

    fn warn_of_bans(
        &self,
        catalogue: &Catalogue,
        today: Option<Date>,
        warnings: &mut Vec<Warning>,
    ) {
        for (index, banned) in self.banned.iter().enumerate() {
            let path = format!("banned[{index}]");
            if let Some(first) = self.banned[..index].iter().position(|b| b.what == banned.what) {
                warnings.push(Warning::new(&*path, Oddity::BannedTwice { first }));
            }
            if let Ban::Mark(MarkKind::PACKAGE, name) = &banned.what {
                let packages = catalogue.families.iter().flat_map(|family| family.packages);
                let mut names = packages.map(|package| package.name);
                let other = names.find(|n| n.eq_ignore_ascii_case(name) && n != name);
                if let Some(other) = other {
                    let oddity = Oddity::OtherCapitals { other };
                    warnings.push(Warning::new(format!("{path}.package"), oddity));
                }
            }
            let Some(from) = banned.from else { continue };
            let path = format!("{path}.from");
            if matches!(self.deadline, Some(Deadline::Date(day)) if day < from) {
                warnings.push(Warning::new(&*path, Oddity::BannedLate));
            }
            if let Some(today) = today {
                warn_of_far(&path, from, today, warnings);
            }
        }
    }

    fn warn_of_exemptions(
        &self,
        catalogue: &Catalogue,
        today: Option<Date>,
        warnings: &mut Vec<Warning>,
    ) {
        for (index, exemption) in self.exemptions.iter().enumerate() {
            let path = format!("exemptions[{index}]");
            let before = &self.exemptions[..index];
            let same = |e: &Exemption| e.what == exemption.what && e.group == exemption.group;
            if let Some(first) = before.iter().position(same) {
                warnings.push(Warning::new(&*path, Oddity::ExemptTwice { first }));
            }
            match &exemption.what {
                Exempt::Family(id) if !self.bans_family(id) => {
                    let oddity = Oddity::FamilyNotBanned { family: id.clone() };
                    warnings.push(Warning::new(format!("{path}.family"), oddity));
                }
                Exempt::Package(name) if !self.may_ban(name, catalogue) => {
                    let oddity = Oddity::PackageNotBanned { package: name.clone() };
                    warnings.push(Warning::new(format!("{path}.package"), oddity));
                }
                _ => (),
            }
            if let Some(group) = &exemption.group {
                let other = before.iter().filter_map(|exemption| exemption.group.as_ref());
                let alike = |other: &&String| *other != group && is_alike(other, group);
                if let Some(other) = { other }.find(alike) {
                    let oddity = Oddity::GroupsAlike { other: format!("{other:?}") };
                    warnings.push(Warning::new(format!("{path}.group"), oddity));
                }
            }
            let path = format!("{path}.until");
            if today.is_some_and(|today| exemption.until < today) {
                warnings.push(Warning::new(&*path, Oddity::ExemptionOver));
            }
            if self.begins_after(exemption) {
                warnings.push(Warning::new(&*path, Oddity::ExemptEarly));
            }
            if let Some(today) = today {
                warn_of_far(&path, exemption.until, today, warnings);
            }
        }
    }

    fn bans_family(&self, id: &str) -> bool {
        self.banned.iter().any(|ban| matches!(&ban.what, Ban::Family(banned) if banned == id))
    }

    /// Returns whether an app of this package name, or bundle id, may be banned as far as is known.
    fn may_ban(&self, name: &str, catalogue: &Catalogue) -> bool {
        self.banned.iter().any(|ban| match &ban.what {
            Ban::Mark(kind, text) if kind.subject == Subject::Package => match kind.matches {
                Match::Prefix => name.starts_with(&**text),
                _ => name == text,
            },
            // What an app declares is not known here.
            Ban::Mark(..) => true,
            Ban::Family(id) => {
                let family = catalogue.family(id);
                let packages = family.map_or(&[][..], |family| family.packages);
                let marks = family.map_or(&[][..], |family| family.marks);
                let mut ios = Catalogue::ios_apps().iter().filter(|app| app.family == id);
                packages.iter().any(|package| package.name == name)
                    || ios.any(|app| app.bundle.eq_ignore_ascii_case(name))
                    || marks.iter().any(|mark| {
                        mark.kind == MarkKind::PACKAGE_PREFIX && name.starts_with(mark.text)
                    })
            }
        })
    }

    /// Returns whether all bans of what is exempt begin after the exemption ends.
    fn begins_after(&self, exemption: &Exemption) -> bool {
        let about = self.banned.iter().filter(|ban| match (&ban.what, &exemption.what) {
            (Ban::Family(banned), Exempt::Family(exempt))
            | (Ban::Mark(MarkKind::PACKAGE, banned), Exempt::Package(exempt)) => banned == exempt,
            _ => false,
        });
        let mut begins = about.map(|ban| ban.from.is_some_and(|from| from > exemption.until));
        begins.next().is_some_and(|first| first && begins.all(|later| later))
    }

    fn warn_of_texts(&self, warnings: &mut Vec<Warning>) {
        let texts = self.texts();
        let languages = |text: &Text| -> BTreeSet<String> {
            let tags = text.languages().into_iter().filter_map(|(language, _)| language);
            tags.map(|tag| primary(tag).to_owned()).collect()
        };
        let all: BTreeSet<String> = texts.iter().flat_map(|(_, text)| languages(text)).collect();
        for (path, text) in &texts {
            let here = languages(text);
            let missing: Vec<_> = all.difference(&here).map(String::as_str).collect();
            let languages = missing.join(", ");
            // A name may be the same in every language; a sentence is not.
            let is_sentence = path.ends_with("reason") || path.ends_with("notice.text");
            if !missing.is_empty() && (!here.is_empty() || is_sentence) {
                let oddity = if here.is_empty() {
                    Oddity::OneText { languages }
                } else {
                    Oddity::LanguagesMissing { languages }
                };
                warnings.push(Warning::new(&**path, oddity));
            }
            for (tag, text) in text.languages() {
                let path = tag.map_or_else(|| path.clone(), |tag| format!("{path}.{tag}"));
                let mut warn = |oddity| warnings.push(Warning::new(&*path, oddity));
                if let Some(tag) = tag
                    && let Some((_, language, tag)) = TAGS.iter().find(|(wrong, ..)| *wrong == tag)
                    && !here.contains(*tag)
                {
                    warn(Oddity::OtherTag { language: language.clone(), tag });
                }
                if let Some(found) = placeholder(text) {
                    warn(Oddity::Placeholder { found: found.to_owned() });
                }
                if let Some(found) = markup(text) {
                    warn(Oddity::Markup { found: format!("{found:?}") });
                }
            }
        }
    }

    fn warn_of_samples(&self, warnings: &mut Vec<Warning>) {
        let contact = self.contact.as_ref();
        let notice = self.notice.as_ref();
        for (path, address) in [
            ("contact.email", contact.and_then(|contact| contact.email.as_deref())),
            ("contact.link", contact.and_then(|contact| contact.link.as_deref())),
            ("notice.link", notice.and_then(|notice| notice.link.as_deref())),
        ] {
            let address = address.unwrap_or_default();
            let host = address.rsplit('@').next().unwrap_or_default();
            let host = host.strip_prefix("https://").unwrap_or(host);
            let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default();
            let is_sample = SAMPLE_HOSTS.iter().any(|sample| {
                host.strip_suffix(sample).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            });
            if is_sample {
                let address = address.to_owned();
                warnings.push(Warning::new(path, Oddity::SampleAddress { address }));
            }
        }
        if let Some(phone) = contact.and_then(|contact| contact.phone.as_deref()) {
            let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
            if digits.ends_with("12345678") || digits.ends_with("123456") {
                let phone = phone.to_owned();
                warnings.push(Warning::new("contact.phone", Oddity::SamplePhone { phone }));
            }
        }
    }
}

fn warn_of_far(path: &str, day: Date, today: Date, warnings: &mut Vec<Warning>) {
    if day > today.plus_days(FAR) {
        warnings.push(Warning::new(path, Oddity::FarAway));
    }
}

/// Returns the language of a tag, without its country or script.
fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// Returns whether two names differ in capitals and blanks only.
fn is_alike(one: &str, other: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
    plain(one) == plain(other)
}

/// Returns the first thing in a text that Markdown, HTML or a programmer would make something of.
fn markup(text: &str) -> Option<&str> {
    let literal = [
        "**", "__", "<!--", "](", "```", "\\n", "\\t", "\\r", "&nbsp;", "&amp;", "&lt;", "&gt;",
        "&quot;",
    ];
    let literal = literal.iter().find(|mark| text.contains(**mark)).copied();
    let heading = || {
        text.lines()
            .find_map(|line| ["# ", "## ", "### "].into_iter().find(|h| line.starts_with(h)))
    };
    literal.or_else(|| tag(text)).or_else(heading)
}

/// Returns the first HTML tag in a text.
fn tag(text: &str) -> Option<&str> {
    text.match_indices('<').find_map(|(at, _)| {
        let rest = &text[at..];
        let tag = &rest[..=rest.find('>')?];
        let name = tag[1..].strip_prefix('/').unwrap_or(&tag[1..]);
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic());
        // What stands in brackets as prose does has no name of a tag before a blank.
        let word = name.trim_end_matches('>').split([' ', '/']).next().unwrap_or_default();
        let known = [
            "a", "b", "br", "div", "em", "font", "h1", "h2", "h3", "i", "img", "li", "ol", "p",
            "span", "strong", "table", "u", "ul",
        ];
        (is_name && known.contains(&&*word.to_ascii_lowercase())).then_some(tag)
    })
}
