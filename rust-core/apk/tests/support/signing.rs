//! Writes signing blocks and PKCS#7 files, honest and lying. No signature in them is one.

#![allow(
    missing_docs,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    dead_code,
    reason = "each test uses a part"
)]

pub const V2: u32 = 0x7109_871a;
pub const V3: u32 = 0xf053_68c0;
pub const V31: u32 = 0x1b93_ad61;
pub const V32: u32 = 0x70e1_c89f;
pub const SOURCE_STAMP: u32 = 0x6dff_800d;

/// A signing block of the pairs given.
pub fn block(pairs: &[(u32, Vec<u8>)]) -> Vec<u8> {
    let mut inner = Vec::new();
    for (id, value) in pairs {
        inner.extend((value.len() as u64 + 4).to_le_bytes());
        inner.extend(id.to_le_bytes());
        inner.extend(value);
    }
    let size = (inner.len() as u64 + 24).to_le_bytes();
    [&size[..], &inner, &size, b"APK Sig Block 42"].concat()
}

/// Bytes after their length.
pub fn prefixed(bytes: &[u8]) -> Vec<u8> {
    [&(bytes.len() as u32).to_le_bytes()[..], bytes].concat()
}

/// A scheme's block with one signer for each list of certificates.
pub fn scheme(versioned: bool, signers: &[&[&[u8]]], history: &[&[u8]]) -> Vec<u8> {
    let mut list = Vec::new();
    for certificates in signers {
        let certificates: Vec<u8> =
            certificates.iter().flat_map(|certificate| prefixed(certificate)).collect();
        let mut signed = prefixed(&[]);
        signed.extend(prefixed(&certificates));
        let mut attributes = Vec::new();
        if versioned {
            signed.extend(28_u32.to_le_bytes());
            signed.extend(u32::MAX.to_le_bytes());
            if !history.is_empty() {
                let mut lineage = 1_u32.to_le_bytes().to_vec();
                for certificate in history {
                    let mut node = prefixed(certificate);
                    node.extend(0_u32.to_le_bytes());
                    let mut node = prefixed(&node);
                    node.extend([0; 12]);
                    lineage.extend(prefixed(&node));
                }
                attributes = prefixed(&[&0x3ba0_6f8c_u32.to_le_bytes()[..], &lineage].concat());
            }
        }
        signed.extend(prefixed(&attributes));
        list.extend(prefixed(&prefixed(&signed)));
    }
    prefixed(&list)
}

/// A DER value.
pub fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let mut value = vec![tag];
    if length < 0x80 {
        value.push(length as u8);
    } else if length < 0x100 {
        value.extend([0x81, length as u8]);
    } else {
        value.push(0x82);
        value.extend((length as u16).to_be_bytes());
    }
    value.extend(content);
    value
}

/// A distinguished name of one common name.
pub fn name(tag: u8, text: &str) -> Vec<u8> {
    let part = [der(6, &[0x55, 4, 3]), der(tag, text.as_bytes())].concat();
    der(0x30, &der(0x31, &der(0x30, &part)))
}

/// As much of a certificate as names it.
pub fn certificate(issuer: &str, serial: u8) -> Vec<u8> {
    let signed = [
        der(0xa0, &der(2, &[2])),
        der(2, &[serial]),
        der(0x30, &der(6, &[0x2a])),
        name(0x0c, issuer),
        // Filler that makes every certificate longer than 127 bytes.
        der(4, &[serial; 150]),
    ];
    der(0x30, &[der(0x30, &signed.concat()), der(0x30, &[]), der(3, &[0])].concat())
}

/// A PKCS#7 file with these certificates, signed by the issuer and serial given.
pub fn pkcs7(certificates: &[Vec<u8>], issuer: &[u8], serial: u8) -> Vec<u8> {
    pkcs7_signed(certificates, issuer, serial, 1)
}

/// The same, signed `times` times.
pub fn pkcs7_signed(certificates: &[Vec<u8>], issuer: &[u8], serial: u8, times: usize) -> Vec<u8> {
    let info = [
        der(2, &[1]),
        der(0x30, &[issuer, &der(2, &[serial])].concat()),
        der(0x30, &[]),
        der(0x30, &[]),
        der(4, &[0; 8]),
    ];
    let data = [
        der(2, &[1]),
        der(0x31, &[]),
        der(0x30, &der(6, &[0x2a])),
        der(0xa0, &certificates.concat()),
        der(0x31, &der(0x30, &info.concat()).repeat(times)),
    ];
    let signed_data = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
    let wrapped = der(0xa0, &der(0x30, &data.concat()));
    der(0x30, &[der(6, &signed_data), wrapped].concat())
}
