//! What must be found, whatever it is called, and what must stay clean, whatever it carries.

#![expect(
    clippy::unwrap_used,
    clippy::needless_pass_by_value,
    reason = "tests read best so, and one that cannot be set up fails"
)]

use appvagt_scanner::{
    Ban, Catalogue, Certainty, Evidence, Finding, InstalledApp, Judge, JudgingContext, Label,
    ManifestFacts, MarkKind, Policy, Ruling, Signers, Strength,
};
use proptest::prelude::*;

const MUSICAL_LY: &str = "9041803e91bcb814b4b4399fb5c85a91640b755e5e8ba76813814bf4cf2ab5ba";
const BYTEDANCE: &str = "d7811ec4166fea6cc720ba66699dc84b584ac9e6986613a76d4e43d8cbe32b27";
const SOMEBODY: &str = "5050505050505050505050505050505050505050505050505050505050505050";

/// An app somebody signed, with a manifest that declares nothing.
fn app(package: &str) -> InstalledApp {
    let declared = Some(Box::new(ManifestFacts::default()));
    InstalledApp { declared, ..signed(InstalledApp::named(package), SOMEBODY) }
}

fn signed(app: InstalledApp, certificate: &str) -> InstalledApp {
    let current = vec![certificate.parse().unwrap()];
    InstalledApp { signers: Some(Signers { current, history: vec![] }), ..app }
}

fn declaring(mut app: InstalledApp, declare: impl FnOnce(&mut ManifestFacts)) -> InstalledApp {
    declare(app.declared.as_mut().unwrap());
    app
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

fn classes(package: &str, names: &[&str]) -> InstalledApp {
    declaring(app(package), |declared| declared.classes = texts(names))
}

fn meta_data(package: &str, name: &str, value: &str) -> InstalledApp {
    declaring(app(package), |declared| declared.meta_data = vec![(name.into(), value.into())])
}

/// What the manifest of TikTok 43.7.3 declares, as far as the catalogue knows it.
fn tiktok_manifest(declared: &mut ManifestFacts) {
    declared.classes = texts(&[
        "androidx.core.content.FileProvider",
        "com.ss.android.ugc.aweme.app.host.AwemeHostApplication",
        "com.ss.android.ugc.aweme.main.MainActivity",
        "com.ss.android.ugc.aweme.splash.SplashActivity",
        "com.ss.android.ugc.trill.account.TiktokAuthService",
        "com.zhiliaoapp.musically.openauthorize.AwemeAuthorizedActivity",
    ]);
    declared.actions = texts(&["android.intent.action.MAIN", "com.tiktok.opensdk.share.LINK"]);
    declared.authorities =
        texts(&["com.ss.android.common.multiprocess.SHARE_PROVIDER_AUTHORITY1233"]);
    declared.schemes = texts(&["https", "snssdk1233", "musically"]);
    declared.hosts = texts(&["www.tiktok.com", "vt.tiktok.com"]);
    declared.permissions = texts(&["com.zhiliaoapp.musically.permission.wallpaper"]);
}

/// What Douyin declares, as far as it is known: it shares code with TikTok.
fn douyin_manifest(declared: &mut ManifestFacts) {
    declared.classes = texts(&[
        "com.ss.android.ugc.aweme.main.MainActivity",
        "com.ss.android.ugc.aweme.splash.SplashActivity",
        "com.ss.android.ugc.aweme.openauthorize.AwemeAuthorizedActivity",
    ]);
    declared.schemes = texts(&["snssdk1128"]);
}

fn finding_by(bans: Vec<Ban>, app: InstalledApp) -> Option<Finding> {
    let (policy, context) = (Policy::banning(bans), JudgingContext::default());
    let judge = Judge::new(Catalogue::embedded(), &policy, &context);
    match judge.rule(&app) {
        Ruling::Banned(finding) => Some(finding),
        ruling => {
            assert_eq!(ruling, Ruling::Clear);
            None
        }
    }
}

fn finding(app: InstalledApp) -> Option<Finding> {
    finding_by(vec![Ban::Family("tiktok".into())], app)
}

#[test]
fn tiktok_is_found() {
    use Certainty::{Certain, Strong};
    let web_apk = "org.chromium.webapk.shell_apk.startUrl";
    let twa = "android.support.customtabs.trusted.DEFAULT_URL";
    let url = "https://www.tiktok.com/?utm=1";
    let renamed = |declare: fn(&mut ManifestFacts)| declaring(app("com.example.renamed"), declare);
    let genuine = declaring(app("com.zhiliaoapp.musically"), tiktok_manifest);
    let mut rotated = signed(renamed(|_| ()), SOMEBODY);
    rotated.signers.as_mut().unwrap().history = vec![MUSICAL_LY.parse().unwrap()];
    let cases = [
        ("genuine", signed(genuine.clone(), MUSICAL_LY), Certain),
        ("re-signed", signed(genuine, SOMEBODY), Certain),
        ("renamed", signed(renamed(tiktok_manifest), MUSICAL_LY), Certain),
        ("renamed, company key", signed(renamed(tiktok_manifest), BYTEDANCE), Certain),
        ("renamed and re-signed", renamed(tiktok_manifest), Certain),
        ("renamed by ReVanced", app("com.zhiliaoapp.musically.revanced"), Strong),
        ("its Asian name renamed", app("com.ss.android.ugc.trill.clone2"), Strong),
        ("rotated certificate", rotated, Certain),
        (
            "nothing but its account service",
            classes("a.b", &["com.ss.android.ugc.trill.account.TiktokAuthService"]),
            Certain,
        ),
        ("another class of it", classes("a.b", &["com.ss.android.ugc.trill.Screen"]), Strong),
        (
            "nothing but the share action",
            renamed(|d| d.actions = texts(&["com.tiktok.opensdk.share.VIDEO"])),
            Strong,
        ),
        (
            "nothing but the shared settings of its Asian edition",
            renamed(|d| {
                d.authorities =
                    texts(&["com.ss.android.common.multiprocess.SHARE_PROVIDER_AUTHORITY1180"]);
            }),
            Strong,
        ),
        (
            "its scheme on a class it shares with Douyin",
            renamed(|d| {
                d.classes = texts(&["com.ss.android.ugc.aweme.splash.SplashActivity"]);
                d.schemes = texts(&["snssdk1233"]);
            }),
            Strong,
        ),
        (
            "its permission, and its links",
            renamed(|d| {
                d.permissions = texts(&["com.zhiliaoapp.musically.permission.wallpaper"]);
                d.hosts = texts(&["m.tiktok.com"]);
            }),
            Strong,
        ),
        (
            "classes renamed, but for the end",
            renamed(|d| {
                d.classes = texts(&["x.y.openauthorize.AwemeAuthorizedActivity"]);
                d.schemes = texts(&["snssdk1180"]);
            }),
            Strong,
        ),
        ("WebAPK", meta_data("org.chromium.webapk.a1b2_v2", web_apk, url), Certain),
        ("WebAPK of any name", meta_data("com.example.shell", web_apk, url), Certain),
        (
            "WebAPK by its scope",
            meta_data("a.b", "org.chromium.webapk.shell_apk.scope", "https://tiktok.com/"),
            Certain,
        ),
        (
            "WebAPK by its web manifest",
            meta_data("a.b", "org.chromium.webapk.shell_apk.webManifestUrl", url),
            Certain,
        ),
        ("Trusted Web Activity", meta_data("com.example.twa", twa, url), Certain),
        ("web app, oddly written", meta_data("a.b", twa, "HTTPS:\\\\WWW.TIKTOK.COM.:443"), Certain),
        (
            "bubblewrap",
            meta_data("a.b", "web_manifest_url", "https://m.tiktok.com/m.json"),
            Certain,
        ),
    ];
    for (what, app, certainty) in cases {
        let finding = finding(app).unwrap_or_else(|| panic!("missed: {what}"));
        assert_eq!(finding.identity.family.as_deref(), Some("tiktok"), "{what}");
        assert_eq!(
            finding.identity.certainty, certainty,
            "{what}: {:?}",
            finding.identity.evidence
        );
        assert!(!finding.identity.evidence.is_empty(), "{what}");
        assert!(!finding.identity.test, "{what}");
    }
}

#[test]
fn every_app_of_the_family_is_found_by_its_name_whatever_else_it_is() {
    for package in Catalogue::embedded().family("tiktok").unwrap().packages {
        for app in [app(package.name), declaring(app(package.name), douyin_manifest)] {
            let finding = finding(app).unwrap();
            assert_eq!(finding.identity.family.as_deref(), Some("tiktok"), "{}", package.name);
        }
    }
}

#[test]
fn every_app_of_the_family_is_found_when_revanced_renames_it() {
    for package in Catalogue::embedded().family("tiktok").unwrap().packages {
        let renamed = format!("{}.revanced", package.name);
        let found = finding(app(&renamed)).unwrap_or_else(|| panic!("missed: {renamed}"));
        assert_eq!(found.identity.certainty, Certainty::Strong, "{renamed}");
        let (mark, strength) = (MarkKind::PACKAGE_PREFIX, Strength::Strong);
        assert_eq!(found.identity.evidence, [Evidence::Mark { mark, found: renamed, strength }]);
    }
}

#[test]
fn what_is_not_tiktok_stays_clean() {
    let web_apk = "org.chromium.webapk.shell_apk.startUrl";
    let open_sdk = &[
        "com.example.tiktokapi.TikTokEntryActivity",
        "com.tiktok.open.sdk.auth.webauth.WebAuthActivity",
        "com.tiktok.open.sdk.share.ShareProxyActivity",
        "com.bytedance.sdk.open.tiktok.ui.TikTokWebAuthorizeActivity",
        "com.bytedance.sdk.open.aweme.authorize.ui.BaseWebAuthorizeActivity",
    ];
    let pangle = &[
        "com.bytedance.sdk.openadsdk.activity.TTFullScreenExpressVideoActivity",
        "com.bytedance.sdk.openadsdk.multipro.TTMultiProvider",
    ];
    let google = &[
        "com.google.apps.tiktok.account.data.AccountStorageService",
        "com.google.android.apps.pixel.merlin.tiktok.app.MainActivity",
        "com.google.apps.tiktok.sync.impl.gcm.SyncGcmPackageUpdatedReceiver",
    ];
    let asset_statements =
        r#"[{"target": {"namespace": "web", "site": "https://www.tiktok.com"}}]"#;
    let mut embedder = classes("com.example.videos", open_sdk);
    embedder.declared.as_mut().unwrap().schemes = texts(&["https", "awexample"]);
    let mut embeds_pangle = classes("com.example.game", pangle);
    embeds_pangle.declared.as_mut().unwrap().authorities =
        texts(&["com.example.game.TTMultiProvider"]);
    let downloader = |package: &str| {
        declaring(classes(package, &[&format!("{package}.MainActivity")]), |d| {
            d.schemes =
                texts(&["http", "https", "snssdk1233", "snssdk1180", "tiktok", "musically"]);
            d.hosts = texts(&["www.tiktok.com", "vt.tiktok.com", "*.tiktok.com"]);
            d.actions = texts(&["android.intent.action.SEND", "android.intent.action.VIEW"]);
        })
    };
    let mut names_tiktok_in_queries = app("com.example.share");
    // `<queries>` is no part of the facts, so nothing of it can be held against the app.
    names_tiktok_in_queries.declared = Some(Box::new(ManifestFacts {
        classes: texts(&["com.example.share.MainActivity"]),
        ..ManifestFacts::default()
    }));
    let cases = [
        ("OpenSDK embedder", embedder),
        ("Pangle embedder", embeds_pangle),
        ("Google's tiktok", classes("com.google.android.apps.pixel.merlin", google)),
        ("downloader", downloader("com.downloaderfor.tiktok")),
        ("downloader", downloader("tiktok.video.downloader.nowatermark.tiktokdownload")),
        (
            "aweme-named camera",
            classes("com.ss.android.ugc.aweme", &["com.android.camera.CameraLauncher"]),
        ),
        ("app whose queries name TikTok", names_tiktok_in_queries),
        ("Douyin", signed(declaring(app("com.ss.android.ugc.aweme"), douyin_manifest), BYTEDANCE)),
        ("Douyin, re-signed", declaring(app("com.ss.android.ugc.aweme"), douyin_manifest)),
        ("Douyin, renamed", signed(declaring(app("com.example.dy"), douyin_manifest), BYTEDANCE)),
        (
            "Lemon8 by its maker, with whatever it shares with TikTok",
            signed(declaring(app("com.bd.nproject"), tiktok_manifest), BYTEDANCE),
        ),
        ("Lark", signed(classes("com.ss.android.lark", &["com.ss.android.lark.Main"]), BYTEDANCE)),
        (
            "another ByteDance app",
            signed(classes("a.b", &["com.ss.android.business.A"]), BYTEDANCE),
        ),
        ("a name that goes on", app("com.zhiliaoapp.musically2")),
        ("a name within another", app("my.com.zhiliaoapp.musically")),
        ("a class within another", classes("a.b", &["x.com.ss.android.ugc.trill.A"])),
        ("a package that goes on", classes("a.b", &["com.ss.android.ugc.trill2.A"])),
        (
            "a class that goes on",
            classes(
                "a.b",
                &[
                    "x.openauthorize.AwemeAuthorizedActivity2",
                    "openauthorize.AwemeAuthorizedActivity",
                ],
            ),
        ),
        (
            "supporting marks alone, three of them",
            declaring(signed(app("a.b"), BYTEDANCE), |d| {
                d.classes = texts(&["com.ss.android.ugc.aweme.splash.SplashActivity"]);
                d.hosts = texts(&["www.tiktok.com"]);
                d.schemes = texts(&["tiktok", "musically"]);
            }),
        ),
        ("asks for its permission", app("com.example.asks")),
        ("asset statements alone", meta_data("a.b", "asset_statements", asset_statements)),
        ("WebAPK of nottiktok.com", meta_data("a.b", web_apk, "https://nottiktok.com/")),
        ("WebAPK of tiktok.com.evil.dk", meta_data("a.b", web_apk, "https://tiktok.com.evil.dk/")),
        ("WebAPK with a user", meta_data("a.b", web_apk, "https://tiktok.com@evil.dk/")),
        ("WebAPK with a path", meta_data("a.b", web_apk, "https://evil.dk/https://tiktok.com/")),
        ("WebAPK with a query", meta_data("a.b", web_apk, "https://evil.dk?u=@www.tiktok.com")),
        ("WebAPK of tiktok.dk", meta_data("a.b", web_apk, "https://www.tiktok.dk/")),
        ("WebAPK of com", meta_data("a.b", web_apk, "https://com/")),
        ("WebAPK with a Cyrillic i", meta_data("a.b", web_apk, "https://tіktok.com/")),
        ("WebAPK by name only", app("org.chromium.webapk.a1b2_v2")),
        ("other meta-data", meta_data("a.b", "com.example.URL", "https://www.tiktok.com/")),
    ];
    for (what, app) in cases {
        assert_eq!(finding(app), None, "{what}");
    }
}

#[test]
fn a_copy_is_found_that_is_called_as_app_cloner_calls_copies() {
    for (name, family) in [
        ("com.zhiliaoapp.musicallz", "tiktok"),
        ("com.ss.android.ugc.trilm", "tiktok"),
        ("com.tiktok.lite.gp", "tiktok"),
        ("com.whatsapq", "whatsapp"),
        ("com.snapchat.androie", "snapchat"),
        ("com.lemon.lvoverseat", "capcut"),
    ] {
        let bans = vec![Ban::Family(family.to_owned())];
        let finding = finding_by(bans, app(name)).unwrap_or_else(|| unreachable!("{name}"));
        assert_eq!(finding.identity.family.as_deref(), Some(family), "{name}");
        assert_eq!(finding.identity.certainty, Certainty::Strong, "{name}");
        assert_ne!(finding.identity.evidence, [], "{name}");
    }
    // The next version of a maker's app is no copy.
    for name in ["dji.go.v6", "com.tplink.tpm6"] {
        let all = Catalogue::embedded().families.iter().filter(|family| !family.test);
        let bans = all.map(|family| Ban::Family(family.id.to_owned())).collect();
        assert!(finding_by(bans, app(name)).is_none(), "{name}");
    }
}

#[test]
fn names_and_classes_beside_known_ones_stay_clean() {
    for near in [
        app("com.zhiliaoapp.musicalla"),
        app("com.zhiliaoapp.musicallx"),
        app("com.zhiliaoapp.nusically"),
        classes("a.b", &["com.zhiliaoapp.musicallygo.Main"]),
        declaring(app("a.b"), |d| d.schemes = texts(&["snssdk1340"])),
    ] {
        let package = near.package.clone();
        assert_eq!(finding_by(vec![Ban::Family("tiktok".into())], near), None, "{package}");
    }
}

#[test]
fn tiktok_lite_is_found_by_its_classes_whatever_it_is_called() {
    for class in [
        "com.zhiliaoapp.musically.go.mini.MainActivity",
        "com.zhiliaoapp.musically.go.post_video.Screen",
    ] {
        let finding =
            finding_by(vec![Ban::Family("tiktok".into())], classes("com.my.lite", &[class]));
        assert_eq!(
            finding.and_then(|finding| finding.identity.family).as_deref(),
            Some("tiktok"),
            "{class}"
        );
    }
}

#[test]
fn a_name_without_anything_else_of_the_app_is_no_certainty() {
    let camera = || classes("com.ss.android.ugc.aweme", &["com.android.camera.CameraLauncher"]);
    let douyin = || vec![Ban::Family("douyin".into())];
    let found = finding_by(douyin(), camera()).unwrap();
    assert_eq!(found.identity.certainty, Certainty::Strong);
    assert_eq!(found.identity.evidence.last(), Some(&Evidence::NothingButTheName));
    // A manifest that was not read says nothing.
    let unread = InstalledApp { declared: None, ..camera() };
    assert_eq!(finding_by(douyin(), unread).unwrap().identity.certainty, Certainty::Certain);
    // Nor does one that was, of the maker's own app.
    let genuine = finding_by(douyin(), signed(camera(), BYTEDANCE)).unwrap();
    assert_eq!(genuine.identity.certainty, Certainty::Certain);
    let modified = declaring(app("com.ss.android.ugc.aweme"), douyin_manifest);
    assert_eq!(finding_by(douyin(), modified).unwrap().identity.certainty, Certainty::Certain);
    // Of other apps of a family it is not known what they declare.
    assert_eq!(finding(app("com.tiktok.tv")).unwrap().identity.certainty, Certainty::Certain);
}

#[test]
fn evidence_names_each_mark_once_the_weightiest_first() {
    let app = declaring(app("com.zhiliaoapp.musically"), tiktok_manifest);
    let finding = finding(signed(app, MUSICAL_LY)).unwrap();
    let mark = |mark, found: &str, strength| Evidence::Mark { mark, found: found.into(), strength };
    let evidence = [
        Evidence::PackageName { app: "TikTok".into(), certainty: Certainty::Certain },
        mark(
            MarkKind::COMPONENT,
            "com.ss.android.ugc.trill.account.TiktokAuthService",
            Strength::Certain,
        ),
        mark(
            MarkKind::COMPONENT,
            "com.zhiliaoapp.musically.openauthorize.AwemeAuthorizedActivity",
            Strength::Certain,
        ),
    ];
    assert_eq!(finding.identity.evidence[..3], evidence);
    let supporting = finding.identity.evidence.iter().filter(|e| {
        matches!(
            e,
            Evidence::Mark { mark: MarkKind::COMPONENT_PREFIX, strength: Strength::Supports, .. }
        )
    });
    assert_eq!(supporting.count(), 1, "three classes are under this one");
    assert!(matches!(finding.identity.evidence.last(), Some(Evidence::GenuineCertificate { .. })));
}

/// Adds to `app` what meets a mark, and no more than that.
fn meet(app: &mut InstalledApp, kind: MarkKind, text: &str) {
    let declared = app.declared.as_mut().unwrap();
    match kind {
        MarkKind::PACKAGE => text.clone_into(&mut app.package),
        MarkKind::PACKAGE_PREFIX => app.package = format!("{text}x"),
        MarkKind::COMPONENT => declared.classes.push(text.to_owned()),
        MarkKind::COMPONENT_PREFIX => declared.classes.push(format!("{text}X")),
        MarkKind::COMPONENT_SUFFIX => declared.classes.push(format!("x.y{text}")),
        MarkKind::ACTION => declared.actions.push(text.to_owned()),
        MarkKind::ACTION_PREFIX => declared.actions.push(format!("{text}X")),
        MarkKind::AUTHORITY => declared.authorities.push(text.to_owned()),
        MarkKind::SCHEME => declared.schemes.push(text.to_owned()),
        MarkKind::HOST => declared.hosts.push(format!("www.{text}")),
        MarkKind::META_DATA => declared.meta_data.push((text.to_owned(), String::new())),
        MarkKind::WEB_HOST => declared.meta_data.push((
            "org.chromium.webapk.shell_apk.startUrl".to_owned(),
            format!("https://www.{text}/"),
        )),
        MarkKind::PERMISSION => declared.permissions.push(text.to_owned()),
        MarkKind::PERMISSION_PREFIX => declared.permissions.push(format!("{text}X")),
        MarkKind::CERTIFICATE => {
            app.signers.as_mut().unwrap().current.push(text.parse().unwrap());
        }
        other => unreachable!("no mark is of kind {other:?}"),
    }
}

#[test]
fn each_mark_of_the_catalogue_is_worth_what_it_says() {
    let families = Catalogue::embedded().families;
    let all = || families.iter().map(|f| Ban::Family(f.id.into())).collect::<Vec<_>>();
    for family in families {
        for mark in family.marks {
            let mut app = app("com.example.renamed");
            meet(&mut app, mark.kind, mark.text);
            let found = finding_by(all(), app)
                .map(|found| (found.identity.family.unwrap(), found.identity.certainty));
            let expected = match mark.strength {
                Strength::Certain => Some((family.id.to_owned(), Certainty::Certain)),
                Strength::Strong => Some((family.id.to_owned(), Certainty::Strong)),
                Strength::Together | Strength::Supports => None,
            };
            assert_eq!(found, expected, "{}: {:?} {}", family.id, mark.kind, mark.text);
        }
    }
}

#[test]
fn supporting_marks_never_make_a_finding_however_many_there_are() {
    let families = Catalogue::embedded().families;
    let mut app = app("com.example.supported");
    meet(&mut app, MarkKind::CERTIFICATE, BYTEDANCE);
    for mark in families.iter().flat_map(|family| family.marks) {
        if mark.strength == Strength::Supports {
            meet(&mut app, mark.kind, mark.text);
        }
    }
    assert!(app.declared.as_ref().unwrap().classes.len() >= 4);
    let all = families.iter().map(|family| Ban::Family(family.id.into())).collect();
    assert_eq!(finding_by(all, app), None);
}

#[test]
fn families_do_not_leak_into_each_other() {
    let both = || vec![Ban::Family("tiktok".into()), Ban::Family("douyin".into())];
    let cases = [
        ("com.ss.android.ugc.aweme", BYTEDANCE, Some("douyin")),
        ("com.zhiliaoapp.musically", MUSICAL_LY, Some("tiktok")),
        // A certificate cannot be imitated, and a name can.
        ("com.ss.android.ugc.aweme", MUSICAL_LY, Some("tiktok")),
        ("org.appvagt.decoy", MUSICAL_LY, Some("tiktok")),
        ("com.lemon.lvoverseas", BYTEDANCE, None),
    ];
    for (package, certificate, family) in cases {
        let found = finding_by(both(), signed(app(package), certificate));
        let found = found.map(|finding| finding.identity.family.unwrap());
        assert_eq!(found.as_deref(), family, "{package}");
    }
    // The name of another family is no hiding place for whoever cannot sign for its maker.
    let hidden = declaring(app("com.ss.android.lark"), tiktok_manifest);
    assert_eq!(finding(hidden).unwrap().identity.family.as_deref(), Some("tiktok"));
}

#[test]
fn the_test_app_is_found_whatever_is_banned_and_called_a_test() {
    let plain = app("org.appvagt.decoy");
    let disguised = declaring(app("org.appvagt.decoy"), tiktok_manifest);
    for bans in [vec![], vec![Ban::Family("tiktok".into())]] {
        for app in [plain.clone(), disguised.clone()] {
            let found = finding_by(bans.clone(), app).unwrap();
            assert_eq!(
                (found.identity.family.as_deref(), found.identity.test),
                (Some("appvagt-test"), true)
            );
            assert_eq!(found.identity.names.map(|names| names.da), Some("Appvagts testapp"));
        }
    }
}

#[test]
fn an_organisation_bans_by_marks_of_every_kind() {
    let plain = || {
        let mut app = declaring(app("dk.example.game"), |d| {
            d.classes = texts(&["dk.example.game.ui.MainScreen"]);
            d.actions = texts(&["dk.example.game.PLAY"]);
            d.authorities = texts(&["dk.example.game.scores"]);
            d.schemes = texts(&["example-game"]);
            d.hosts = texts(&["*.Spil.Blåbær.dk"]);
            d.permissions = texts(&["dk.example.game.SCORE"]);
            d.meta_data = vec![
                ("dk.example.KEY".into(), "1".into()),
                ("org.chromium.webapk.shell_apk.scope".into(), "https://web.blåbær.dk/".into()),
            ];
        });
        app.label = Some(Label::new("Game", &app.package));
        app
    };
    let mark = |mark, found: &str| {
        Some(Evidence::Mark { mark, found: found.into(), strength: Strength::Certain })
    };
    let class = "dk.example.game.ui.MainScreen";
    let cases = [
        (Ban::Mark(MarkKind::PACKAGE, "dk.example.game".into()), None),
        (
            Ban::Mark(MarkKind::PACKAGE_PREFIX, "dk.example.".into()),
            mark(MarkKind::PACKAGE_PREFIX, "dk.example.game"),
        ),
        (Ban::Mark(MarkKind::COMPONENT, class.into()), mark(MarkKind::COMPONENT, class)),
        (
            Ban::Mark(MarkKind::COMPONENT_PREFIX, "dk.example.".into()),
            mark(MarkKind::COMPONENT_PREFIX, class),
        ),
        (
            Ban::Mark(MarkKind::COMPONENT_SUFFIX, ".ui.MainScreen".into()),
            mark(MarkKind::COMPONENT_SUFFIX, class),
        ),
        (
            Ban::Mark(MarkKind::ACTION, "dk.example.game.PLAY".into()),
            mark(MarkKind::ACTION, "dk.example.game.PLAY"),
        ),
        (
            Ban::Mark(MarkKind::ACTION_PREFIX, "dk.example.".into()),
            mark(MarkKind::ACTION_PREFIX, "dk.example.game.PLAY"),
        ),
        (
            Ban::Mark(MarkKind::AUTHORITY, "dk.example.game.scores".into()),
            mark(MarkKind::AUTHORITY, "dk.example.game.scores"),
        ),
        (
            Ban::Mark(MarkKind::SCHEME, "example-game".into()),
            mark(MarkKind::SCHEME, "example-game"),
        ),
        (
            Ban::Mark(MarkKind::HOST, "blåbær.dk".into()),
            mark(MarkKind::HOST, "spil.xn--blbr-roah.dk"),
        ),
        (
            Ban::Mark(MarkKind::META_DATA, "dk.example.KEY".into()),
            mark(MarkKind::META_DATA, "dk.example.KEY"),
        ),
        (
            Ban::Mark(MarkKind::WEB_HOST, "XN--BLBR-ROAH.dk.".into()),
            mark(MarkKind::WEB_HOST, "web.xn--blbr-roah.dk"),
        ),
        (
            Ban::Mark(MarkKind::PERMISSION, "dk.example.game.SCORE".into()),
            mark(MarkKind::PERMISSION, "dk.example.game.SCORE"),
        ),
        (
            Ban::Mark(MarkKind::PERMISSION_PREFIX, "dk.example.".into()),
            mark(MarkKind::PERMISSION_PREFIX, "dk.example.game.SCORE"),
        ),
        (Ban::Mark(MarkKind::CERTIFICATE, SOMEBODY.into()), mark(MarkKind::CERTIFICATE, SOMEBODY)),
    ];
    for (ban, evidence) in cases {
        let found = finding_by(vec![ban.clone()], plain()).unwrap_or_else(|| panic!("{ban:?}"));
        let expected: Vec<_> = [Evidence::OwnRule].into_iter().chain(evidence).collect();
        assert_eq!(found.identity.evidence, expected, "{ban:?}");
        assert_eq!(
            (found.identity.name.as_str(), found.identity.family),
            ("Game", None),
            "{ban:?}"
        );
    }
    // Nothing of this is confused with something else of the same text.
    let other = [
        Ban::Mark(MarkKind::SCHEME, "dk.example.game.scores".into()),
        Ban::Mark(MarkKind::WEB_HOST, "spil.blåbær.dk".into()),
        Ban::Mark(MarkKind::HOST, "web.blåbær.dk".into()),
        Ban::Mark(MarkKind::ACTION, "dk.example.game.SCORE".into()),
        Ban::Mark(MarkKind::PERMISSION, "dk.example.game.PLAY".into()),
        Ban::Mark(MarkKind::META_DATA, "dk.example.game".into()),
        Ban::Mark(MarkKind::COMPONENT, "dk.example.game.ui".into()),
        Ban::Mark(MarkKind::AUTHORITY, "dk.example.game".into()),
        Ban::Mark(MarkKind::PACKAGE, "dk.example".into()),
    ];
    for ban in other {
        assert_eq!(finding_by(vec![ban.clone()], plain()), None, "{ban:?}");
    }
}

proptest! {
    #[test]
    fn a_web_app_is_of_a_host_exactly_if_its_labels_end_in_the_hosts(
        labels in proptest::collection::vec("tiktok|com|not|www|evil|dk|TikTok|COM", 1..5),
        user in "((tiktok\\.com|evil\\.dk)(:x)?@)?",
        path in "(/|/@tiktok\\.com/?|\\?tiktok\\.com|#\\.tiktok\\.com)?",
    ) {
        let url = format!("https://{user}{}{path}", labels.join("."));
        let is_tiktok = match &labels[..] {
            [.., name, top] => {
                name.eq_ignore_ascii_case("tiktok") && top.eq_ignore_ascii_case("com")
            }
            _ => false,
        };
        let found = finding(meta_data("a.b", "org.chromium.webapk.shell_apk.startUrl", &url));
        prop_assert_eq!(found.is_some(), is_tiktok, "{}", url);
    }

    #[test]
    fn prefixes_and_suffixes_end_where_names_do(
        class in "(com|org)(\\.(ss|ab|b))?(\\.[ab]{1,2}){1,3}",
        prefix in "(com|org)(\\.(ss|ab|b))(\\.[ab]{1,2})?\\.",
        suffix in "(\\.[ab]{1,2}){2,3}",
    ) {
        let by = |ban| finding_by(vec![ban], classes("x.y", &[&class])).is_some();
        let names: Vec<_> = class.split('.').collect();
        let first: Vec<_> = prefix.trim_end_matches('.').split('.').collect();
        let last: Vec<_> = suffix.trim_start_matches('.').split('.').collect();
        let starts = names.len() > first.len() && names.starts_with(&first);
        prop_assert_eq!(by(Ban::Mark(MarkKind::COMPONENT_PREFIX, prefix)), starts);
        let ends = names.len() > last.len() && names.ends_with(&last);
        prop_assert_eq!(by(Ban::Mark(MarkKind::COMPONENT_SUFFIX, suffix)), ends);
    }
}
