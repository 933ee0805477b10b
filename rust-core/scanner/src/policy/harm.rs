//! Bans that would harm a phone.
//!
//! A ban is refused if it meets an app that a phone needs, by its name or by what such apps
//! declare: what is in the namespaces of Android and Google's services, which apps of every kind
//! declare as well. What is refused is what is sure; what a phone makes of a ban is looked at there
//! once more.

use crate::catalogue::Catalogue;
use crate::catalogue::essential::{EssentialApp, is_essential};
use crate::catalogue::mark::{MarkKind, Match, Subject};
use crate::json::sentences::sentences;
use crate::syntax::host::host_name;

sentences! {
    /// What a phone needs, or apps of every kind have, that a ban meets.
    Harm {
        App { what: &'static str, package: &'static str } = "harm_app", "{what} ({package})";
        Apps { what: &'static str, prefix: &'static str } = "harm_apps",
            "{what} (names that begin with {prefix})";
        SignedApps = "harm_signed_apps", "apps of Android and Google that a phone needs";
        AppsWithClass { class: &'static str } = "harm_apps_with_class",
            "apps that declare {class}, which a phone needs";
        AnyApp { scheme: String } = "harm_any_app",
            "apps of every kind, which open {scheme}: links";
        AnyHost { host: String } = "harm_any_host", "every host under {host}";
        ServiceLinks { host: &'static str } = "harm_service_links",
            "Google Play services, which open links to {host}";
        Provider { authority: String } = "harm_provider", "{authority}, a provider of Android";
        Namespace { owner: Owner, space: &'static str } = "harm_namespace", "{owner} ({space})";
    }
}

sentences! {
    /// Whose a namespace is in which apps of every kind declare something.
    Owner {
        Android = "owner_android", "Android itself";
        AndroidLibraries = "owner_android_libraries",
            "Android's libraries, which apps of every kind hold";
        Services = "owner_services", "Google Play services";
        PlayLibrary = "owner_play_library", "Google Play's library, which apps of every kind hold";
        GoogleLibraries = "owner_google_libraries",
            "Google's libraries, which apps of every kind hold";
        Samsung = "owner_samsung", "Samsung's part of Android";
        Kotlin = "owner_kotlin", "the language that apps are written in";
        Appvagt = "owner_appvagt", "this app";
    }
}

/// Namespaces in which apps of every kind, those that a phone needs among them, declare components,
/// actions, permissions, providers and meta-data: those of Android, of the libraries of Android and
/// Google, of Samsung, whose phones read some from any app, and of this app.
static NAMESPACES: [(&str, Owner); 10] = [
    ("android.", Owner::Android),
    ("androidx.", Owner::AndroidLibraries),
    ("com.google.android.c2dm.", Owner::Services),
    ("com.google.android.play.", Owner::PlayLibrary),
    ("com.google.android.datatransport.", Owner::GoogleLibraries),
    ("com.google.firebase.", Owner::GoogleLibraries),
    ("com.samsung.android.", Owner::Samsung),
    ("com.sec.android.", Owner::Samsung),
    ("kotlin.", Owner::Kotlin),
    ("org.appvagt.", Owner::Appvagt),
];

/// Classes that apps of every kind declare, or those that a phone needs.
const CLASSES: [&str; 21] = [
    "android.support.v4.content.FileProvider",
    "androidx.core.app.CoreComponentFactory",
    "androidx.core.content.FileProvider",
    "androidx.profileinstaller.ProfileInstallReceiver",
    "androidx.startup.InitializationProvider",
    "androidx.work.impl.background.systemjob.SystemJobService",
    "com.android.inputmethod.latin.LatinIME",
    "com.android.launcher3.Launcher",
    "com.android.phone.PhoneApp",
    "com.android.settings.Settings",
    "com.android.settings.homepage.SettingsHomepageActivity",
    "com.android.systemui.SystemUIApplication",
    "com.android.systemui.SystemUIService",
    "com.android.vending.AssetBrowserActivity",
    "com.google.android.datatransport.runtime.scheduling.jobscheduling.JobInfoSchedulerService",
    "com.google.android.gms.ads.AdActivity",
    "com.google.android.gms.common.api.GoogleApiActivity",
    "com.google.android.gms.measurement.AppMeasurementService",
    "com.google.firebase.messaging.FirebaseMessagingService",
    "com.google.firebase.provider.FirebaseInitProvider",
    "com.sec.android.app.launcher.activities.LauncherActivity",
];

/// Authorities of providers that Android has, besides those in its namespaces.
const AUTHORITIES: [&str; 11] = [
    "call_log",
    "downloads",
    "icc",
    "media",
    "mms",
    "mms-sms",
    "settings",
    "sms",
    "telephony",
    "user_dictionary",
    "voicemail",
];

/// Schemes that the dialler, the home screen, Google Play or apps of every kind open, besides those
/// that are refused as such.
const SCHEMES: [&str; 17] = [
    "about",
    "android-app",
    "android.resource",
    "android_secret_code",
    "data",
    "ftp",
    "intent",
    "javascript",
    "market",
    "mms",
    "mmsto",
    "rtsp",
    "sip",
    "smsto",
    "voicemail",
    "ws",
    "wss",
];

/// Hosts whose links Google Play or Google Play services open.
const HOSTS: [&str; 4] =
    ["accounts.google.com", "market.android.com", "play.google.com", "pay.google.com"];

/// Second labels under which registries of many countries sell names.
const SECOND_LABELS: [&str; 8] = ["ac", "co", "com", "edu", "gob", "gov", "net", "org"];

/// The same where they are words elsewhere: the label and the country.
const OWN_SECOND_LABELS: [(&str, &str); 9] = [
    ("go", "id"),
    ("go", "jp"),
    ("go", "kr"),
    ("go", "th"),
    ("ne", "jp"),
    ("or", "at"),
    ("or", "id"),
    ("or", "jp"),
    ("or", "kr"),
];

/// Returns what a phone needs, or apps of every kind have, that a ban of this mark meets; `None` if
/// there is no such thing.
pub fn harmed_by(kind: MarkKind, text: &str) -> Option<Harm> {
    match (kind.subject, kind.matches) {
        (Subject::Package, Match::Exact) => EssentialApp::of(text).map(described),
        (Subject::Package, _) => packages_under(text).or_else(|| packages_around(text)),
        (Subject::Link, Match::Exact) => {
            SCHEMES.contains(&text).then(|| Harm::AnyApp { scheme: text.to_owned() })
        }
        (Subject::Link, _) => public_suffix(text).or_else(|| service_host(text)),
        (Subject::WebApp, _) => public_suffix(text),
        (Subject::Certificate, _) => {
            let digest = text.parse().ok()?;
            is_essential(&digest).then_some(Harm::SignedApps)
        }
        (Subject::Authority, _) if AUTHORITIES.contains(&text) => {
            Some(Harm::Provider { authority: text.to_owned() })
        }
        (_, Match::Suffix) => class_with(text),
        (_, Match::Prefix) => packages_under(text).or_else(|| declared(text)),
        (_, _) => declared(text),
    }
}

/// Returns whose name it is that something declared has.
fn declared(name: &str) -> Option<Harm> {
    packages_around(name).or_else(|| namespace(name))
}

/// Returns the host whose links Google's services open, if it is `host` or below it.
fn service_host(host: &str) -> Option<Harm> {
    let host = host_name(host)?;
    let below = |known: &&&str| {
        known.strip_suffix(&*host).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    HOSTS.iter().find(below).map(|host| Harm::ServiceLinks { host })
}

fn described(app: &EssentialApp) -> Harm {
    let EssentialApp { what, package, .. } = *app;
    if package.ends_with('.') {
        Harm::Apps { what, prefix: package }
    } else {
        Harm::App { what, package }
    }
}

/// Returns what begins with `prefix`, or has the beginning that `prefix` begins with.
fn packages_under(prefix: &str) -> Option<Harm> {
    let meets = |app: &&EssentialApp| {
        app.package.starts_with(prefix)
            || (app.package.ends_with('.')
                && prefix.starts_with(app.package)
                && !app.spares(prefix.trim_end_matches('.')))
    };
    Catalogue::essential_apps().iter().find(meets).map(described)
}

/// Returns the app in whose package something of this name is declared.
fn packages_around(name: &str) -> Option<Harm> {
    let around = |app: &&EssentialApp| {
        let package = app.package.strip_suffix('.').unwrap_or(app.package);
        name.strip_prefix(package).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            && !app.spares(name)
    };
    Catalogue::essential_apps().iter().find(around).map(described)
}

fn namespace(name: &str) -> Option<Harm> {
    let meets = |(space, _): &&(&str, _)| name.starts_with(space) || space.starts_with(name);
    let (space, owner) = NAMESPACES.iter().find(meets)?;
    Some(Harm::Namespace { owner: owner.clone(), space })
}

/// Returns a class that ends in `suffix`: one that is known, or one of an essential app, whose
/// classes begin with its package name.
fn class_with(suffix: &str) -> Option<Harm> {
    if let Some(class) = CLASSES.iter().find(|class| class.ends_with(suffix)) {
        return Some(Harm::AppsWithClass { class });
    }
    let rest = suffix.strip_prefix('.')?;
    let within = |app: &&EssentialApp| {
        let starts = app.package.match_indices('.').map(|(at, _)| &app.package[at + 1..]);
        let mut starts = starts.filter(|start| !start.is_empty());
        starts.any(|start| {
            let start = start.strip_suffix('.').unwrap_or(start);
            rest.strip_prefix(start).is_some_and(|rest| rest.starts_with('.'))
        })
    };
    Catalogue::essential_apps().iter().find(within).map(described)
}

/// Returns what a host meets under which anybody's hosts are.
fn public_suffix(host: &str) -> Option<Harm> {
    let host = host_name(host)?;
    let (first, last) = host.split_once('.')?;
    let country = last.len() == 2 && !last.contains('.');
    let sold =
        country && (SECOND_LABELS.contains(&first) || OWN_SECOND_LABELS.contains(&(first, last)));
    sold.then(|| Harm::AnyHost { host: host.into_owned() })
}
