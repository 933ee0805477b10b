//! `appvagt scan` over every real APK there is, none of which is an app that anybody bans.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

#[path = "../../apk/tests/support/corpus.rs"]
mod corpus;

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use appvagt_scanner::Catalogue;
use serde_json::{Value, json};

/// Files of the corpus that Android refuses, and what it misses where. They were made to be
/// refused, but `janus.apk`, which an attack was tried with.
const REFUSED: [(&str, &str); 23] = [
    (
        "apk-info-zip/broken-empty-unsigned.apk",
        "ZIP end of central directory at offset 0: expected at least one entry",
    ),
    (
        "apk-info-zip/broken-invalid_manifest.apk",
        "ZIP end of central directory at offset 0: expected a ZIP archive of at least 22 bytes",
    ),
    (
        "apk-info-zip/broken-v1-only-empty.apk",
        "ZIP central directory at offset 1363: expected an entry AndroidManifest.xml",
    ),
    (
        "apk-info-zip/broken-v1-only-max-sized-eocd-comment.apk",
        "ZIP64 end of central directory at offset 4584: expected the signature PK\\6\\7 of a ZIP64 locator",
    ),
    (
        "apk-info-zip/broken-v1v2v3-with-rsa-2048-lineage-3-signers-no-sig-block.apk",
        "APK signing block at offset 16384: expected the signature that a JAR signature announces",
    ),
    (
        "apk-info-zip/broken-v2-only-apk-sig-block-size-mismatch.apk",
        "APK signing block at offset 3443: expected a whole block before this",
    ),
    (
        "apk-info-zip/broken-v2-only-empty.apk",
        "ZIP end of central directory at offset 1451: expected at least one entry",
    ),
    (
        "apk-info-zip/broken-v2-only-max-sized-eocd-comment.apk",
        "ZIP64 end of central directory at offset 4092: expected the signature PK\\6\\7 of a ZIP64 locator",
    ),
    (
        "apk-info-zip/broken-v2-only-no-certs-in-sig.apk",
        "APK signature scheme block at offset 2495: expected a certificate for every signer, and at least one signer",
    ),
    (
        "apk-info-zip/broken-v2-only-truncated-cd.apk",
        "ZIP end of central directory at offset 4111: expected a central directory that ends before the end record",
    ),
    (
        "apk-info-zip/broken-v3-only-empty.apk",
        "ZIP end of central directory at offset 0: expected at least one entry",
    ),
    (
        "apk-info-zip/broken-v3-only-no-certs-in-sig.apk",
        "APK signature scheme block at offset 8212: expected a certificate for every signer, and at least one signer",
    ),
    (
        "apk-info/manifest-truncated.apk",
        "binary XML node at offset 989 (inflated byte 1280): expected a chunk that ends inside its parent",
    ),
    (
        "apk-info/manifest-xml-node-header-size.apk",
        "binary XML node at offset 989 (inflated byte 964): expected a chunk header that is not too short",
    ),
    (
        "apk-info/resources-type-entries-out-of-bounds.apk",
        "resource type at offset 652: expected at most 65,535 entries",
    ),
    (
        "apk-info/resources-unreadable.apk",
        "resource table at offset 44: expected chunk sizes that are multiples of 4",
    ),
    (
        "apk-info/zip-central-directory-shifted.apk",
        "ZIP central directory at offset 2439: expected as many whole records as the end record says",
    ),
    (
        "apk-info/zip-duplicate-entry.apk",
        "ZIP central directory at offset 2669: expected entry names that are all different",
    ),
    (
        "apk-info/zip-eocd-not-at-end.apk",
        "ZIP end of central directory at offset 2621: expected an end record whose comment ends with the file",
    ),
    (
        "apk-info/zip-invalid-utf8-name.apk",
        "ZIP central directory at offset 2668: expected an entry name in UTF-8 without NUL",
    ),
    (
        "apk-info/zip-missing-central-directory-record.apk",
        "ZIP central directory at offset 2621: expected as many whole records as the end record says",
    ),
    (
        "apk-info/zip-stored-size-mismatch.apk",
        "ZIP local header at offset 0: expected data that ends before the central directory",
    ),
    (
        "fdroidserver/janus.apk",
        "ZIP local header at offset 0: expected a local header at the very start of the file",
    ),
];

#[test]
fn none_is_taken_for_a_banned_app_and_all_are_read_that_android_reads() {
    let folder = tempfile::tempdir().unwrap();
    let policy = folder.path().join("policy.json");
    let families = Catalogue::embedded().families.iter();
    let banned: Vec<_> = families.map(|family| json!({"family": family.id})).collect();
    fs::write(&policy, json!({"schema": 1, "banned": banned}).to_string()).unwrap();

    let files = corpus::files();
    let mut scan = Command::new(env!("CARGO_BIN_EXE_appvagt"));
    scan.args(["scan", "--json", "--policy"]).arg(&policy);
    let output = scan.args(files.iter().map(|(_, path)| path)).output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();

    assert_eq!(report["findings"], json!([]), "none is banned");
    let names: BTreeMap<_, _> =
        files.iter().map(|(name, path)| (path.to_str().unwrap(), name.as_str())).collect();
    let unread = report["unread"].as_array().unwrap().iter();
    let mut unread: Vec<_> = unread
        .map(|unread| {
            let path = unread["path"].as_str().unwrap();
            (names[path], unread["error"]["message"].as_str().unwrap())
        })
        .collect();
    unread.sort_unstable();
    assert_eq!(unread, REFUSED);
    // Splits would be counted with their base, and there are none that lie beside it.
    assert_eq!(report["scanned"], files.len() - REFUSED.len());
    assert_eq!(output.status.code(), Some(3));
}
