//! JAR signatures: pairs of signature file and PKCS#7 block below `META-INF/`.
//!
//! Rules: AOSP `android.util.jar.StrictJarVerifier` and `StrictJarFile`.

use super::{Scheme, Signatures, pkcs7};
use crate::Reading;
use crate::anomaly::{Anomalies, Anomaly};
use crate::budget::{Meter, within};
use crate::error::{Error, Limit, Position, Result, Structure};
use crate::source::Source;
use crate::zip::{Content, Directory, Entry, Reader, in_capitals, locate};

/// The attribute of a signature file that lists the newer schemes the APK was signed with.
const NEWER_SCHEMES: &[u8] = b"X-Android-APK-Signed:";
const FOLDER: &[u8] = b"META-INF/";
/// Real APKs have one or two.
const MOST_BLOCKS: usize = 32;
/// How much of a signature file is read.
const MAIN_SECTION: u64 = 1 << 10;

/// Appends the signers of all PKCS#7 files that belong to a signature file, and notes which newer
/// schemes these announce that are not there. That is looked for only where no signature of a newer
/// scheme was found, as Android does.
pub(crate) fn read_jar(
    source: &Source,
    directory: &Directory,
    signatures: &mut Signatures,
    reading: Reading,
    meter: &mut Meter,
    anomalies: &mut Anomalies,
) -> Result<()> {
    let has_newer = !signatures.signers.is_empty() || !signatures.unread.is_empty();
    let entries = directory.entries.iter().filter(|entry| entry.name.starts_with(FOLDER));
    let entries: Vec<(Vec<u8>, &Entry)> =
        entries.map(|entry| (in_capitals(&entry.name), entry)).collect();
    let mut blocks = 0;
    let mut announced = Vec::new();
    for (name, block) in &entries {
        let endings = [&b".RSA"[..], b".DSA", b".EC"];
        let Some(stem) = endings.iter().find_map(|ending| name.strip_suffix(*ending)) else {
            continue;
        };
        let is_file = |name: &[u8]| name.strip_suffix(b".SF") == Some(stem);
        let Some((_, file)) = entries.iter().find(|(name, _)| is_file(name)) else { continue };
        blocks += 1;
        if blocks > MOST_BLOCKS {
            let error = Error::malformed(Structure::Pkcs7, block.at, "at most 32 JAR signatures");
            signatures.add_unread(Scheme::V1, error);
            break;
        }
        let mut read = || -> Result<()> {
            let allowed = meter.budget.signing_bytes;
            let data = locate(source, directory, block, allowed, Reader::Jar, reading, anomalies)?;
            let (structure, at) = (Structure::Pkcs7, data.origin().at(0));
            let length = data.compressed.max(data.uncompressed);
            within(length, allowed, Limit::SigningBytes, structure, at)?;
            let length = usize::try_from(length).unwrap_or(usize::MAX);
            let bytes = Content::start(&data, length, meter)?;
            if !pkcs7::signers(&bytes, &mut signatures.signers, anomalies) {
                let expected = "a signer and its certificate";
                signatures.add_unread(Scheme::V1, Error::malformed(structure, at, expected));
            }
            if has_newer {
                return Ok(());
            }
            // The main section comes first; the digests of all entries after it are not read.
            let data =
                locate(source, directory, file, MAIN_SECTION, Reader::Jar, reading, anomalies)?;
            let length = usize::try_from(MAIN_SECTION).unwrap_or(0);
            let main_section = Content::start(&data, length, meter)?;
            announced.extend(announced_schemes(&main_section));
            Ok(())
        };
        match read() {
            Ok(()) => {}
            // Android takes an entry it cannot read for an APK that is not signed.
            Err(error) if error.is_about_content() => {
                anomalies.note(error.is_malformed(), Anomaly::MalformedPkcs7);
                signatures.add_unread(Scheme::V1, error);
            }
            Err(error) => return Err(error),
        }
    }
    if has_newer {
        return Ok(());
    }
    for (number, scheme) in [(2, Scheme::V2), (3, Scheme::V3)] {
        if announced.contains(&number) {
            anomalies.add(Anomaly::StrippedSignature);
            let at = Position::in_file(directory.offset);
            let expected = "the signature that a JAR signature announces";
            let error = Error::malformed(Structure::SigningBlock, at, expected);
            signatures.add_unread(scheme, error);
        }
    }
    Ok(())
}

/// Returns the numbers in `X-Android-APK-Signed: 2, 3`, in the main section of a signature file.
fn announced_schemes(file: &[u8]) -> Vec<u8> {
    file.split(|&byte| byte == b'\n')
        .take_while(|line| !line.trim_ascii().is_empty())
        .filter_map(|line| line.strip_prefix(NEWER_SCHEMES))
        .flat_map(|list| list.split(|&byte| byte == b','))
        .filter_map(|number| std::str::from_utf8(number.trim_ascii()).ok()?.parse().ok())
        .take(16)
        .collect()
}
