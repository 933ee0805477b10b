//! Tricks with signatures: what is extracted of them, and what is odd.

use appvagt_apk::Anomaly::{self, *};
use appvagt_apk::{Apk, CertificateDigest, Error, Options, Result, Scheme, Signatures};

use super::app;
use super::signing::{
    SOURCE_STAMP, V2, V3, V31, V32, block, certificate, der, name, pkcs7, pkcs7_signed, prefixed,
    scheme,
};
use super::zip::{Entry, Zip};

/// Schemes and, for each signer, the serial number of the certificate that is its.
type Signers = Vec<(Scheme, u8)>;

/// Signers and anomalies of the app with this signing block and these entries.
fn extract(before_directory: Vec<u8>, entries: Vec<Entry>) -> Result<(Signers, Vec<Anomaly>)> {
    let mut zip = app();
    zip.before_directory = before_directory;
    zip.entries.extend(entries);
    extract_from(&zip)
}

fn extract_from(zip: &Zip) -> Result<(Signers, Vec<Anomaly>)> {
    let apk = Apk::from_bytes(zip.build(), Options::default())?;
    let signers = apk.extract_signers()?.signers;
    let serial = |digest: CertificateDigest| {
        (0..255).find(|&serial| sha256(&certificate("CN", serial)) == digest).unwrap_or(255)
    };
    let signers =
        signers.into_iter().map(|signer| (signer.scheme, serial(signer.certificate))).collect();
    Ok((signers, apk.anomalies().iter().collect()))
}

fn sha256(bytes: &[u8]) -> CertificateDigest {
    use sha2::{Digest, Sha256};
    CertificateDigest(Sha256::digest(bytes).into())
}

fn one(serial: u8) -> Vec<u8> {
    scheme(false, &[&[&certificate("CN", serial)]], &[])
}

fn one_versioned(serial: u8) -> Vec<u8> {
    scheme(true, &[&[&certificate("CN", serial)]], &[])
}

/// JAR signature of this PKCS#7 file.
fn jar(pkcs7: Vec<u8>) -> Vec<Entry> {
    jar_with(pkcs7, "Signature-Version: 1.0\r\n\r\n")
}

fn jar_with(pkcs7: Vec<u8>, file: &str) -> Vec<Entry> {
    vec![Entry::deflated("META-INF/CERT.SF", file), Entry::deflated("META-INF/CERT.RSA", pkcs7)]
}

fn issuer() -> Vec<u8> {
    name(0x0c, "CN")
}

#[test]
fn honest_signatures_of_every_scheme() {
    let all = block(&[
        (V2, one(2)),
        (V3, one_versioned(3)),
        (V31, one_versioned(31)),
        (V32, one_versioned(32)),
        (SOURCE_STAMP, vec![1; 64]),
        (0x4272_6577, vec![0; 3000]),
    ]);
    let jar = jar(pkcs7(&[certificate("CN", 1)], &issuer(), 1));
    let (signers, anomalies) = extract(all, jar).unwrap();
    assert_eq!(
        signers,
        [(Scheme::V1, 1), (Scheme::V2, 2), (Scheme::V3, 3), (Scheme::V31, 31), (Scheme::V32, 32)]
    );
    assert_eq!(anomalies, []);
}

#[test]
fn rotation_is_listed_oldest_first() {
    let [old, middle, new] = [1, 2, 3].map(|serial| certificate("CN", serial));
    let mut zip = app();
    let rotated = scheme(true, &[&[&new]], &[&old, &middle, &new]);
    zip.before_directory = block(&[(V3, rotated)]);
    let apk = Apk::from_bytes(zip.build(), Options::default()).unwrap();
    let signers = apk.extract_signers().unwrap().signers;
    assert_eq!(signers[0].certificate, sha256(&new));
    assert_eq!(signers[0].history, [&old, &middle, &new].map(|certificate| sha256(certificate)));
    assert_eq!(signers[0].sdk_levels, Some(28..=u32::MAX));
}

#[test]
fn tricks_with_the_signing_block() {
    let honest = block(&[(V2, one(2))]);
    let patched = |at: usize, byte: u8| {
        let mut block = honest.clone();
        let at = if at > 1000 { block.len() - (usize::MAX - at) - 1 } else { at };
        block[at] = byte;
        block
    };
    let cases: Vec<(&str, Vec<u8>, Signers, Vec<Anomaly>)> = vec![
        ("no magic: no block", patched(usize::MAX, b'3'), vec![], vec![]),
        ("sizes that differ", patched(0, 1), vec![], vec![MalformedSigningBlock]),
        (
            "a size that is too large",
            patched(usize::MAX - 20, 1),
            vec![],
            vec![MalformedSigningBlock],
        ),
        ("a pair that runs over", patched(14, 1), vec![], vec![MalformedSigningBlock]),
        (
            "one scheme twice",
            block(&[(V2, one(2)), (V2, one(3))]),
            vec![(Scheme::V2, 2)],
            vec![DuplicateSchemeBlock],
        ),
        (
            "200,000 pairs",
            block(&[vec![(7, vec![]); 200_000], vec![(V2, one(2))]].concat()),
            vec![(Scheme::V2, 2)],
            vec![],
        ),
        (
            "a scheme that breaks off after a signer",
            block(&[(V2, {
                let mut signers =
                    scheme(false, &[&[&certificate("CN", 2)], &[&certificate("CN", 3)]], &[]);
                let length = signers.len() as u32 - 104;
                signers.truncate(signers.len() - 100);
                signers[..4].copy_from_slice(&length.to_le_bytes());
                signers
            })]),
            vec![(Scheme::V2, 2)],
            vec![MalformedSchemeBlock],
        ),
        (
            "a signer without certificate",
            block(&[(V2, scheme(false, &[&[]], &[]))]),
            vec![],
            vec![SignerWithoutCertificate],
        ),
        ("an empty scheme", block(&[(V3, vec![])]), vec![], vec![MalformedSchemeBlock]),
        ("a scheme without signers", block(&[(V3, prefixed(&[]))]), vec![], vec![]),
    ];
    for (trick, block, signers, anomalies) in cases {
        assert_eq!(extract(block, vec![]).unwrap(), (signers, anomalies), "{trick}");
    }
}

#[test]
fn a_certificate_that_is_not_der_is_named_and_digested_as_it_is() {
    let mut zip = app();
    let odd = b"not a certificate";
    zip.before_directory = block(&[(V2, scheme(false, &[&[odd]], &[]))]);
    let apk = Apk::from_bytes(zip.build(), Options::default()).unwrap();
    assert_eq!(apk.extract_signers().unwrap().signers[0].certificate, sha256(odd));
    assert_eq!(apk.anomalies().iter().collect::<Vec<_>>(), [CertificateNotDer]);
}

#[test]
fn a_million_pairs_and_a_huge_scheme_are_over_budget() {
    let pairs = vec![(7, vec![]); 600_000];
    let huge = vec![(V2, vec![0; 2 << 20])];
    for (block, expected) in
        [(block(&pairs), "at most 500000 chunks"), (block(&huge), "bytes of signing data")]
    {
        let error = extract(block, vec![]).unwrap_err();
        assert!(matches!(*error, Error::OverBudget { .. }));
        assert!(error.to_string().contains(expected), "{error}");
    }
}

#[test]
fn a_block_that_is_not_right_before_the_directory_is_none() {
    let mut zip = app();
    zip.before_directory = block(&[(V2, one(2))]);
    zip.after_directory = vec![0; 10];
    assert_eq!(extract_from(&zip).unwrap(), (vec![], vec![BytesAfterCentralDirectory]));
    zip.after_directory = vec![];
    zip.zip64 = true;
    assert_eq!(extract_from(&zip).unwrap(), (vec![], vec![]));
}

/// A certificate as `certificate("CN", 9)`, but with 30,000 bytes more.
fn large_certificate() -> Vec<u8> {
    let signed = [der(2, &[9]), der(0x30, &der(6, &[0x2a])), issuer(), der(4, &vec![9; 30_000])];
    der(0x30, &der(0x30, &signed.concat()))
}

#[test]
fn tricks_with_jar_signatures() {
    let [unused, signing] = [4, 5].map(|serial| certificate("CN", serial));
    let v1 = |serial| vec![(Scheme::V1, serial)];
    // The content in the indefinite form of BER, ended by two zeros.
    let indefinite = |file: Vec<u8>| {
        let content = &file[4..];
        [&[0x30, 0x80][..], content, &[0, 0]].concat()
    };
    let honest = pkcs7(std::slice::from_ref(&signing), &issuer(), 5);
    let cases: Vec<(&str, Vec<Entry>, Signers, Vec<Anomaly>)> = vec![
        (
            "an unused certificate first",
            jar(pkcs7(&[unused.clone(), signing.clone()], &issuer(), 5)),
            v1(5),
            vec![UnusedFirstCertificate],
        ),
        (
            "an unused certificate last",
            jar(pkcs7(&[signing.clone(), unused.clone()], &issuer(), 5)),
            v1(5),
            vec![],
        ),
        (
            "the signer's certificate is not there",
            jar(pkcs7(&[unused], &issuer(), 5)),
            vec![],
            vec![SignerWithoutCertificate],
        ),
        (
            "the issuer in another encoding",
            jar(pkcs7(std::slice::from_ref(&signing), &name(0x13, "CN"), 5)),
            v1(5),
            vec![],
        ),
        ("BER of indefinite length", jar(indefinite(honest.clone())), v1(5), vec![]),
        ("nothing but openings", jar([0x30, 0x80].repeat(100_000)), vec![], vec![MalformedPkcs7]),
        (
            "100,000 values one in another",
            jar((0..12_000).fold(vec![], |inner, _| {
                if inner.len() < 60_000 { der(0x30, &inner) } else { inner }
            })),
            vec![],
            vec![MalformedPkcs7],
        ),
        (
            // Found by fuzzing: each signer costs a digest of its certificate.
            "one large certificate and a thousand signers",
            jar(pkcs7_signed(&[large_certificate()], &issuer(), 9, 1000)),
            vec![],
            vec![MalformedPkcs7],
        ),
        ("nothing", jar(vec![]), vec![], vec![MalformedPkcs7]),
        ("half of it", jar(honest[..honest.len() / 2].to_vec()), vec![], vec![MalformedPkcs7]),
        (
            "a block without its signature file",
            vec![Entry::stored("META-INF/OTHER.RSA", honest.clone())],
            vec![],
            vec![],
        ),
        (
            "a block in a folder below",
            vec![
                Entry::stored("META-INF/a/CERT.SF", ""),
                Entry::stored("META-INF/a/CERT.RSA", honest.clone()),
            ],
            v1(5),
            vec![],
        ),
        (
            "a newer signature that is gone",
            jar_with(honest, "Signature-Version: 1.0\r\nX-Android-APK-Signed: 2, 3\r\n\r\n"),
            v1(5),
            vec![StrippedSignature],
        ),
    ];
    for (trick, entries, signers, anomalies) in cases {
        let (found, seen) = extract(vec![], entries).unwrap();
        assert_eq!(seen, anomalies, "{trick}");
        // Of a file that is given up on, what was found before stays.
        if !seen.contains(&MalformedPkcs7) {
            assert_eq!(found, signers, "{trick}");
        }
    }
}

/// The signer and the schemes that cannot be read of an app with these entries of a JAR signature.
fn jar_signers(entries: Vec<Entry>) -> (Vec<CertificateDigest>, Vec<Scheme>) {
    let mut zip = app();
    zip.entries.extend(entries);
    let apk = Apk::from_bytes(zip.build(), Options::default()).unwrap();
    let Signatures { signers, unread } = apk.extract_signers().unwrap();
    let certificates = signers.into_iter().map(|signer| signer.certificate).collect();
    (certificates, unread.into_iter().map(|unread| unread.scheme).collect())
}

#[test]
fn a_jar_signature_is_read_wherever_and_however_android_reads_one() {
    let certificate = certificate("CN", 5);
    let block = pkcs7(std::slice::from_ref(&certificate), &issuer(), 5);
    let is_read = (vec![sha256(&certificate)], vec![]);
    // Letters that are others in capitals, as Java's toUpperCase takes them.
    for ending in ["RSA", "rsa", "DSA", "dSa", "EC", "ec", "R\u{17f}A"] {
        for folder in ["", "a/", "a/b/", "\u{e6}/"] {
            for stem in ["CERT", "", "a.b", "\u{f8}"] {
                let name = |ending| format!("META-INF/{folder}{stem}.{ending}");
                let entries = vec![
                    Entry::deflated(&name("SF"), "Signature-Version: 1.0\r\n\r\n"),
                    Entry::deflated(&name(ending), block.clone()),
                ];
                assert_eq!(jar_signers(entries), is_read, "{}", name(ending));
            }
        }
    }
    for method in (1..=u16::from(u8::MAX)).chain([0x1234, u16::MAX]) {
        let mut entries = jar(block.clone());
        for entry in &mut entries {
            entry.method = Some(method);
        }
        assert_eq!(jar_signers(entries), is_read, "method {method}");
    }
    for odd in ["meta-inf/CERT", "META-INF", "META-INFCERT", "x/META-INF/CERT"] {
        let entries = vec![
            Entry::stored(&format!("{odd}.SF"), ""),
            Entry::stored(&format!("{odd}.RSA"), block.clone()),
        ];
        assert_eq!(jar_signers(entries), (vec![], vec![]), "{odd}");
    }
}

#[test]
fn what_cannot_be_read_of_a_signature_is_named_by_its_scheme() {
    let certificate = certificate("CN", 5);
    let block = pkcs7(std::slice::from_ref(&certificate), &issuer(), 5);
    for length in 0..block.len() {
        let (_, unread) = jar_signers(jar(block[..length].to_vec()));
        assert_eq!(unread, [Scheme::V1], "{length} bytes");
    }
    let stored_as_deflated = || {
        let mut entries = jar(block.clone());
        entries[1].deflate = false;
        entries[1].method = Some(21);
        entries
    };
    let many = |count: usize| {
        let pair = |index| {
            let name = |ending| format!("META-INF/{index}.{ending}");
            [Entry::stored(&name("SF"), ""), Entry::stored(&name("RSA"), block.clone())]
        };
        (0..count).flat_map(pair).collect::<Vec<_>>()
    };
    let announced = |schemes: &str| {
        jar_with(block.clone(), &format!("X: y\r\nX-Android-APK-Signed: {schemes}\r\n\r\n"))
    };
    let cases = [
        ("stored under an unknown method", stored_as_deflated(), vec![Scheme::V1]),
        ("32 signatures", many(32), vec![]),
        ("33 signatures", many(33), vec![Scheme::V1]),
        ("more than any signature takes", jar(vec![0x30; 2 << 20]), vec![Scheme::V1]),
        ("announced: 2", announced("2"), vec![Scheme::V2]),
        ("announced: 2, 3", announced("2, 3"), vec![Scheme::V2, Scheme::V3]),
        ("no signature", vec![], vec![]),
    ];
    for (case, entries, unread) in cases {
        assert_eq!(jar_signers(entries).1, unread, "{case}");
    }
    let honest = one(2);
    for length in 0..honest.len() {
        let mut zip = app();
        zip.before_directory = super::signing::block(&[(V2, honest[..length].to_vec())]);
        let apk = Apk::from_bytes(zip.build(), Options::default()).unwrap();
        let unread = apk.extract_signers().unwrap().unread;
        assert_eq!(unread[0].scheme, Scheme::V2, "{length} bytes");
    }
}
