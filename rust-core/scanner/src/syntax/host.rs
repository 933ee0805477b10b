//! Names of hosts, in the one form in which they can be compared.

use std::borrow::Cow;

use crate::syntax::punycode;

/// A host name in ASCII: lower case, labels that are not ASCII in Punycode, no dot at the end.
pub type HostName<'a> = Cow<'a, str>;

/// Returns the comparable form of a host name; `None` if it is none, as an IPv6 address is not.
///
/// Capitals of ASCII and Latin-1 are folded, full-width letters and dots are taken for what they
/// look like, and invisible characters are dropped, as browsers do (UTS #46). Capitals of other
/// scripts and further lookalikes that browsers map are not: the tables are as large as the rest
/// of this crate.
pub(crate) fn host_name(text: &str) -> Option<HostName<'_>> {
    let plain = |b: u8| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.');
    let host = if text.bytes().all(plain) {
        Cow::Borrowed(text.strip_suffix('.').unwrap_or(text))
    } else {
        let mut host = ascii(text)?;
        if host.ends_with('.') {
            host.pop();
        }
        Cow::Owned(host)
    };
    host.split('.').all(|label| !label.is_empty()).then_some(host)
}

/// Returns the host of an http or https URL, as a browser reads the URL; `None` if it is no such
/// URL.
///
/// Follows the URL standard (url.spec.whatwg.org) where a URL may be written to mislead: what
/// stands before an `@` is no host, `\` is `/`, any number of slashes is as good as two, blanks
/// around and line breaks within do not count, and the host may be percent-encoded.
pub(crate) fn host_of_url(url: &str) -> Option<String> {
    let url = url.trim_matches(|c: char| c <= ' ');
    let url: String = url.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let (scheme, rest) = url.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return None;
    }
    let rest = rest.trim_start_matches(['/', '\\']);
    let authority = rest.split(['/', '\\', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = match host.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
        Some(_) => return None,
        None => host,
    };
    host_name(&percent_decoded(host)?).map(Cow::into_owned)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let escaped = match rest {
            [b'%', high, low, ..] => hex(*high).zip(hex(*low)).map(|(high, low)| high << 4 | low),
            _ => None,
        };
        bytes.push(escaped.unwrap_or(first));
        rest = if escaped.is_some() { &rest[3..] } else { tail };
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

fn ascii(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|c| !is_invisible(*c)).map(folded).collect();
    let mut out = String::with_capacity(text.len());
    for (index, label) in text.split('.').enumerate() {
        if index > 0 {
            out.push('.');
        }
        if label.is_ascii() {
            out.push_str(label);
        } else {
            out.push_str("xn--");
            punycode::encode(label, &mut out)?;
        }
    }
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    out.bytes().all(allowed).then_some(out)
}

/// Characters that browsers drop from host names: soft hyphen, zero-width characters, variation
/// selectors.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

fn folded(c: char) -> char {
    let ascii = match c {
        '\u{3002}' | '\u{ff61}' => '.',
        // Full-width forms of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    match ascii {
        // Latin-1 capitals.
        '\u{c0}'..='\u{de}' if ascii != '\u{d7}' => {
            char::from_u32(u32::from(ascii) + 0x20).unwrap_or(ascii)
        }
        _ => ascii.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_host_has_one_form() {
        let cases = [
            ("tiktok.com", Some("tiktok.com")),
            ("tiktok.com.", Some("tiktok.com")),
            ("WWW.TikTok.COM.", Some("www.tiktok.com")),
            ("TikTok.com。", Some("tiktok.com")),
            ("blåbær.dk", Some("xn--blbr-roah.dk")),
            ("BLÅBÆR.DK", Some("xn--blbr-roah.dk")),
            ("XN--BLBR-ROAH.dk", Some("xn--blbr-roah.dk")),
            ("ｔｉｋｔｏｋ。com", Some("tiktok.com")),
            ("tik\u{ad}tok.com\u{200b}", Some("tiktok.com")),
            // Cyrillic і: another host, as it is for a browser.
            ("tіktok.com", Some("xn--tktok-n2e.com")),
            ("a_b-c.d9", Some("a_b-c.d9")),
            ("", None),
            (".", None),
            ("tiktok..com", None),
            (".tiktok.com", None),
            ("tiktok.com..", None),
            ("TikTok.com..", None),
            ("tik tok.com", None),
            ("tiktok.com/path", None),
            ("[::1]", None),
            ("*", None),
        ];
        for (text, host) in cases {
            assert_eq!(host_name(text).as_deref(), host, "{text:?}");
        }
    }

    #[test]
    fn the_host_of_a_url_is_the_one_a_browser_opens() {
        let cases = [
            ("https://www.tiktok.com/", Some("www.tiktok.com")),
            ("https://www.tiktok.com", Some("www.tiktok.com")),
            ("HTTP://WWW.TIKTOK.COM./?a#b", Some("www.tiktok.com")),
            ("https://tiktok.com:443/foryou", Some("tiktok.com")),
            ("https://tiktok.com:/", Some("tiktok.com")),
            ("https://tiktok.com?x=/@evil.dk", Some("tiktok.com")),
            ("https://user:pass@tiktok.com:8443/", Some("tiktok.com")),
            ("https://a@b@tiktok.com/", Some("tiktok.com")),
            ("https://tiktok.com@evil.dk/", Some("evil.dk")),
            ("https://tiktok.com:443@evil.dk/", Some("evil.dk")),
            ("https://evil.dk/@tiktok.com", Some("evil.dk")),
            ("https://evil.dk\\@tiktok.com/", Some("evil.dk")),
            ("https://evil.dk#@tiktok.com/", Some("evil.dk")),
            ("https:tiktok.com", Some("tiktok.com")),
            ("https:\\\\tiktok.com\\x", Some("tiktok.com")),
            ("https:////tiktok.com", Some("tiktok.com")),
            ("  https://tik\ntok.com/\u{0}", Some("tiktok.com")),
            ("https://tik%74ok.com/", Some("tiktok.com")),
            ("https://tiktok.com%2f.evil.dk/", None),
            ("https://tiktok.com%zz/", None),
            ("https://tiktok.com:x/", None),
            ("https://[::1]:443/", None),
            ("https:///", None),
            ("https", None),
            ("ftp://tiktok.com/", None),
            ("javascript:https://tiktok.com/", None),
            ("www.tiktok.com", None),
            ("", None),
        ];
        for (url, host) in cases {
            assert_eq!(host_of_url(url).as_deref(), host, "{url:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived_and_what_is_a_host_stays_one(text in "\\PC{0,40}") {
            host_of_url(&text);
            if let Some(host) = host_name(&text) {
                prop_assert!(host.is_ascii() && !host.bytes().any(|b| b.is_ascii_uppercase()));
                prop_assert!(host_name(&host).is_some_and(|again| again == host));
                prop_assert_eq!(host_of_url(&format!("https://{text}/")), Some(host.into_owned()));
            }
        }

        #[test]
        fn nothing_around_a_host_changes_it(
            user in "([a-z.@:%]{0,9}@)?",
            host in "[a-z]{1,5}(\\.[a-z]{1,5}){0,3}",
            port in "(:[0-9]{0,5})?",
            rest in "([/\\\\?#][a-z@:./\\\\?#]{0,12})?",
        ) {
            let url = format!("https://{user}{host}{port}{rest}");
            prop_assert_eq!(host_of_url(&url), Some(host), "{}", url);
        }
    }
}
