//! What is banned and what is not, what is said about it, and what the verdict is.

#![expect(
    clippy::unwrap_used,
    clippy::needless_pass_by_value,
    reason = "tests read best so, and one that cannot be set up fails"
)]

use std::collections::BTreeMap;

use appvagt_scanner::{
    AppPlace, Ban, Catalogue, Certainty, CertificateDigest, Date, Deadline, Due, Evidence, Exempt,
    Exemption, Finding, Gap, Identity, InstalledApp, Judge, JudgingContext, Label, ManifestFacts,
    MarkKind, Note, Origin, PackageList, PhoneApps, Policy, Presence, Profile, Removal, Report,
    Ruling, Signers, State, Text, Verdict,
};
use proptest::prelude::*;

const MUSICAL_LY: &str = "9041803e91bcb814b4b4399fb5c85a91640b755e5e8ba76813814bf4cf2ab5ba";
const BYTEDANCE: &str = "d7811ec4166fea6cc720ba66699dc84b584ac9e6986613a76d4e43d8cbe32b27";
const SOMEBODY: &str = "5050505050505050505050505050505050505050505050505050505050505050";

fn digest(hex: &str) -> CertificateDigest {
    hex.parse().unwrap()
}

fn signed(package: &str, certificate: &str) -> InstalledApp {
    let signers = Signers { current: vec![digest(certificate)], history: vec![] };
    InstalledApp { signers: Some(signers), ..InstalledApp::named(package) }
}

fn judge_by(bans: &[Ban], apps: Vec<InstalledApp>, gaps: Vec<Gap>) -> Report {
    let (policy, context) = (Policy::banning(bans.to_vec()), JudgingContext::default());
    Judge::new(Catalogue::embedded(), &policy, &context).report(
        apps.iter().map(|app| ((), app)),
        gaps,
        &[],
    )
}

fn place(package: &str, profile: Option<Profile>) -> AppPlace {
    AppPlace { package: package.to_owned(), profile }
}

fn tiktok_ban() -> Ban {
    Ban::Family("tiktok".into())
}

fn judge(apps: Vec<InstalledApp>) -> Report {
    judge_by(&[tiktok_ban()], apps, vec![])
}

fn only_finding(app: InstalledApp) -> Finding {
    let mut report = judge(vec![app]);
    assert_eq!((report.verdict, report.findings.len()), (Verdict::ActionRequired, 1), "{report:?}");
    report.findings.remove(0).finding
}

#[test]
fn each_tiktok_app_is_found_by_its_name_alone() {
    let family = Catalogue::embedded().family("tiktok").unwrap();
    assert!(family.packages.len() >= 17, "the catalogue lost apps");
    for package in family.packages {
        let finding = only_finding(InstalledApp::named(package.name));
        assert_eq!(finding.identity.family.as_deref(), Some("tiktok"), "{}", package.name);
        assert_eq!(finding.identity.certainty, package.certainty, "{}", package.name);
    }
}

#[test]
fn the_certificate_says_whether_an_app_with_the_name_is_the_makers() {
    let name = |app: &str| Evidence::PackageName { app: app.into(), certainty: Certainty::Certain };
    let musical_ly = Evidence::GenuineCertificate {
        owner: "musical.ly Inc., Shanghai".into(),
        sha256: digest(MUSICAL_LY),
    };
    let bytedance_genuine = Evidence::GenuineCertificate {
        owner: "ByteDance, Beijing".into(),
        sha256: digest(BYTEDANCE),
    };
    let bytedance_company = Evidence::CompanyCertificate {
        owner: "ByteDance, Beijing".into(),
        sha256: digest(BYTEDANCE),
    };
    let foreign = Evidence::ForeignCertificate { sha256: vec![digest(SOMEBODY)] };
    let cases = [
        ("com.zhiliaoapp.musically", MUSICAL_LY, vec![name("TikTok"), musical_ly]),
        ("com.ss.android.ugc.trill", BYTEDANCE, vec![name("TikTok"), bytedance_genuine]),
        ("com.tiktok.tv", BYTEDANCE, vec![name("TikTok TV"), bytedance_company]),
        ("com.zhiliaoapp.musically", SOMEBODY, vec![name("TikTok"), foreign]),
        // No certificate is on record for TikTok TV: another one proves nothing.
        ("com.tiktok.tv", SOMEBODY, vec![name("TikTok TV")]),
    ];
    for (package, certificate, evidence) in cases {
        assert_eq!(
            only_finding(signed(package, certificate)).identity.evidence,
            evidence,
            "{package}"
        );
    }
}

#[test]
fn a_renamed_app_is_found_by_the_key_that_signs_tiktok_alone() {
    let finding = only_finding(signed("com.example.renamed", MUSICAL_LY));
    assert_eq!(finding.identity.family.as_deref(), Some("tiktok"));
    assert!(matches!(finding.identity.evidence[..], [Evidence::GenuineCertificate { .. }]));
}

#[test]
fn an_earlier_certificate_counts_after_a_key_rotation() {
    let mut app = signed("com.example.renamed", SOMEBODY);
    app.signers.as_mut().unwrap().history = vec![digest(MUSICAL_LY), digest(SOMEBODY)];
    assert_eq!(only_finding(app).identity.family.as_deref(), Some("tiktok"));
}

#[test]
fn what_is_not_tiktok_stays_clean() {
    let report = judge(vec![
        signed("com.ss.android.ugc.aweme", BYTEDANCE),
        signed("com.lemon.lvoverseas", BYTEDANCE),
        signed("com.example.game", BYTEDANCE),
        signed("com.downloaderfor.tiktok", SOMEBODY),
        signed("com.zhiliaoapp.musically2", SOMEBODY),
        signed("com.whatsapp", SOMEBODY),
    ]);
    assert_eq!((report.verdict, report.scanned), (Verdict::Compliant, 6), "{report:?}");
    assert_eq!(report.findings, []);
}

#[test]
fn the_policy_says_which_families_and_packages_are_banned() {
    let apps = vec![
        signed("com.whatsapp", SOMEBODY),
        signed("com.zhiliaoapp.musically", MUSICAL_LY),
        InstalledApp {
            label: Some(Label::new("Game", "com.example.game")),
            ..signed("com.example.game", SOMEBODY)
        },
    ];
    let bans =
        [Ban::Family("whatsapp".into()), Ban::Mark(MarkKind::PACKAGE, "com.example.game".into())];
    let report = judge_by(&bans, apps, vec![]);
    let found: Vec<_> = report
        .findings
        .iter()
        .map(|found| &found.finding)
        .map(|f| (f.package.as_str(), f.identity.family.as_deref(), f.identity.name.as_str()))
        .collect();
    let game = ("com.example.game", None, "Game");
    assert_eq!(found, [("com.whatsapp", Some("whatsapp"), "WhatsApp"), game]);
}

#[test]
fn an_app_that_cannot_run_and_cannot_be_removed_is_named_but_needs_no_action() {
    let mut app = signed("com.zhiliaoapp.musically", MUSICAL_LY);
    (app.system, app.enabled) = (true, false);
    let report = judge(vec![app]);
    assert_eq!(report.verdict, Verdict::Compliant);
    assert_eq!(report.findings[0].finding.removal, Removal::NothingLeft);
}

#[test]
fn disabled_hidden_and_archived_apps_are_found_and_absent_ones_are_not() {
    let cases = [
        (Presence::Installed, true, Some(State::Enabled)),
        (Presence::Installed, false, Some(State::Disabled)),
        (Presence::Hidden, true, Some(State::Hidden)),
        (Presence::Archived, true, Some(State::Archived)),
        (Presence::DataKept, true, None),
        (Presence::NotInstalled, true, None),
    ];
    for (presence, enabled, state) in cases {
        let app = signed("com.zhiliaoapp.musically", MUSICAL_LY);
        let report = judge(vec![InstalledApp { presence, enabled, ..app }]);
        assert_eq!(
            report.findings.first().map(|f| f.finding.state),
            state,
            "{presence:?} {enabled}"
        );
        assert_eq!(report.scanned, usize::from(state.is_some()));
    }
}

#[test]
fn what_google_play_leaves_of_an_app_is_archived_and_nothing_else_is() {
    let (reactivate, updates) = (
        "com.google.android.archive.ReactivateActivity",
        "com.google.android.archive.UpdateBroadcastReceiver",
    );
    let own = "com.ss.android.ugc.aweme.splash.SplashActivity";
    let meta_data = "com.android.vending.archive";
    let cases: [(&[&str], &[&str], State); 7] = [
        (&[reactivate, updates], &[meta_data], State::Archived),
        (&[reactivate], &["com.example.x", meta_data], State::Archived),
        (&[reactivate, updates], &[], State::Enabled),
        (&[], &[meta_data], State::Enabled),
        // It has code of its own, whatever it says.
        (&[reactivate, updates, own], &[meta_data], State::Enabled),
        (&[own], &[meta_data], State::Enabled),
        (&["com.google.android.archiveReactivateActivity"], &[meta_data], State::Enabled),
    ];
    for (classes, meta_data, state) in cases {
        let declared = ManifestFacts {
            classes: classes.iter().map(|class| (*class).to_owned()).collect(),
            meta_data: meta_data.iter().map(|name| ((*name).to_owned(), String::new())).collect(),
            ..ManifestFacts::default()
        };
        let app = |certificate| InstalledApp {
            declared: Some(Box::new(declared.clone())),
            ..signed("com.zhiliaoapp.musically", certificate)
        };
        let finding = only_finding(app(MUSICAL_LY));
        assert_eq!((finding.state, finding.removal), (state, Removal::Uninstall), "{classes:?}");
        let disabled = only_finding(InstalledApp { enabled: false, ..app(MUSICAL_LY) });
        assert_eq!(disabled.state, State::Disabled, "{classes:?}");
        let says_so = only_finding(app(SOMEBODY)).identity.evidence;
        let only_name = says_so.contains(&Evidence::NothingButTheName);
        assert_eq!(only_name, state != State::Archived && !classes.contains(&own), "{classes:?}");
    }
}

#[test]
fn what_keeps_an_app_from_running_is_distinguished() {
    let cases = [
        (true, false, State::Enabled),
        (true, true, State::Suspended),
        (false, false, State::Disabled),
        (false, true, State::Disabled),
    ];
    for (enabled, suspended, state) in cases {
        let app = signed("com.zhiliaoapp.musically", MUSICAL_LY);
        let finding = only_finding(InstalledApp { enabled, suspended, ..app });
        assert_eq!((finding.state, finding.removal), (state, Removal::Uninstall));
    }
}

#[test]
fn where_an_app_came_from_and_where_it_is_are_reported() {
    type Change = fn(&mut InstalledApp);
    let cases: [(Change, Origin, Option<Profile>, Removal); 6] = [
        (|_| (), Origin::Installed, None, Removal::Uninstall),
        (|a| a.system = true, Origin::Preloaded, None, Removal::Disable),
        (
            |a| (a.system, a.updated_system) = (true, true),
            Origin::PreloadedUpdated,
            None,
            Removal::RestoreThenDisable,
        ),
        (|a| a.instant = true, Origin::Instant, None, Removal::ClearInstant),
        (
            |a| a.profile = Some(Profile::Work),
            Origin::Installed,
            Some(Profile::Work),
            Removal::InOtherProfile,
        ),
        (
            |a| (a.profile, a.system) = (Some(Profile::Clone), true),
            Origin::Preloaded,
            Some(Profile::Clone),
            Removal::AskIt,
        ),
    ];
    for (change, origin, profile, removal) in cases {
        let mut app = signed("com.zhiliaoapp.musically", MUSICAL_LY);
        change(&mut app);
        let found = only_finding(app);
        assert_eq!((found.origin, found.profile, found.removal), (origin, profile, removal));
    }
}

#[test]
fn the_kept_data_of_a_banned_app_are_a_note() {
    let kept = |package: &str, certificate: &str| InstalledApp {
        presence: Presence::DataKept,
        ..signed(package, certificate)
    };
    let report = judge(vec![
        kept("com.zhiliaoapp.musically", SOMEBODY),
        kept("com.example.game", BYTEDANCE),
        InstalledApp { presence: Presence::NotInstalled, ..InstalledApp::named("com.tiktok.tv") },
    ]);
    assert_eq!((report.verdict, report.scanned), (Verdict::Compliant, 0));
    let (package, name) = ("com.zhiliaoapp.musically".to_owned(), "TikTok".to_owned());
    let label = Some(Label::new("TikTok", &package));
    assert_eq!(report.notes, [Note::DataKept { package, name, label }]);
    assert_eq!(report.findings, []);
}

#[test]
fn a_note_names_the_app_and_not_its_family_alone() {
    let labelled = |package: &str, label: &str| InstalledApp {
        label: Some(Label::new(label, package)),
        ..InstalledApp::named(package)
    };
    let mut policy = Policy::default();
    policy.banned[0].from = Some(day("2026-12-31"));
    let apps = vec![
        labelled("com.ss.android.ugc.trill", "Clips"),
        InstalledApp::named("com.zhiliaoapp.musically.go"),
    ];
    let report = report_on(&policy, Some("2026-12-30"), apps);
    let labels: Vec<_> = report
        .notes
        .iter()
        .map(|note| match note {
            Note::Announced { name, label, .. } => {
                (name.as_str(), label.as_ref().unwrap().as_str())
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(labels, [("TikTok", "Clips"), ("TikTok", "TikTok Lite")]);
}

#[test]
fn a_profile_that_cannot_be_seen_is_a_gap_only_if_the_policy_asks_for_it() {
    let (private, work) = (Profile::Private, Profile::Work);
    let cases = [
        (vec![], Verdict::Compliant, vec![], vec![private, work]),
        (vec![work], Verdict::Incomplete, vec![work], vec![private]),
        (vec![Profile::Clone], Verdict::Compliant, vec![], vec![private, work]),
    ];
    for (profiles, verdict, gaps, notes) in cases {
        let (policy, context) =
            (Policy { profiles, ..Policy::default() }, JudgingContext::default());
        let judge = Judge::new(Catalogue::embedded(), &policy, &context);
        let report = judge.report::<()>([], vec![], &[private, work]);
        assert_eq!(report.verdict, verdict);
        let gap = |profile| Gap::ProfileUnseen { profile };
        let note = |profile| Note::ProfileUnseen { profile };
        assert_eq!(report.gaps, gaps.into_iter().map(gap).collect::<Vec<_>>());
        assert_eq!(report.notes, notes.into_iter().map(note).collect::<Vec<_>>());
    }
}

#[test]
fn a_phone_is_asked_for_every_banned_name_and_every_known_app() {
    let bans =
        ["com.example.game", "com.tiktok.tv"].map(|name| Ban::Mark(MarkKind::PACKAGE, name.into()));
    let [game, tv] = bans;
    let policy = Policy::banning(vec![tiktok_ban(), tv, game]);
    let known = ["com.example.found", "com.example.game"].map(|name| (place(name, None), None));
    let context = JudgingContext { known: known.into(), ..JudgingContext::default() };
    let names: Vec<_> =
        Judge::new(Catalogue::embedded(), &policy, &context).packages_to_ask().collect();
    assert!(
        names.is_sorted() && names.iter().filter(|name| **name == "com.tiktok.tv").count() == 1
    );
    for name in
        ["com.example.found", "com.example.game", "com.zhiliaoapp.musically", "org.appvagt.decoy"]
    {
        assert!(names.contains(&name), "{name}");
    }
    assert!(!names.contains(&"com.whatsapp"));
}

#[test]
fn what_the_person_can_do_stands_first() {
    let app = |package: &str| signed(package, SOMEBODY);
    let report = judge(vec![
        InstalledApp { system: true, enabled: false, ..app("com.tiktok.tv") },
        InstalledApp { uninstall_blocked: Some(true), ..app("com.ss.android.ugc.now") },
        InstalledApp { system: true, ..app("com.tiktok.manager") },
        app("com.zhiliaoapp.musically"),
        app("com.ss.android.ugc.trill"),
    ]);
    let order: Vec<_> = report.findings.iter().map(|f| f.finding.removal).collect();
    assert_eq!(
        order,
        [
            Removal::Uninstall,
            Removal::Uninstall,
            Removal::Disable,
            Removal::AskIt,
            Removal::NothingLeft
        ]
    );
    assert_eq!(
        report.findings[0].finding.package, "com.zhiliaoapp.musically",
        "the phone's order is kept"
    );
}

#[test]
fn what_is_to_be_done_comes_before_what_was_not_seen() {
    let nothing_left = || InstalledApp { system: true, enabled: false, ..tiktok() };
    let gap = || vec![Gap::ListWithoutAndroid];
    let cases = [
        (vec![], vec![], Verdict::Compliant),
        (vec![], gap(), Verdict::Incomplete),
        (vec![nothing_left()], vec![], Verdict::Compliant),
        (vec![nothing_left()], gap(), Verdict::Incomplete),
        (vec![tiktok()], vec![], Verdict::ActionRequired),
        (vec![tiktok()], gap(), Verdict::ActionRequired),
    ];
    for (apps, gaps, verdict) in cases {
        let (found, complete) = (apps.len(), gaps.is_empty());
        let report = judge_by(&[tiktok_ban()], apps, gaps);
        let seen = (report.verdict, report.complete, report.findings.len());
        assert_eq!(seen, (verdict, complete, found), "{report:?}");
    }
}

#[test]
fn a_gap_that_is_found_later_changes_no_finding() {
    let report = judge(vec![tiktok()]).with_gap(Gap::ListEmpty);
    let seen = (report.verdict, report.complete, report.findings.len());
    assert_eq!(seen, (Verdict::ActionRequired, false, 1));
    assert_eq!(judge(vec![]).with_gap(Gap::ListEmpty).verdict, Verdict::Incomplete);
}

proptest! {
    #[test]
    fn neither_order_nor_company_changes_what_is_found(
        strangers in proptest::collection::vec("[a-z]{1,8}\\.[a-z]{1,8}", 0..40),
        place in 0_usize..40,
    ) {
        let mut apps: Vec<_> = strangers.iter().map(|name| signed(name, SOMEBODY)).collect();
        let place = place.min(apps.len());
        apps.insert(place, signed("com.zhiliaoapp.musically", MUSICAL_LY));
        let report = judge(apps);
        prop_assert_eq!(report.scanned, strangers.len() + 1);
        let found: Vec<_> = report.findings.into_iter().map(|found| found.finding).collect();
        prop_assert_eq!(found, [only_finding(tiktok())]);
    }
}

#[test]
fn what_meets_several_rules_is_listed_once() {
    let package = "com.zhiliaoapp.musically.go";
    let component = "com.zhiliaoapp.musically.openauthorize.AwemeAuthorizedActivity";
    let declared =
        ManifestFacts { classes: vec![component.to_owned()], ..ManifestFacts::default() };
    let app = InstalledApp { declared: Some(Box::new(declared)), ..InstalledApp::named(package) };
    let marks = only_finding(app).identity.evidence;
    let found: Vec<_> = marks
        .iter()
        .filter_map(|evidence| match evidence {
            Evidence::Mark { found, .. } => Some(found.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(found, [component], "the prefix of its name and the suffix of its part go unsaid");
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// What comes of the apps on a day.
fn report_on(policy: &Policy, today: Option<&str>, apps: Vec<InstalledApp>) -> Report {
    report_for(policy, &JudgingContext { today: today.map(day), ..JudgingContext::default() }, apps)
}

fn report_for(policy: &Policy, context: &JudgingContext, apps: Vec<InstalledApp>) -> Report {
    let apps = apps.iter().map(|app| ((), app));
    Judge::new(Catalogue::embedded(), policy, context).report(apps, vec![], &[])
}

fn everybody(text: &str) -> Text {
    Text::Everybody(text.to_owned())
}

fn tiktok() -> InstalledApp {
    signed("com.zhiliaoapp.musically", MUSICAL_LY)
}

#[test]
fn a_ban_of_a_later_day_is_announced_and_in_force_from_that_day_on() {
    let mut policy = Policy::banning(vec![
        tiktok_ban(),
        Ban::Mark(MarkKind::PACKAGE, "com.example.game".into()),
    ]);
    policy.banned[0].from = Some(day("2026-12-31"));
    policy.banned[0].reason = Some(everybody("The council decided it."));
    let (before, after) = (report_on(&policy, Some("2026-12-30"), vec![tiktok()]), || {
        report_on(&policy, Some("2026-12-31"), vec![tiktok()])
    });
    assert_eq!((before.verdict, before.findings), (Verdict::Compliant, vec![]));
    let announced = Note::Announced {
        package: "com.zhiliaoapp.musically".into(),
        name: "TikTok".into(),
        label: Some(Label::new("TikTok", "com.zhiliaoapp.musically")),
        profile: None,
        reason: Some(everybody("The council decided it.")),
        from: day("2026-12-31"),
        removal: Removal::Uninstall,
    };
    assert_eq!(before.notes, [announced]);
    assert_eq!((after().verdict, after().notes), (Verdict::ActionRequired, vec![]));
    assert_eq!(after().findings[0].finding.reason, Some(everybody("The council decided it.")));
    let unknown = report_on(&policy, None, vec![tiktok()]);
    assert_eq!(unknown.verdict, Verdict::ActionRequired, "the ban may be in force");
    let other = report_on(&policy, Some("2026-12-30"), vec![signed("com.example.game", SOMEBODY)]);
    assert_eq!(other.verdict, Verdict::ActionRequired, "other bans are in force");
}

#[test]
fn a_phone_is_not_asked_for_names_that_are_banned_later() {
    let mut policy = Policy::default();
    policy.banned[0].from = Some(day("2026-12-31"));
    let context = JudgingContext { today: Some(day("2026-12-30")), ..JudgingContext::default() };
    let judge = Judge::new(Catalogue::embedded(), &policy, &context);
    assert!(judge.packages_to_ask().all(|name| name != "com.zhiliaoapp.musically"));
    assert!(matches!(judge.rule(&tiktok()), Ruling::Announced { .. }));
    assert_eq!(judge.rule(&signed("com.example.game", SOMEBODY)), Ruling::Clear);
}

#[test]
fn an_exempt_app_is_named_and_nothing_to_act_on_until_its_last_day_is_over() {
    let exempt = |what| Exemption {
        what,
        reason: everybody("Press work"),
        until: day("2026-06-30"),
        group: None,
    };
    for what in
        [Exempt::Family("tiktok".into()), Exempt::Package("com.zhiliaoapp.musically".into())]
    {
        let policy = Policy { exemptions: vec![exempt(what)], ..Policy::default() };
        let on = |today| report_on(&policy, today, vec![tiktok()]);
        let report = on(Some("2026-06-30"));
        assert_eq!((report.verdict, report.findings), (Verdict::Compliant, vec![]));
        let note = Note::Exempt {
            package: "com.zhiliaoapp.musically".into(),
            name: "TikTok".into(),
            label: Some(Label::new("TikTok", "com.zhiliaoapp.musically")),
            profile: None,
            reason: everybody("Press work"),
            until: day("2026-06-30"),
        };
        assert_eq!(report.notes, [note]);
        for today in [Some("2026-07-01"), None] {
            assert_eq!((on(today).verdict, on(today).notes), (Verdict::ActionRequired, vec![]));
        }
    }
}

#[test]
fn an_exemption_holds_for_what_it_names_and_nothing_else() {
    let exemption = |what, group: Option<&str>| Exemption {
        what,
        reason: everybody("Press work"),
        until: day("2026-06-30"),
        group: group.map(str::to_owned),
    };
    let family = || Exempt::Family("tiktok".into());
    let other_app = Exempt::Package("com.ss.android.ugc.trill".into());
    let cases = [
        (exemption(other_app, None), None, false),
        (exemption(family(), Some("press")), None, false),
        (exemption(family(), Some("press")), Some("schools"), false),
        (exemption(family(), Some("press")), Some("press"), true),
        (exemption(family(), None), Some("schools"), true),
    ];
    for (exemption, group, exempt) in cases {
        let policy = Policy { exemptions: vec![exemption], ..Policy::default() };
        let group = group.map(str::to_owned);
        let context =
            JudgingContext { today: Some(day("2026-06-30")), group, ..JudgingContext::default() };
        let report = report_for(&policy, &context, vec![tiktok()]);
        assert_eq!(report.findings.is_empty(), exempt, "{:?} {context:?}", policy.exemptions);
    }
    let own_rule = Ban::Mark(MarkKind::PACKAGE, "com.zhiliaoapp.musically".into());
    let policy = Policy {
        exemptions: vec![exemption(family(), None)],
        ..Policy::banning(vec![tiktok_ban(), own_rule])
    };
    let report = report_on(&policy, Some("2026-06-30"), vec![tiktok()]);
    assert_eq!(report.verdict, Verdict::ActionRequired, "an own rule bans it as well");
}

#[test]
fn what_is_exempt_until_later_stands_in_the_note() {
    let exemption = |until| Exemption {
        what: Exempt::Family("tiktok".into()),
        reason: everybody(until),
        until: day(until),
        group: None,
    };
    let exemptions = vec![exemption("2026-06-30"), exemption("2026-09-30")];
    let policy = Policy { exemptions, ..Policy::default() };
    let report = report_on(&policy, Some("2026-06-01"), vec![tiktok()]);
    let [Note::Exempt { until, .. }] = &report.notes[..] else { panic!("{report:?}") };
    assert_eq!(*until, day("2026-09-30"));
}

#[test]
fn a_deadline_is_a_day_or_counted_from_when_the_app_was_first_found() {
    let (date, days) = (Deadline::Date(day("2026-06-30")), Deadline::DaysAfterFound(14));
    let due = |day_text, over| Some(Due { day: day(day_text), over });
    let cases = [
        (None, Some("2026-06-01"), None, None),
        (Some(date), Some("2026-06-30"), None, due("2026-06-30", false)),
        (Some(date), Some("2026-07-01"), None, due("2026-06-30", true)),
        (Some(date), None, None, due("2026-06-30", false)),
        (Some(days), Some("2026-06-01"), None, due("2026-06-15", false)),
        (Some(days), Some("2026-06-01"), Some("2026-05-20"), due("2026-06-03", false)),
        (Some(days), Some("2026-06-04"), Some("2026-05-20"), due("2026-06-03", true)),
        (Some(days), None, Some("2026-05-20"), due("2026-06-03", false)),
        (Some(days), None, None, None),
    ];
    for (deadline, today, before, due) in cases {
        let policy = Policy { deadline, ..Policy::default() };
        let found = before.map(|on| (place("com.zhiliaoapp.musically", None), Some(day(on))));
        let known = found.into_iter().collect();
        let context = JudgingContext { today: today.map(day), group: None, known };
        let report = report_for(&policy, &context, vec![tiktok()]);
        assert_eq!(report.findings[0].finding.due, due, "{deadline:?} {context:?}");
        let since = before.or(today).map(day);
        assert_eq!(report.findings[0].finding.since, since, "{context:?}");
    }
}

#[test]
fn the_reason_is_that_of_the_own_rule_or_else_of_the_family() {
    let mut policy = Policy::banning(vec![
        tiktok_ban(),
        Ban::Mark(MarkKind::PACKAGE, "com.zhiliaoapp.musically".into()),
    ]);
    policy.banned[0].reason = Some(everybody("the family"));
    let reason = |policy: &Policy| {
        report_on(policy, None, vec![tiktok()]).findings[0].finding.reason.clone()
    };
    assert_eq!(reason(&policy), Some(everybody("the family")));
    policy.banned[1].reason = Some(everybody("this app"));
    assert_eq!(reason(&policy), Some(everybody("this app")));
}

/// A policy with all there is to a ruling.
fn elaborate() -> Policy {
    let mut policy = Policy::banning(vec![
        tiktok_ban(),
        Ban::Family("whatsapp".into()),
        Ban::Mark(MarkKind::PACKAGE_PREFIX, "com.own.".into()),
        Ban::Mark(MarkKind::CERTIFICATE, SOMEBODY.into()),
    ]);
    policy.banned[0].reason = Some(everybody("decided"));
    policy.banned[1].from = Some(day("2026-06-01"));
    policy.banned[1].reason = Some(everybody("announced"));
    policy.deadline = Some(Deadline::Date(day("2026-03-01")));
    policy.exemptions = vec![Exemption {
        what: Exempt::Family("tiktok".into()),
        reason: everybody("press"),
        until: day("2026-01-31"),
        group: Some("press".into()),
    }];
    policy
}

#[test]
fn a_family_that_was_recognised_by_other_means_stands_as_by_its_package_name() {
    let policy = elaborate();
    for today in [None, Some("2026-01-01"), Some("2026-04-01"), Some("2026-07-01")] {
        for group in [None, Some("press".to_owned())] {
            let context = JudgingContext {
                today: today.map(day),
                group: group.clone(),
                known: BTreeMap::new(),
            };
            let judge = Judge::new(Catalogue::embedded(), &policy, &context);
            for family in Catalogue::embedded().families {
                let Some(package) = family.packages.first() else { continue };
                let app = InstalledApp::named(package.name);
                let named = format!("{} {today:?} {group:?}", family.id);
                let by_name = judge.rule(&app);
                let mut recognised = judge.rule_family(&app, family, package.certainty);
                // What marks it has besides its name is not looked at.
                if let Some(identity) = identity_mut(&mut recognised) {
                    identity.evidence = by_name.identity().unwrap().evidence.clone();
                }
                assert_eq!(recognised, by_name, "{named}");
            }
        }
    }
}

fn identity_mut(ruling: &mut Ruling) -> Option<&mut Identity> {
    match ruling {
        Ruling::Clear => None,
        Ruling::Banned(Finding { identity, .. })
        | Ruling::Exempt { identity, .. }
        | Ruling::Announced { identity, .. }
        | Ruling::DataKept { identity } => Some(identity),
    }
}

/// What is known of an app when it is banned is known of it when it is exempt, announced or gone.
#[test]
fn every_ruling_says_the_same_of_which_app_it_is() {
    let game = InstalledApp {
        label: Some(Label::new("TikTok", "com.example.game")),
        ..signed("com.example.game", SOMEBODY)
    };
    let own_rule = Ban::Mark(MarkKind::PACKAGE, "com.example.game".into());
    let cases = [
        (own_rule, game, None, false, Certainty::Certain),
        (
            tiktok_ban(),
            InstalledApp::named("com.tiktok.manager"),
            Some("tiktok"),
            false,
            Certainty::Strong,
        ),
        (tiktok_ban(), tiktok(), Some("tiktok"), false, Certainty::Certain),
        (
            tiktok_ban(),
            InstalledApp::named("org.appvagt.decoy"),
            Some("appvagt-test"),
            true,
            Certainty::Certain,
        ),
    ];
    for (ban, app, family, test, certainty) in cases {
        let (mut policy, today) = (Policy::banning(vec![ban]), Some(day("2026-06-30")));
        let context = JudgingContext { today, ..JudgingContext::default() };
        let rule = |policy: &Policy, app: &InstalledApp| {
            Judge::new(Catalogue::embedded(), policy, &context).rule(app)
        };
        let banned = rule(&policy, &app);
        let identity = banned.identity().unwrap();
        let said = (identity.family.as_deref(), identity.test, identity.certainty);
        assert_eq!(said, (family, test, certainty), "{}", app.package);
        let gone = InstalledApp { presence: Presence::DataKept, ..app.clone() };
        assert_eq!(rule(&policy, &gone), Ruling::DataKept { identity: identity.clone() });
        policy.banned[0].from = Some(day("2026-12-31"));
        // A test app is looked for whatever is banned.
        if !test {
            let announced = rule(&policy, &app);
            assert!(matches!(announced, Ruling::Announced { .. }), "{announced:?}");
            assert_eq!(announced.identity(), Some(identity));
        }
        policy.banned[0].from = None;
        policy.exemptions = vec![Exemption {
            what: Exempt::Package(app.package.clone()),
            reason: everybody("Press work"),
            until: day("2026-06-30"),
            group: None,
        }];
        let exempt = rule(&policy, &app);
        assert!(matches!(exempt, Ruling::Exempt { .. }), "{exempt:?}");
        assert_eq!(exempt.identity(), Some(identity));
    }
}

#[test]
fn what_is_not_relevant_is_clear() {
    let (policy, context) = (
        elaborate(),
        JudgingContext { today: Some(day("2026-01-01")), ..JudgingContext::default() },
    );
    let judge = Judge::new(Catalogue::embedded(), &policy, &context);
    let names = Catalogue::embedded().families.iter().flat_map(|family| family.packages);
    let mut apps: Vec<_> = names.map(|package| InstalledApp::named(package.name)).collect();
    for other in ["com.own.game", "com.own", "com.owner.game", "com.zhiliaoapp.musically.x", ""] {
        apps.push(InstalledApp::named(other));
    }
    apps.extend([
        signed("com.a", SOMEBODY),
        signed("com.a", MUSICAL_LY),
        signed("com.a", BYTEDANCE),
    ]);
    let mut relevant_apps = 0;
    for app in apps {
        let signers = app.signers.as_ref().map(|signers| signers.current.clone());
        let relevant = judge.is_relevant(&app.package, &signers.unwrap_or_default());
        assert!(relevant || judge.rule(&app) == Ruling::Clear, "{app:?}");
        relevant_apps += usize::from(relevant);
    }
    assert!(!judge.is_relevant("com.android.chrome", &[]));
    assert!(!judge.is_relevant("com.netflix.mediaclient", &[]), "a family that is not banned");
    assert!(relevant_apps > 20);
}

#[test]
fn a_known_app_is_unresolved_exactly_where_it_may_be_there_and_was_not_read() {
    let game = || place("com.example.game", None);
    let app = |change: &dyn Fn(&mut InstalledApp)| {
        let mut app = signed("com.example.game", SOMEBODY);
        change(&mut app);
        vec![app]
    };
    let unread = || app(&|app| (app.unread, app.signers) = (true, None));
    let read = || app(&|_| ());
    let other = || vec![InstalledApp { unread: true, ..InstalledApp::named("com.example.other") }];
    let in_profile = |app: InstalledApp| InstalledApp { profile: Some(Profile::Work), ..app };
    let gone = |presence| app(&|app| (app.presence, app.unread) = (presence, true));
    let cases: [(&str, Vec<InstalledApp>, bool); 9] = [
        ("it was read", read(), false),
        ("it was not read", unread(), true),
        ("another was not read", other(), false),
        ("it was read, and another was not", [read(), other()].concat(), false),
        ("it is gone", vec![], false),
        ("only its data are there", gone(Presence::DataKept), false),
        ("it is there for another user", gone(Presence::NotInstalled), false),
        ("it is hidden", gone(Presence::Hidden), true),
        ("another copy was not read", unread().into_iter().map(in_profile).collect(), false),
    ];
    let (policy, known) = (Policy::default(), [(game(), None)].into());
    let context = JudgingContext { known, ..JudgingContext::default() };
    let judge = Judge::new(Catalogue::embedded(), &policy, &context);
    let unresolved = |phone: &PhoneApps| {
        let apps = phone.apps.iter().map(|app| ((), app));
        judge.unresolved(phone, &judge.report(apps, phone.gaps.clone(), &phone.unseen))
    };
    for (what, apps, expected) in cases {
        for gaps in [vec![], vec![Gap::AppsUnread { apps: 1, of: 9 }]] {
            let phone = PhoneApps { apps: apps.clone(), gaps, ..PhoneApps::default() };
            let expected = if expected { vec![game()] } else { vec![] };
            assert_eq!(unresolved(&phone), expected, "{what}");
        }
    }
    let hiding = [
        Gap::PermissionMissing { permission: "p".into() },
        Gap::ListFailed { list: PackageList::Hidden, exception: "x".into() },
        Gap::ListEmpty,
        Gap::ListWithoutOurselves,
        Gap::ListWithoutAndroid,
        Gap::ListContradicted { apps: 1 },
    ];
    for gap in hiding {
        let phone = |apps| PhoneApps { apps, gaps: vec![gap.clone()], ..PhoneApps::default() };
        assert_eq!(unresolved(&phone(vec![])), [game()], "{gap:?}");
        assert_eq!(unresolved(&phone(read())), [], "it was read all the same: {gap:?}");
    }
    let unanswered = PhoneApps { unanswered: vec![game()], ..PhoneApps::default() };
    assert_eq!(unresolved(&unanswered), [game()], "the phone does not say whether it is there");
}

#[test]
fn a_known_app_of_another_profile_is_unresolved_while_that_cannot_be_seen() {
    let known = [(place("com.example.game", Some(Profile::Private)), None)];
    let context = JudgingContext { known: known.clone().into(), ..JudgingContext::default() };
    let policies = [vec![], vec![Profile::Private]];
    let cases = [
        (vec![], false),
        (vec![Profile::Work], false),
        (vec![Profile::Private], true),
        (vec![Profile::Work, Profile::Private], true),
    ];
    for profiles in policies {
        let policy = Policy { profiles, ..Policy::default() };
        let judge = Judge::new(Catalogue::embedded(), &policy, &context);
        for (unseen, expected) in &cases {
            let phone = PhoneApps { unseen: unseen.clone(), ..PhoneApps::default() };
            let unresolved = judge.unresolved(&phone, &judge.report([], vec![], unseen));
            assert_eq!(!unresolved.is_empty(), *expected, "{unseen:?}");
        }
    }
}

#[test]
fn a_known_app_that_is_ruled_on_by_its_name_is_resolved_whether_it_was_read_or_not() {
    let unread =
        || InstalledApp { unread: true, ..InstalledApp::named("com.zhiliaoapp.musically") };
    let known = [(place("com.zhiliaoapp.musically", None), None)];
    let today = Some(day("2026-06-30"));
    let context = JudgingContext { known: known.into(), today, group: None };
    let exempt = Exemption {
        what: Exempt::Family("tiktok".into()),
        reason: everybody("Press work"),
        until: day("2026-06-30"),
        group: None,
    };
    let mut announced = Policy::default();
    announced.banned[0].from = Some(day("2026-12-31"));
    let policies = [
        (Policy::default(), false),
        (Policy { exemptions: vec![exempt], ..Policy::default() }, false),
        (announced, false),
        (Policy::banning(vec![Ban::Family("whatsapp".into())]), true),
    ];
    for (policy, expected) in policies {
        let judge = Judge::new(Catalogue::embedded(), &policy, &context);
        for presence in [Presence::Installed, Presence::Hidden] {
            let apps = vec![InstalledApp { presence, ..unread() }];
            let phone = PhoneApps { apps, ..PhoneApps::default() };
            let report = judge.report(phone.apps.iter().map(|app| ((), app)), vec![], &[]);
            assert_eq!(!judge.unresolved(&phone, &report).is_empty(), expected, "{policy:?}");
        }
    }
}

#[test]
fn what_a_phone_needs_is_marked_whatever_bans_it() {
    for (package, system, essential) in [
        ("com.android.systemui", true, true),
        ("com.google.android.gms", true, true),
        ("com.sec.android.app.launcher", true, true),
        ("com.example.game", true, false),
        ("com.android.chrome", true, false),
        ("com.android.renamed", false, false),
        ("com.google.android.gms", false, false),
    ] {
        let own_rule = Ban::Mark(MarkKind::CERTIFICATE, SOMEBODY.into());
        let app = InstalledApp { system, ..signed(package, SOMEBODY) };
        let report = judge_by(&[own_rule], vec![app], vec![]);
        assert_eq!(report.findings[0].finding.essential, essential, "{package} {system}");
    }
}
