//! What evidence and problems are called in words. The app on the phone has the same in its
//! `strings.xml`, but its words for signatures are about what Android verified.

use appvagt_scanner::{Certainty, Evidence, MarkKind};

use super::outcome::{Remedy, Unread};
use crate::terminal::clean;

pub fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => "certain",
        Certainty::Strong => "very likely",
    }
}

/// One observation, in one sentence.
pub fn evidence(evidence: &Evidence) -> String {
    match evidence {
        Evidence::PackageName { app, certainty: Certainty::Certain } => {
            format!("Its package name is that of {app}.")
        }
        Evidence::PackageName { app, certainty: Certainty::Strong } => {
            format!("Its package name is most likely that of {app}.")
        }
        Evidence::OwnRule => "The policy bans it by a rule of its own.".to_owned(),
        Evidence::Mark { mark, found, .. } => self::mark(*mark, found),
        Evidence::GenuineCertificate { owner, .. } => {
            format!("It names its maker, {owner}, as its signer (not verified).")
        }
        Evidence::CompanyCertificate { owner, .. } => {
            format!("It names {owner}, who also make other apps, as its signer (not verified).")
        }
        Evidence::ForeignCertificate { .. } => "It is not signed by its maker: it is a modified \
                                                copy, or another app that uses the name."
            .to_owned(),
        Evidence::NothingButTheName => {
            "Apart from the name it has nothing of that app, so it may be another one.".to_owned()
        }
    }
}

fn mark(kind: MarkKind, found: &str) -> String {
    match kind {
        MarkKind::Package | MarkKind::PackagePrefix => {
            format!("Its package name starts like that of a banned app: {found}.")
        }
        MarkKind::Component | MarkKind::ComponentPrefix | MarkKind::ComponentSuffix => {
            format!("It contains the part {found}.")
        }
        MarkKind::Action | MarkKind::ActionPrefix => {
            format!("It takes requests of the kind {found}.")
        }
        MarkKind::Authority => format!("It offers data as {found}."),
        MarkKind::Scheme => format!("It opens links that start with {found}."),
        MarkKind::Host => format!("It is made for links to {found}."),
        MarkKind::MetaData => format!("It carries the entry {found}."),
        MarkKind::WebHost => format!("It is a web app that shows {found}."),
        MarkKind::Permission | MarkKind::PermissionPrefix => {
            format!("It defines the permission {found}.")
        }
        MarkKind::Certificate => {
            format!("It names the certificate {found} as its signer's (not verified).")
        }
    }
}

/// Which file could not be read, where in it, and what to do.
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
    format!("{}: {}\n  {remedy}", clean(&unread.path), clean(&unread.error.message))
}
