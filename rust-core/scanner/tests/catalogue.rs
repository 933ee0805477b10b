//! That the catalogue can be relied on, and that `docs/catalogue.md` says what it holds.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

#[path = "../catalogue/file.rs"]
mod file;

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use appvagt_scanner::{Catalogue, Date, EssentialApp, MarkKind, Policy, Strength, is_package_name};

/// Sources that name what they did not see on a phone or hear from the maker.
const WEAK_SOURCES: [&str; 6] = ["ADGUARD", "AID", "CODE", "IOSPUB", "PUB", "RVD"];

fn written() -> file::Catalogue {
    serde_json::from_str(include_str!("../src/catalogue/catalogue.json")).unwrap()
}

/// Every fact: where it is, what it says, and its sources.
fn facts(catalogue: &file::Catalogue) -> Vec<(String, &[String])> {
    let mut facts = Vec::new();
    for certificate in &catalogue.certificates {
        facts.push((certificate.id.clone(), &certificate.source[..]));
    }
    facts.extend(catalogue.essential.apps.iter().map(|app| (app.package.clone(), &app.source[..])));
    for family in &catalogue.families {
        let id = &family.id;
        facts.extend(family.packages.iter().map(|p| (format!("{id}: {}", p.name), &p.source[..])));
        let mark = |m: &file::Mark| format!("{id}: {} {}", m.kind, m.text);
        facts.extend(family.marks.iter().map(|m| (mark(m), &m.source[..])));
        facts.extend(family.ios.iter().map(|i| (format!("{id}: {}", i.bundle), &i.source[..])));
    }
    facts
}

#[test]
fn every_fact_has_a_known_source_and_every_source_a_fact() {
    let catalogue = written();
    let mut used = HashSet::new();
    for (fact, sources) in facts(&catalogue) {
        assert!(!sources.is_empty(), "{fact} has no source");
        for source in sources {
            assert!(catalogue.sources.contains_key(source), "{fact}: source {source}");
            used.insert(source.as_str());
        }
    }
    // The rule by which copies are named is no single fact.
    used.insert("ADGUARD");
    for source in catalogue.sources.keys() {
        assert!(used.contains(source.as_str()), "nothing comes from {source}");
    }
}

#[test]
fn what_is_known_from_weak_sources_alone_is_not_certain() {
    for family in written().families {
        let packages = family.packages.iter().map(|p| (&p.name, &p.certainty, &p.source));
        let marks = family.marks.iter().map(|m| (&m.text, &m.strength, &m.source));
        for (fact, worth, source) in packages.chain(marks) {
            if worth == "certain" {
                let weak = source.iter().all(|source| WEAK_SOURCES.contains(&source.as_str()));
                assert!(!weak, "{}: {fact} is certain by {source:?}", family.id);
            }
        }
    }
}

#[test]
fn no_two_families_claim_one_mark() {
    let mut ids = HashSet::new();
    let mut claimed: HashMap<(MarkKind, &str), (&str, Strength)> = HashMap::new();
    for family in Catalogue::embedded().families {
        assert!(ids.insert(family.id), "family {} twice", family.id);
        let mut own = HashSet::new();
        let packages =
            family.packages.iter().map(|p| (MarkKind::PACKAGE, p.name, Strength::Certain));
        let marks = family.marks.iter().map(|mark| (mark.kind, mark.text, mark.strength));
        let certificates = family.certificates.iter().map(|id| (*id, Strength::Certain));
        let company = family.company_certificates.iter().map(|id| (*id, Strength::Supports));
        let certificates =
            certificates.chain(company).map(|(id, worth)| (MarkKind::CERTIFICATE, id, worth));
        for (kind, text, strength) in packages.chain(marks).chain(certificates) {
            assert!(own.insert((kind, text)), "{}: {text} twice", family.id);
            // Several families may be supported by one mark, but only one identified by it.
            let (other, worth) = *claimed.entry((kind, text)).or_insert((family.id, strength));
            let shared = strength == Strength::Supports && worth == Strength::Supports;
            assert!(other == family.id || shared, "{other} and {} claim {text}", family.id);
        }
    }
}

#[test]
fn no_family_claims_what_another_is_recognised_by() {
    let families = Catalogue::embedded().families;
    for family in families {
        for mark in family.marks {
            let prefix = matches!(mark.kind, MarkKind::PACKAGE_PREFIX | MarkKind::COMPONENT_PREFIX);
            if !prefix || mark.strength == Strength::Supports {
                continue;
            }
            for other in families.iter().filter(|other| other.id != family.id) {
                let packages = other.packages.iter().map(|package| package.name);
                let marks = other.marks.iter().map(|mark| mark.text);
                for text in packages.chain(marks) {
                    let covers = text.starts_with(mark.text);
                    assert!(!covers, "{}: {} covers {text} of {}", family.id, mark.text, other.id);
                }
            }
        }
    }
}

#[test]
fn every_mark_could_be_met_and_tells_something() {
    for family in Catalogue::embedded().families {
        assert!(
            family.packages.iter().all(|package| is_package_name(package.name)),
            "{}",
            family.id
        );
        for mark in family.marks {
            // What a policy may not ban identifies nothing here either.
            let key = serde_json::to_value(mark.kind).unwrap();
            let ban = serde_json::json!({key.as_str().unwrap(): mark.text});
            let policy = serde_json::json!({"schema": 1, "banned": [ban]});
            let read = Policy::read(policy.to_string().as_bytes(), Catalogue::embedded());
            assert!(read.is_ok(), "{}: {read:?}", family.id);
        }
    }
}

#[test]
fn certificates_named_in_families_are_on_record_once() {
    let catalogue = Catalogue::embedded();
    let digests: HashSet<_> = catalogue.certificates.iter().map(|c| c.sha256).collect();
    assert_eq!(digests.len(), catalogue.certificates.len());
    for family in catalogue.families {
        let packages = family.packages.iter().flat_map(|p| p.signed_by);
        let own: HashSet<_> =
            family.certificates.iter().chain(family.company_certificates).collect();
        for id in own.iter().copied().chain(packages.clone()) {
            assert!(catalogue.certificate(id).is_some(), "{}: {id}", family.id);
        }
        for id in packages {
            assert!(own.contains(id), "{}: {id} signs an app of the family only", family.id);
        }
    }
}

#[test]
fn who_bans_what_is_known_with_a_date_and_a_page() {
    let mut ids = HashSet::new();
    for ban in Catalogue::public_bans() {
        assert!(ids.insert(ban.id), "{} twice", ban.id);
        assert!(!ban.by.is_empty() && ban.source.starts_with("https://"), "{ban:?}");
        let day = if ban.since.len() == 7 { format!("{}-01", ban.since) } else { ban.since.into() };
        assert!(day.parse::<Date>().is_ok(), "{ban:?}");
        let mut families = HashSet::new();
        for family in ban.families {
            assert!(families.insert(family), "{}: {family} twice", ban.id);
            assert!(Catalogue::embedded().family(family).is_some(), "{}: {family}", ban.id);
        }
        assert!(!families.is_empty(), "{}", ban.id);
    }
}

#[test]
fn what_a_phone_needs_is_on_record_once_and_banned_by_no_family() {
    let essential = written().essential;
    let mut names = HashSet::new();
    for file::EssentialApp { package, except, .. } in &essential.apps {
        assert!(names.insert(package.clone()), "{package} twice");
        assert!(is_package_name(package.strip_suffix('.').unwrap_or(package)), "{package}");
        for spared in except {
            assert!(spared.starts_with(package) && EssentialApp::of(spared).is_none(), "{spared}");
        }
        let one_of_them =
            if package.ends_with('.') { format!("{package}x") } else { package.clone() };
        assert!(EssentialApp::of(&one_of_them).is_some(), "{one_of_them}");
    }
    for id in &essential.certificates {
        assert!(Catalogue::embedded().certificate(id).is_some(), "{id}");
    }
    for family in Catalogue::embedded().families {
        for package in family.packages {
            assert!(EssentialApp::of(package.name).is_none(), "{}: {}", family.id, package.name);
        }
        let certificates = family.certificates.iter().chain(family.company_certificates);
        for id in certificates {
            assert!(!essential.certificates.iter().any(|other| other == id), "{}: {id}", family.id);
        }
    }
}

#[test]
fn an_app_for_iphones_is_of_one_family() {
    let mut bundles = HashSet::new();
    for app in Catalogue::ios_apps() {
        assert!(bundles.insert(app.bundle), "{} twice", app.bundle);
        assert!(Catalogue::embedded().family(app.family).is_some(), "{}", app.bundle);
    }
    let tiktok = Catalogue::ios_apps().iter().find(|app| app.bundle == "com.ss.iphone.ugc.Ame");
    assert_eq!(tiktok.map(|app| app.family), Some("tiktok"));
    assert!(bundles.len() >= 35, "{}", bundles.len());
}

/// Set `APPVAGT_WRITE_DOCS` to write the document instead of comparing it.
#[test]
fn the_document_says_what_the_catalogue_holds() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/catalogue.md");
    let document = document(&written());
    if env::var_os("APPVAGT_WRITE_DOCS").is_some() {
        fs::write(&path, &document).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == document,
        "docs/catalogue.md is stale: APPVAGT_WRITE_DOCS=1 cargo test -p appvagt-scanner --test catalogue"
    );
}

fn document(catalogue: &file::Catalogue) -> String {
    let mut text = String::from(
        "# The catalogue of apps\n\n\
         Written from [`catalogue.json`](../rust-core/scanner/src/catalogue/catalogue.json) by its tests; change\n\
         that file, not this one.\n\n\
         A policy bans families by the id in parentheses. Without a policy, `tiktok` is banned and nothing\n\
         else. Families never count as one another: Douyin is not TikTok.\n\n\
         Each package name counts with its last letter raised by one as well (strong): so App Cloner names its\n\
         copies (ADGUARD).\n\n\
         Strength of a mark: `certain` and `strong` (very likely) identify alone, `together` along with a\n\
         mark of another kind, `supports` never.\n",
    );
    for family in &catalogue.families {
        write_family(&mut text, family, &catalogue.bans);
    }
    text.push_str(
        "\n## Who bans what\n\nOn devices for work, as far as it is known with a date and a source.\n\n\
         | id | who | since | families |\n| --- | --- | --- | --- |\n",
    );
    for file::Ban { id, by, since, families, source, note } in &catalogue.bans {
        let note = note.as_ref().map(|note| format!(". {note}")).unwrap_or_default();
        let families = families.join(", ");
        let _ = writeln!(text, "| {id} | [{by}]({source}){note} | {since} | {families} |");
    }
    text.push_str(
        "\n## Apps that no policy may ban\n\n\
         A phone does not work or cannot be managed without them. A policy that meets one, or what such apps\n\
         and most others declare, is refused. Names that end in a dot are beginnings.\n\n\
         | package | | source |\n| --- | --- | --- |\n",
    );
    for file::EssentialApp { package, what, except, source } in &catalogue.essential.apps {
        let but = except.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let but = if but.is_empty() { but } else { format!(", but not {but}") };
        let _ = writeln!(text, "| `{package}`{but} | {what} | {} |", source.join(", "));
    }
    let certificates = catalogue.essential.certificates.join(", ");
    let _ = writeln!(text, "\nThe same holds for what these certificates sign: {certificates}.");
    text.push_str(
        "\n## Certificates\n\n| id | owner | SHA-256 | source |\n| --- | --- | --- | --- |\n",
    );
    for file::Certificate { id, owner, sha256, source } in &catalogue.certificates {
        let _ = writeln!(text, "| {id} | {owner} | `{sha256}` | {} |", source.join(", "));
    }
    text.push_str("\n## Sources\n\n| | |\n| --- | --- |\n");
    for (id, source) in &catalogue.sources {
        let _ = writeln!(text, "| {id} | {source} |");
    }
    text
}

fn write_family(text: &mut String, family: &file::Family, bans: &[file::Ban]) {
    let _ = writeln!(text, "\n## {} (`{}`)\n", family.name, family.id);
    let mut sentences = Vec::new();
    if family.test {
        sentences.push("Looked for whatever is banned, and always called a test.".to_owned());
    }
    if !family.names.is_empty() {
        let names: Vec<_> = family.names.iter().map(|(l, name)| format!("{name} ({l})")).collect();
        sentences.push(format!("In other languages: {}.", names.join(", ")));
    }
    let bans: Vec<_> = bans.iter().filter(|ban| ban.families.contains(&family.id)).collect();
    if !bans.is_empty() {
        let bans: Vec<_> = bans.iter().map(|ban| format!("{} ({})", ban.id, ban.since)).collect();
        sentences.push(format!("[Banned by](#who-bans-what): {}.", bans.join(", ")));
    }
    if !family.certificates.is_empty() {
        sentences.push(format!("Certificates of its own: {}.", family.certificates.join(", ")));
    }
    if !family.company_certificates.is_empty() {
        let certificates = family.company_certificates.join(", ");
        sentences.push(format!("Certificates shared with other families: {certificates}."));
    }
    if !sentences.is_empty() {
        let _ = writeln!(text, "{}\n", sentences.join("\n"));
    }
    text.push_str("| mark | | strength | source |\n| --- | --- | --- | --- |\n");
    for file::Package { name, app, certainty, signed_by, source } in &family.packages {
        let signed = if signed_by.is_empty() {
            String::new()
        } else {
            format!(", signed by {}", signed_by.join(" or "))
        };
        let source = source.join(", ");
        let _ = writeln!(text, "| package | `{name}`: {app}{signed} | {certainty} | {source} |");
    }
    for file::Mark { kind, text: mark, strength, source } in &family.marks {
        let kind = kind.replace('_', " ");
        let _ = writeln!(text, "| {kind} | `{mark}` | {strength} | {} |", source.join(", "));
    }
    for file::IosApp { bundle, app, source } in &family.ios {
        let _ = writeln!(text, "| iOS bundle | `{bundle}`: {app} | | {} |", source.join(", "));
    }
}
