//! 100,000 damaged files, the same in every run: none may panic, and none may cost more memory
//! than the budget allows. Damage to the parts happens before they are packed, so that it is not
//! the archive alone that is tested.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

#[path = "support/chunk.rs"]
mod chunk;
#[path = "support/corpus.rs"]
mod corpus;
#[path = "support/mutate.rs"]
mod mutate;
#[path = "support/peak.rs"]
mod peak;
#[path = "support/resources.rs"]
mod resources;
#[path = "support/signing.rs"]
mod signing;
#[path = "support/xml.rs"]
mod xml;
#[path = "support/zip.rs"]
mod zip;

use appvagt_apk::{Apk, Options, Reading};
use mutate::{Random, mutate};
use zip::{Entry, Zip};

#[global_allocator]
static ALLOCATOR: peak::Counted = peak::Counted;

const MUTANTS: usize = 100_000;
const MOST_MEMORY: usize = 24 << 20;
/// Larger files are damaged too rarely where it matters.
const LARGEST_SEED: u64 = 24 << 10;

/// The app in parts: manifest, resources, signing block, JAR signature.
fn parts() -> [Vec<u8>; 4] {
    let certificates = [1, 2].map(|serial| signing::certificate("CN", serial));
    let [old, new] = certificates.each_ref().map(Vec::as_slice);
    let block = signing::block(&[
        (signing::V2, signing::scheme(false, &[&[old], &[new]], &[])),
        (signing::V3, signing::scheme(true, &[&[new]], &[old, new])),
    ]);
    let pkcs7 = signing::pkcs7(&certificates, &signing::name(0x13, "CN"), 2);
    let manifest = xml::manifest_with(|xml| xml.utf8 = false);
    [manifest, resources::example(), block, pkcs7]
}

fn assembled(parts: &[Vec<u8>; 4]) -> Vec<u8> {
    let [manifest, resources, block, pkcs7] = parts.clone();
    let mut zip = Zip::of(vec![
        Entry::stored("AndroidManifest.xml", manifest),
        Entry::stored("resources.arsc", resources),
        Entry::stored("META-INF/CERT.SF", "Signature-Version: 1.0\r\n\r\n"),
        Entry::stored("META-INF/CERT.RSA", pkcs7),
    ]);
    zip.before_directory = block;
    zip.build()
}

/// Whether the file could be opened at all, and its manifest read.
fn read_everything(file: Vec<u8>, reading: Reading) -> bool {
    let Ok(apk) = Apk::from_bytes(file, Options { reading, ..Options::default() }) else {
        return false;
    };
    let manifest = apk.resolved_manifest().is_ok();
    let _ = apk.label(&["da-DK", "en-GB"]);
    let _ = apk.extract_signers();
    manifest
}

#[test]
fn no_mutant_panics_or_takes_more_than_the_budget() {
    let whole: Vec<Vec<u8>> = corpus::files()
        .into_iter()
        .filter(|(_, path)| path.metadata().unwrap().len() <= LARGEST_SEED)
        .map(|(_, path)| std::fs::read(path).unwrap())
        .filter(|file| !file.is_empty())
        .collect();
    assert!(whole.len() > 60, "only {} small APKs in the corpus", whole.len());
    let parts = parts();
    let mut random = Random(0x00c0_ffee);
    let (mut read, mut recovered) = (0, 0);
    for number in 0..MUTANTS {
        let file = if number % 2 == 0 {
            let mut file = whole[random.below(whole.len())].clone();
            mutate(&mut file, &mut random);
            file
        } else {
            let mut damaged = parts.clone();
            mutate(&mut damaged[random.below(4)], &mut random);
            assembled(&damaged)
        };
        for (reading, count) in
            [(Reading::Android, &mut read), (Reading::Recovered, &mut recovered)]
        {
            let copy = file.clone();
            let memory =
                peak::above_start(|| *count += usize::from(read_everything(copy, reading)));
            assert!(memory < MOST_MEMORY, "mutant {number} took {memory} bytes as {reading:?}");
        }
    }
    println!("{MUTANTS} mutants: {read} read as Android does, {recovered} recovered");
    // If damage made everything unreadable, or nothing, this would test little.
    assert!(read > MUTANTS / 10 && read < MUTANTS, "{read}");
    assert!(recovered > read, "{recovered}");
}
