//! JAR signatures: pairs of signature file and PKCS#7 block in `META-INF/`.

use super::{ExtractedSigner, pkcs7};
use crate::Reading;
use crate::anomaly::{Anomalies, Anomaly};
use crate::budget::{Meter, within};
use crate::error::{Limit, Result, Structure};
use crate::source::Source;
use crate::zip::{Content, Directory, Entry, locate};

/// The attribute of a signature file that lists the newer schemes the APK was signed with.
const NEWER_SCHEMES: &[u8] = b"X-Android-APK-Signed:";
/// Real APKs have one or two.
const MOST_BLOCKS: usize = 32;
/// How much of a signature file is read.
const MAIN_SECTION: u64 = 1 << 10;

/// What the JAR signatures say.
#[derive(Debug, Default)]
pub(crate) struct JarSignatures {
    pub signers: Vec<ExtractedSigner>,
    /// Numbers of the newer schemes that must be there too.
    pub announced: Vec<u8>,
}

/// Extracts the signers of all PKCS#7 files that belong to a signature file. What signature files
/// announce is only read if `has_newer` is false: Android asks them only if it found no signature
/// of a newer scheme.
pub(crate) fn read_jar(
    source: &Source,
    directory: &Directory,
    has_newer: bool,
    reading: Reading,
    meter: &mut Meter,
    anomalies: &mut Anomalies,
) -> Result<JarSignatures> {
    let mut found = JarSignatures::default();
    // Only files right in META-INF/ are signatures.
    let is_candidate = |entry: &&Entry| {
        entry.name.iter().rposition(|&byte| byte == b'/') == Some("META-INF".len())
            && stem(&entry.name).starts_with(b"META-INF/")
    };
    let candidates: Vec<&Entry> = directory.entries.iter().filter(is_candidate).collect();
    let blocks = candidates.iter().filter(|entry| {
        [&b"RSA"[..], b"DSA", b"EC"].iter().any(|end| has_ending(&entry.name, end))
    });
    for &block in blocks.take(MOST_BLOCKS) {
        let signature_file = candidates
            .iter()
            .find(|file| has_ending(&file.name, b"SF") && stem(&file.name) == stem(&block.name));
        let Some(&file) = signature_file else { continue };
        let mut read = || -> Result<()> {
            let allowed = meter.budget.signing_bytes;
            let data = locate(source, directory, block, allowed, reading, anomalies)?;
            let (limit, at) = (Limit::SigningBytes, data.origin().at(0));
            let length = data.compressed.max(data.uncompressed);
            within(length, allowed, limit, Structure::Pkcs7, at)?;
            let length = usize::try_from(length).unwrap_or(usize::MAX);
            let bytes = Content::start(&data, length, meter)?;
            found.signers.extend(pkcs7::signers(&bytes, anomalies));
            if has_newer {
                return Ok(());
            }
            // The main section comes first; the digests of all entries after it are not read.
            let data = locate(source, directory, file, MAIN_SECTION, reading, anomalies)?;
            let length = usize::try_from(MAIN_SECTION).unwrap_or(0);
            let main_section = Content::start(&data, length, meter)?;
            found.announced.extend(announced_schemes(&main_section));
            Ok(())
        };
        match read() {
            // Android takes an entry it cannot read for an APK that is not signed.
            Err(error) if error.is_malformed() => anomalies.add(Anomaly::MalformedPkcs7),
            read => read?,
        }
    }
    Ok(found)
}

/// The name without its ending, in capitals.
fn stem(name: &[u8]) -> Vec<u8> {
    let dot = name.iter().rposition(|&byte| byte == b'.').unwrap_or(name.len());
    let (stem, _) = name.split_at(dot);
    stem.to_ascii_uppercase()
}

fn has_ending(name: &[u8], ending: &[u8]) -> bool {
    name.rsplit(|&byte| byte == b'.').next().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}

/// The numbers in `X-Android-APK-Signed: 2, 3`, in the main section of a signature file.
fn announced_schemes(file: &[u8]) -> Vec<u8> {
    file.split(|&byte| byte == b'\n')
        .take_while(|line| !line.trim_ascii().is_empty())
        .filter_map(|line| line.strip_prefix(NEWER_SCHEMES))
        .flat_map(|list| list.split(|&byte| byte == b','))
        .filter_map(|number| std::str::from_utf8(number.trim_ascii()).ok()?.parse().ok())
        .take(16)
        .collect()
}
