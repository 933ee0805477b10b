//! Replays what is kept of each target's inputs: those that reach much of its code, and all that were
//! found to break it. An input is a file of any name in `corpus/TARGET`.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use appvagt_fuzz::TARGETS;

/// What a corpus may hold, in bytes: it is kept for ever, and replayed in every test.
const LARGEST: u64 = 16 * 1024;

fn replay(target: &str) {
    let (_, run) = TARGETS.iter().find(|(name, _)| *name == target).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    let mut inputs: Vec<_> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .collect();
    inputs.sort();
    assert!(!inputs.is_empty(), "{} is empty", folder.display());
    let mut size = 0;
    for input in inputs {
        // The last one that a failed test shows is the one that failed.
        println!("{}", input.display());
        let data = fs::read(&input).unwrap();
        size += data.len() as u64;
        run(&data);
    }
    assert!(size <= LARGEST, "{} holds {size} bytes, more than {LARGEST}", folder.display());
}

macro_rules! targets {
    ($($target:ident),* $(,)?) => {
        $(
            #[test]
            fn $target() {
                replay(stringify!($target));
            }
        )*

        #[test]
        fn every_target_is_replayed_and_no_corpus_is_without_one() {
            let replayed = [$(stringify!($target)),*];
            assert_eq!(TARGETS.map(|(name, _)| name), replayed);
            let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")).unwrap();
            let mut folders: Vec<_> =
                folders.map(|folder| folder.unwrap().file_name().into_string().unwrap()).collect();
            folders.sort();
            assert_eq!(folders, replayed);
        }
    };
}

targets! {
    apk,
    arsc,
    axml,
    device_admins,
    inventory_file,
    inventory_json,
    inventory_pm_list,
    inventory_table,
    inventory_xml,
    package_dump,
    package_line,
    package_list,
    pkcs7,
    signing_block,
    standings,
    users,
    zip,
}
