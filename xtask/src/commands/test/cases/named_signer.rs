//! Signatures that name a certificate whose key only its owner has. They prove nothing, and no
//! Android accepts them; a scan of files takes signers as they are named.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Ids of the blocks of signature schemes v2 and v3, and of the attribute that holds the
/// certificates that were rotated from.
/// Source: <https://source.android.com/docs/security/features/apksigning>.
const V2: u32 = 0x7109_871a;
const V3: u32 = 0xf053_68c0;
const PROOF_OF_ROTATION: u32 = 0x3ba0_6f8c;
const MAGIC: &[u8] = b"APK Sig Block 42";
/// Length of a ZIP archive's end record without a comment, and where in it the offset of the
/// central directory stands.
const END_RECORD: usize = 22;
const DIRECTORY_OFFSET: usize = 16;

/// Has a signed APK name `certificate` as its signer's instead, and `former` as that one's
/// predecessor.
///
/// # Errors
/// It is not an APK as they are signed here.
pub fn rename(apk: &Path, certificate: &[u8], former: Option<&[u8]>) -> Result<()> {
    let signed = fs::read(apk).with_context(|| apk.display().to_string())?;
    let renamed = renamed(&signed, certificate, former)
        .with_context(|| format!("{} has no signing block", apk.display()))?;
    fs::write(apk, renamed).with_context(|| apk.display().to_string())
}

fn renamed(apk: &[u8], certificate: &[u8], former: Option<&[u8]>) -> Option<Vec<u8>> {
    let at = apk.len().checked_sub(END_RECORD)? + DIRECTORY_OFFSET;
    let directory = u32::from_le_bytes(*apk.get(at..)?.first_chunk()?);
    let directory = usize::try_from(directory).ok()?;
    let (before, after) = apk.split_at_checked(directory)?;
    let sized = before.strip_suffix(MAGIC)?;
    let size = usize::try_from(u64::from_le_bytes(*sized.last_chunk()?)).ok()?;
    let entries = before.get(..directory.checked_sub(size + 8)?)?;

    let mut pairs = vec![(V3, of_v3(certificate, former))];
    if former.is_none() {
        pairs.push((V2, scheme(certificate, &prefixed(&[]))));
    }
    let mut renamed = [entries, &block(&pairs)].concat();
    let directory = u32::try_from(renamed.len()).ok()?;
    renamed.extend(after);
    let at = renamed.len() - END_RECORD + DIRECTORY_OFFSET;
    renamed.get_mut(at..at + 4)?.copy_from_slice(&directory.to_le_bytes());
    Some(renamed)
}

fn block(pairs: &[(u32, Vec<u8>)]) -> Vec<u8> {
    let mut inner = Vec::new();
    for (id, value) in pairs {
        inner.extend((value.len() as u64 + 4).to_le_bytes());
        inner.extend(id.to_le_bytes());
        inner.extend(value);
    }
    let size = (inner.len() as u64 + 24).to_le_bytes();
    [&size[..], &inner, &size, MAGIC].concat()
}

/// Returns a block of v3 with one signer, for all Androids that know of it.
fn of_v3(certificate: &[u8], former: Option<&[u8]>) -> Vec<u8> {
    let rotation = former.map(|former| {
        let nodes = [former, certificate].map(|certificate| {
            let no_algorithm = [0; 4];
            let signed = prefixed(&[&prefixed(certificate)[..], &no_algorithm].concat());
            let (no_flags, no_signature) = ([0; 4], prefixed(&[]));
            prefixed(&[&signed[..], &no_flags, &no_algorithm, &no_signature].concat())
        });
        let (id, version) = (PROOF_OF_ROTATION.to_le_bytes(), 1_u32.to_le_bytes());
        prefixed(&[&id[..], &version, &nodes.concat()].concat())
    });
    let levels = [28_u32.to_le_bytes(), u32::MAX.to_le_bytes()].concat();
    scheme(certificate, &[levels, prefixed(&rotation.unwrap_or_default())].concat())
}

/// Returns a scheme's block with one signer, of whom this stands after the certificate.
fn scheme(certificate: &[u8], rest: &[u8]) -> Vec<u8> {
    let no_digests = prefixed(&[]);
    let signed = [&no_digests, &prefixed(&prefixed(certificate)), rest].concat();
    prefixed(&prefixed(&prefixed(&signed)))
}

/// Returns bytes after their length.
fn prefixed(bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    [&length.to_le_bytes()[..], bytes].concat()
}
