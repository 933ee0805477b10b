//! Decoys of every kind, and whether the checks of a decoy would see what is wrong with one.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use super::selection::Selection;
use crate::commands::apk::Tools;
use crate::commands::decoy::{self, Decoy, Signer, TEST_PACKAGE, WebApp, WebAppKind, check, kit};
use crate::toolchain::artifacts::Artifacts;
use crate::toolchain::junit::{self, Tests};
use crate::toolchain::kotlin::{self, Module};
use crate::toolchain::project;
use crate::toolchain::robolectric::{self, Robolectric};

/// The newest Android that every JDK of ours can simulate.
const API_LEVEL: u32 = 35;
/// Among the decoys, the one with most in it, and its package name.
const RICH: usize = 4;
const RICH_PACKAGE: &str = "com.example.web";

/// Builds decoys, and has the checks look at wrong ones. Returns how many of both.
pub fn run(tools: &Tools) -> Result<usize> {
    let plain = Decoy::new(TEST_PACKAGE);
    let strange =
        Decoy { signer: Signer::Stranger("stranger".to_owned()), ..Decoy::new("com.example.app") };
    let rotated = Signer::Rotated { from: "stranger".to_owned(), to: "successor".to_owned() };
    let rotated = Decoy { signer: rotated, ..Decoy::new("com.example.app") };
    let components = Decoy {
        components: vec!["com.example.Outer$Inner".to_owned(), "com.example.app.Login".to_owned()],
        // What XML and aapt2 have uses of their own for.
        name: Some("\"A\" & 'b' <c> \\n @d ?e %s æøå".to_owned()),
        ..Decoy::new("com.example.app")
    };
    let web_app = |kind| Decoy {
        web_app: Some(WebApp { kind, start_url: "https://bücher.example/".to_owned() }),
        ..Decoy::new(RICH_PACKAGE)
    };
    let webapk = web_app(WebAppKind::Webapk);
    let more = Decoy {
        in_manifest: "<queries><package android:name=\"com.example.other\" /></queries>".to_owned(),
        in_application: "<service android:name=\"com.example.Work\" />\
            <meta-data android:name=\"com.example.number\" android:value=\"7\" />"
            .to_owned(),
        ..web_app(WebAppKind::Twa)
    };
    let decoys =
        [&plain, &strange, &components, &webapk, &more, &web_app(WebAppKind::Twa), &rotated];
    let decoys: Vec<_> =
        decoys.into_iter().enumerate().map(|(i, decoy)| (decoy.clone(), file(i))).collect();
    let certificates = decoy::build_all(tools, &decoys)?;
    ensure!(certificates[0] == certificates[2], "one signer, two certificates: {certificates:?}");
    ensure!(certificates[0] != certificates[1], "two signers, one certificate: {certificates:?}");

    let permission = "<uses-permission android:name=\"android.permission.INTERNET\" />";
    let permitted = Decoy { in_manifest: permission.to_owned(), ..plain.clone() };
    let permitted = decoy::build(tools, &permitted, &file(decoys.len())).map(|_| ());

    let of = |index: usize, decoy: &Decoy| check::check(decoy, &decoys[index].1, &certificates[0]);
    let web_app = |kind| Some(WebApp { kind, start_url: "https://a.b/".to_owned() });
    let wrong = [
        ("the permission", permitted),
        ("signers", of(1, &strange)),
        ("signers", check::check(&strange, &decoys[6].1, &certificates[6])),
        ("signers", check::check(&rotated, &decoys[1].1, &certificates[1])),
        ("package", of(0, &Decoy { name: Some(TEST_PACKAGE.to_owned()), ..Decoy::new("a.b") })),
        ("label", of(0, &Decoy::new("com.example.app"))),
        ("components", of(2, &Decoy { components: Vec::new(), ..components })),
        ("components", of(0, &Decoy { components: vec!["a.B".to_owned()], ..plain })),
        ("meta-data", of(3, &Decoy { web_app: web_app(WebAppKind::Webapk), ..webapk.clone() })),
        ("meta-data", of(5, &Decoy { web_app: web_app(WebAppKind::Twa), ..webapk })),
    ];
    for (what, result) in &wrong {
        let error = result.as_ref().err().map(|error| format!("{error:#}")).unwrap_or_default();
        ensure!(error.contains(what), "no check complained of {what}, but: {error:?}");
    }
    Ok(decoys.len() + wrong.len())
}

/// Opens a decoy that [`run`] has built, on a simulated phone.
pub fn screen(tools: &Tools, selection: &Selection) -> Result<Tests> {
    let artifacts = Artifacts::ensure(&["kotlin", "framework", robolectric::SET])?;
    let robolectric = Robolectric::prepare(&artifacts, &tools.jdk, "dev")?;
    let tests = kotlin::compile(
        &artifacts,
        &tools.jdk,
        &Module {
            name: "decoy-tests",
            sources: &["android-scanner/src/testFixtures/kotlin", "samples/decoy/src/test/kotlin"],
            class_path: &[&[kit::classes()], robolectric.class_path()].concat(),
            friends: &[],
            options: &[],
        },
    )?;
    let apk = file(RICH);
    let manifest = decoy::folder(&apk)?.join("AndroidManifest.xml");
    let configuration =
        robolectric::configuration("decoy-configuration", &apk, &manifest, RICH_PACKAGE)?;
    let class_path = [tests.clone(), kit::classes(), configuration];
    let mut junit = robolectric.junit(&tools.jdk, API_LEVEL, &class_path, &[])?;
    selection.limit(&mut junit);
    junit::run("junit-decoy", junit.arg("--scan-classpath").arg(tests))
}

fn file(index: usize) -> PathBuf {
    project::target(&format!("android/test-decoys/{index}.apk"))
}
