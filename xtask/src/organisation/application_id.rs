//! Which application ids an organisation may take.

use appvagt_scanner::{
    Ban, Catalogue, InstalledApp, Judge, JudgingContext, Policy, is_package_name,
};

/// Beginnings of names that belong to Android, to Google, or to the languages that apps are
/// written in.
const PLATFORM: [&str; 9] = [
    "android",
    "androidx",
    "com.android",
    "com.google",
    "dalvik",
    "google",
    "java",
    "javax",
    "kotlin",
];
/// Appvagt's own, of the app as it is published, the decoy and others.
const OUR_OWN: &str = "org.appvagt";
/// Top-level domains that nobody has, and the domain that is for examples under any other.
const NOBODYS: [&str; 6] = ["example", "test", "invalid", "localhost", "local", "internal"];
const EXAMPLE: &str = "example";

const ALLOWED: &str = "allowed: an internet domain that your organisation owns, the other way \
    round, and a name: for example.dk, dk.example.appvagt";

/// Checks that an organisation may give its app this id, as far as that can be known here.
///
/// # Errors
/// It may not: why, and what is allowed.
pub fn check(id: &str) -> Result<(), String> {
    if !id.contains('.') || !is_package_name(id) {
        return Err(format!(
            "{id:?} is no application id; allowed: two or more parts of the letters a to z, digits \
             and underscores, each beginning with a letter, joined by dots, such as \
             dk.municipality.appvagt"
        ));
    }
    // Two ids that differ in capitals alone are two apps, but nobody can distinguish them.
    let lower = id.to_ascii_lowercase();
    whose(&lower).map_or(Ok(()), |whose| Err(format!("{id:?} is {whose}; {ALLOWED}")))
}

/// Returns whose an id is, where it is surely not the organisation's.
fn whose(id: &str) -> Option<String> {
    if is_within(id, OUR_OWN) {
        return Some("Appvagt's own, as it is published for all".to_owned());
    }
    if let Some(platform) = PLATFORM.iter().find(|start| is_within(id, start)) {
        return Some(format!("Android's or Google's: nobody else has {platform}"));
    }
    let mut parts = id.split('.');
    let (first, second) = (parts.next()?, parts.next()?);
    if NOBODYS.contains(&first) || second == EXAMPLE {
        return Some("in a domain that is for examples and tests".to_owned());
    }
    let catalogue = Catalogue::embedded();
    let owner = format!("{first}.{second}");
    for family in catalogue.families {
        if family.packages.iter().any(|package| is_within(&lower(package.name), &owner)) {
            return Some(format!("in {owner}, which is that of {}", family.name));
        }
    }
    let essential = Catalogue::essential_apps();
    if let Some(app) = essential.iter().find(|app| is_within(&lower(app.package), &owner)) {
        return Some(format!("in {owner}, which is that of {}", app.what));
    }
    let policy =
        Policy::banning(catalogue.families.iter().map(|f| Ban::Family(f.id.to_owned())).collect());
    let context = JudgingContext::default();
    let ruling = Judge::new(catalogue, &policy, &context).rule(&InstalledApp::named(id));
    ruling.identity().map(|identity| format!("taken for {} by every scan", identity.name))
}

fn lower(name: &str) -> String {
    name.to_ascii_lowercase()
}

/// Returns whether a name is this beginning, or goes on behind it with a dot.
fn is_within(name: &str, start: &str) -> bool {
    name.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_the_other_way_round_and_a_name_may_be_taken() {
        for id in [
            "dk.hvidsund.appvagt",
            "fi.kuusilahti.sovellusvahti",
            "se.kommun_a.App2",
            "org.appvagtel.a",
            "dk.kommune",
            "eu.tiktokfri.vagt",
            "com.googol.app",
            "no.android.app",
            // Not the domain itself.
            "dk.exampleville.app",
        ] {
            assert_eq!(check(id), Ok(()), "{id}");
        }
    }

    #[test]
    fn what_is_no_id_says_what_one_is() {
        let long = format!("dk.{}", "a".repeat(221));
        for id in [
            "",
            ".",
            "appvagt",
            "dk.",
            ".dk",
            "dk..a",
            "dk.1a",
            "dk._a",
            "dk.a-b",
            "dk.a b",
            "dk.å",
            "dk.a/b",
            "dk.a\n",
            " dk.a",
            "https://a.dk",
            &long,
        ] {
            let error = check(id).unwrap_err();
            assert!(
                error.starts_with(&format!("{id:?} is no application id; allowed: ")),
                "{error}"
            );
        }
    }

    #[test]
    fn what_belongs_to_somebody_else_says_to_whom_and_what_may_be_taken() {
        for (id, whose) in [
            ("org.appvagt", "Appvagt's own"),
            ("org.appvagt.kommune", "Appvagt's own"),
            ("ORG.AppVagt.decoy", "Appvagt's own"),
            ("android.app", "Android's or Google's"),
            ("androidx.kommune", "Android's or Google's"),
            ("com.android.vending", "Android's or Google's"),
            ("com.google.kommune", "Android's or Google's"),
            ("Com.Google.android.gms", "Android's or Google's"),
            ("com.example.app", "in a domain that is for examples"),
            ("dk.example.appvagt", "in a domain that is for examples"),
            ("example.dk", "in a domain that is for examples"),
            ("test.kommune.app", "in a domain that is for examples"),
            ("com.zhiliaoapp.musically", "in com.zhiliaoapp, which is that of TikTok"),
            ("com.tiktok.appvagt", "in com.tiktok, which is that of "),
            ("com.bytedance.a", "in com.bytedance, which is that of "),
            ("com.whatsapp", "in com.whatsapp, which is that of WhatsApp"),
            ("com.whatsapp.guard", "in com.whatsapp, which is that of WhatsApp"),
            ("org.telegram.vagt", "in org.telegram, which is that of "),
            ("com.samsung.vagt", "in com.samsung, which is that of "),
            ("com.microsoft.vagt", "in com.microsoft, which is that of "),
        ] {
            let error = check(id).unwrap_err();
            assert!(error.starts_with(&format!("{id:?} is {whose}")), "{error}");
            assert!(error.ends_with(ALLOWED), "{error}");
        }
    }

    #[test]
    fn nobody_can_take_an_id_that_a_scan_would_find() {
        for family in Catalogue::embedded().families {
            for package in family.packages.iter().filter(|package| package.name.contains('.')) {
                assert!(check(package.name).is_err(), "{}", package.name);
                assert!(check(&format!("{}.own", package.name)).is_err(), "{}", package.name);
            }
        }
    }
}
