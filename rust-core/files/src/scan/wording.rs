//! What evidence and problems are called in words. The app on the phone has the same in its
//! `strings.xml`.

use appvagt_safe_text::clean;
use appvagt_scanner::{Certainty, Evidence, Identity, MarkKind, Note, Subject, Text};

use super::outcome::{Remedy, Unread};

/// Says how sure it is that an app is the banned one.
#[must_use]
pub fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => "certain",
        Certainty::Strong => "very likely",
    }
}

/// What signatures are worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signatures {
    /// They stand in a file, and nobody verified them.
    Unchecked,
    /// Android verified them when it installed the app.
    CheckedByDevice,
}

impl Signatures {
    const fn reservation(self) -> &'static str {
        match self {
            Self::Unchecked => " (not verified)",
            Self::CheckedByDevice => "",
        }
    }
}

/// Says one observation about a banned app in one sentence.
#[must_use]
pub fn evidence(evidence: &Evidence, identity: &Identity, signatures: Signatures) -> String {
    let reservation = signatures.reservation();
    match evidence {
        Evidence::PackageName { app, certainty: Certainty::Certain } => {
            format!("Its package name is that of {app}.")
        }
        Evidence::PackageName { app, certainty: Certainty::Strong } => {
            format!("Its package name is most likely that of {app}.")
        }
        Evidence::OwnRule => "The policy bans it by a rule of its own.".to_owned(),
        Evidence::Mark { mark, found, .. } => {
            // A rule of the organisation's own names no app that others could be like.
            let like = if identity.family.is_some() { &identity.name } else { "a banned app" };
            self::mark(*mark, found, like, reservation)
        }
        Evidence::GenuineCertificate { owner, .. } => {
            format!("It names its maker, {owner}, as its signer{reservation}.")
        }
        Evidence::CompanyCertificate { owner, .. } => {
            format!("It names {owner}, who also make other apps, as its signer{reservation}.")
        }
        Evidence::ForeignCertificate { .. } => "It is not signed by its maker: it is a modified \
                                                copy, or another app that uses the name."
            .to_owned(),
        Evidence::NothingButTheName => {
            "Apart from the name it has nothing of that app, so it may be another one.".to_owned()
        }
    }
}

fn mark(kind: MarkKind, found: &str, like: &str, reservation: &str) -> String {
    match kind.subject {
        Subject::Package if kind == MarkKind::PACKAGE => {
            format!("Its package name is that of {like} but for the last letter: {found}.")
        }
        Subject::Package => format!("Its package name starts like that of {like}: {found}."),
        Subject::Component => format!("Like {like}, it has the part {found}."),
        Subject::Action => format!("Like {like}, it takes requests of the kind {found}."),
        Subject::Authority => format!("Like {like}, it offers data as {found}."),
        Subject::Link if kind == MarkKind::HOST => {
            format!("Like {like}, it is made for links to {found}.")
        }
        Subject::Link => format!("Like {like}, it opens links that start with {found}."),
        Subject::MetaData => format!("Like {like}, it carries the entry {found}."),
        Subject::WebApp => format!("It is a web app that shows {found}."),
        Subject::Permission => format!("Like {like}, it defines the permission {found}."),
        Subject::Certificate => {
            format!("It names the certificate {found} as its signer's{reservation}.")
        }
    }
}

/// Returns what is worth knowing of an app that is not banned; `None` if that is about phones.
#[must_use]
pub fn note(note: &Note) -> Option<String> {
    match note {
        Note::Exempt { package, name, reason, until, .. } => {
            Some(format!("{name} ({package}) is exempt until {until}: {}", text(reason)))
        }
        Note::Announced { package, name, reason, from, .. } => {
            let reason = reason.as_ref().map(|reason| format!(": {}", text(reason)));
            let reason = reason.unwrap_or_default();
            Some(format!("{name} ({package}) will be banned from {from} on{reason}"))
        }
        Note::ProfileUnseen { .. } | Note::DataKept { .. } => None,
    }
}

/// Returns the text in English, or else in its first language.
#[must_use]
pub fn text(text: &Text) -> &str {
    match text {
        Text::Everybody(text) => text,
        Text::ByLanguage(texts) => {
            let english = texts.iter().find(|(language, _)| language == "en");
            english.or(texts.first()).map_or("", |(_, text)| text)
        }
    }
}

/// Returns which file could not be read, where in it, and what to do.
#[must_use]
pub fn unread(unread: &Unread) -> String {
    let remedy = match unread.remedy {
        Remedy::Folder => "Name a folder that holds APKs and that may be read.",
        Remedy::Device => "See that it is there and may be read, and scan again.",
        Remedy::OtherFile => {
            "Android would not install this file. Get a whole copy of it, or see what \
             `appvagt inspect` makes of it."
        }
        Remedy::OtherMeans => {
            "It takes more to read than any app should. Do not install it before somebody has \
             looked into it."
        }
    };
    let entry = unread.entry.as_deref().map(|entry| format!(" ({entry})")).unwrap_or_default();
    let place = format!("{}{entry}", unread.path);
    format!("{}: {}\n  {remedy}", clean(&place), clean(&unread.error.message))
}
