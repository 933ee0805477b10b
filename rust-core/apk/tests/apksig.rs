//! Every APK of the corpus, its signers against Google's apksig, run then and there.

#![allow(
    clippy::expect_used,
    clippy::format_collect,
    clippy::unwrap_used,
    reason = "tests may panic"
)]

#[path = "support/corpus.rs"]
mod corpus;
#[path = "support/peer.rs"]
mod peer;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use appvagt_apk::{Apk, CertificateDigest, Options, Reading};

/// Certificates by scheme, and by `history-` and scheme.
type Signers = BTreeMap<String, BTreeSet<String>>;

/// Where the two differ, and why. A difference that is not listed fails the test, and so does one
/// that is listed and is not there.
const EXPLAINED: &[(&str, &str, &str)] = &[
    ("server-debug-androidTest.apk", "v1", UNVERIFIED_JAR),
    ("appium-uiautomator2-server-v10.6.6.apk", "v1", UNVERIFIED_JAR),
    ("issue-1128-min-sdk-30-poc.apk", "v1", UNVERIFIED_JAR),
    ("urzip-badcert.apk", "v1", UNVERIFIED_JAR),
    ("v1-only-empty.apk", "v1", "apksig stops at the missing manifest"),
    ("strip-attr-valid.apk", "v1", UNVERIFIED_JAR),
    ("strip-attr-valid.apk", "v3.2", NO_V32),
    ("strip-attr-valid.apk", "history-v3.2", NO_V32),
];
const UNVERIFIED_JAR: &str = "apksig names a JAR signer only if its signature verifies";
const NO_V32: &str = "apksig 9.5.1 does not know scheme v3.2";

#[test]
fn every_signer_is_one_that_apksig_names() {
    let files: Vec<_> =
        corpus::files().into_iter().filter(|(_, path)| !corpus::is_bundle(path)).collect();
    let theirs = apksig(&files);
    let mut differences = Vec::new();
    let (mut verified, mut certificates) = (0, 0);
    for (name, path) in &files {
        let Some(their) = theirs.get(path) else {
            panic!("apksig said nothing of {name}");
        };
        verified += usize::from(their.contains_key("verified"));
        let ours = signers(path);
        let schemes: BTreeSet<_> = ours.keys().chain(their.keys()).collect();
        for scheme in schemes.into_iter().filter(|scheme| *scheme != "verified") {
            certificates += their.get(scheme).map_or(0, BTreeSet::len);
            if ours.get(scheme) != their.get(scheme) {
                let (our, their) = (ours.get(scheme), their.get(scheme));
                differences.push((name, scheme.clone(), format!("{our:?}, apksig {their:?}")));
            }
        }
    }
    println!("{} APKs, {verified} verified, {certificates} certificates", files.len());
    assert!(verified >= 50, "apksig verified only {verified} APKs");
    let is_explained = |file: &str, scheme: &str| {
        EXPLAINED.iter().any(|(name, explained, _)| file.ends_with(name) && scheme == *explained)
    };
    let unexplained: Vec<_> =
        differences.iter().filter(|(file, scheme, _)| !is_explained(file, scheme)).collect();
    assert!(unexplained.is_empty(), "{} differences: {unexplained:#?}", unexplained.len());
    for (name, scheme, why) in EXPLAINED {
        assert!(
            differences.iter().any(|(file, found, _)| file.ends_with(name) && found == scheme),
            "{name} no longer differs in {scheme} ({why})"
        );
    }
}

/// What apksig says of each file; `verified` is there if it verifies.
fn apksig(files: &[(String, PathBuf)]) -> BTreeMap<PathBuf, Signers> {
    let jar = corpus::variable("APPVAGT_APKSIG");
    let program = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/PrintSigners.java");
    let mut java = Command::new("java");
    java.arg("-cp").arg(jar).arg(program).args(files.iter().map(|(_, path)| path));
    // A file name that is not ASCII must come back as it went.
    let output =
        peer::output(java.env("LC_ALL", "C.UTF-8"), 60).expect("java must run apksig to its end");
    let mut found = BTreeMap::new();
    let mut current: Option<&mut Signers> = None;
    for line in output.lines() {
        match (line.split_once(' '), &mut current) {
            (Some(("apk", path)), _) => {
                current = Some(found.entry(PathBuf::from(path)).or_default());
            }
            (Some(("verified", "true")), Some(signers)) => {
                signers.insert("verified".to_owned(), BTreeSet::new());
            }
            (Some(("error" | "verified", _)), _) => {}
            (Some((scheme, certificate)), Some(signers)) => {
                signers.entry(scheme.to_owned()).or_default().insert(certificate.to_owned());
            }
            _ => {}
        }
    }
    found
}

/// What this crate extracts. apksig reads archives that Android refuses.
fn signers(path: &Path) -> Signers {
    let open = |reading| Apk::open(path, Options { reading, ..Options::default() });
    let Ok(apk) = open(Reading::Android).or_else(|_| open(Reading::Recovered)) else {
        return Signers::new();
    };
    let mut signers = Signers::new();
    for signer in apk.extract_signers().unwrap().signers {
        let scheme = signer.scheme.name().to_owned();
        if !signer.history.is_empty() {
            let history = signer.history.iter().map(CertificateDigest::to_string);
            signers.entry(format!("history-{scheme}")).or_default().extend(history);
        }
        signers.entry(scheme).or_default().insert(signer.certificate.to_string());
    }
    signers
}
