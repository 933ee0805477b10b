//! What words mean that consoles, interfaces and spreadsheets write, in English, Danish, Finnish,
//! Swedish, Norwegian and German. A word that stands in none of these lists is not understood, and
//! is reported: it never means the nearest thing.

mod action;
mod app_state;
mod device_state;
mod owner;
mod platform;

pub use app_state::{presence, presence_by_code, presence_by_kind};
pub use device_state::{enrolment, management};
pub use owner::owner;
pub use platform::platform;

/// Returns a word without what consoles write differently: capital letters, spaces, `_`, `-`, `.`, `/`.
fn plain(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Truth values, as programs and spreadsheets write them.
const YES: &[&str] =
    &["true", "yes", "1", "ja", "sand", "sandt", "kyllä", "kylla", "tosi", "sant", "sann", "wahr"];
const NO: &[&str] = &[
    "false", "no", "0", "nej", "falsk", "ei", "epätosi", "epatosi", "falskt", "nei", "usann",
    "usant", "nein", "falsch",
];

/// Returns a truth value; `None` if it is none.
pub fn truth(value: &str) -> Option<bool> {
    // As nearly all are.
    match value {
        "true" => return Some(true),
        "false" => return Some(false),
        _ => {}
    }
    let word = plain(value);
    let is = |words: &[&str]| words.contains(&word.as_str());
    if is(YES) { Some(true) } else { is(NO).then_some(false) }
}

/// That it is not known, in so many words.
const UNKNOWN: &[&str] = &[
    "unknown",
    "undefined",
    "unspecified",
    "ownershipunspecified",
    "notset",
    "ukendt",
    "ukjent",
    "okänd",
    "okänt",
    "tuntematon",
    "eitiedossa",
    "unbekannt",
];

/// Returns whether a text stands where nothing is known: `N/A`, `null`, `-`, `Unknown`, the GUID
/// of zeros, an error of a spreadsheet's.
pub fn is_placeholder(text: &str) -> bool {
    const PLACEHOLDERS: &[&str] = &[
        "na",
        "null",
        "none",
        "nil",
        "notavailable",
        "notapplicable",
        "missing",
        "ikketilgængelig",
        "ikkerelevant",
        "ingen",
        "mangler",
        "ikketilgjengelig",
        "intetillgänglig",
        "ejtillgänglig",
        "inget",
        "saknas",
        "eisaatavilla",
        "puuttuu",
        "eimitään",
        "nichtverfügbar",
        "keine",
        "fehlt",
        // What makers of cheap devices leave in their place.
        "systemserialnumber",
        "tobefilledbyoem",
        "defaultstring",
        "0123456789abcdef",
    ];
    let word = plain(text);
    let of_one_digit = |digit| word.len() >= 8 && word.bytes().all(|byte| byte == digit);
    let zeros = of_one_digit(b'0') || of_one_digit(b'f');
    let dashes = text.chars().all(|c| "-–—.?_".contains(c));
    zeros || dashes || PLACEHOLDERS.contains(&word.as_str()) || UNKNOWN.contains(&word.as_str())
}

/// Returns whether a spreadsheet has made another thing of an id: `3,56E+14`, `#NAVN?`, `########`.
pub fn is_damaged_id(text: &str) -> bool {
    let number = text.split_once(['E', 'e']).is_some_and(|(digits, power)| {
        let digits_fit = digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.contains([',', '.'])
            && digits.bytes().all(|byte| byte.is_ascii_digit() || b",.".contains(&byte));
        let power = power.strip_prefix('+');
        digits_fit && power.is_some_and(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()))
    });
    let error = text.len() > 2
        && text.starts_with('#')
        && (text.ends_with(['!', '?']) || text.bytes().all(|byte| byte == b'#'));
    // `#N/A` in English, Danish, Norwegian and Swedish.
    number || error || ["#N/A", "#I/T", "#SAKNAS"].iter().any(|e| text.eq_ignore_ascii_case(e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spreadsheets_make_of_ids_is_seen() {
        for id in
            ["3,56E+14", "3.5693E+14", "1,2e+5", "#NAVN?", "#REF!", "#N/A", "#I/T", "########"]
        {
            assert!(is_damaged_id(id), "{id}");
        }
        for id in ["35E14", "356938035643809", "DMPX12E+", "1E+5", "#12", "ABC,E+1", "0x1E+14"] {
            assert!(!is_damaged_id(id), "{id}");
        }
        for text in [
            "N/A",
            "null",
            "-",
            "Ukendt",
            "Ikke tilgængelig",
            "Saknas",
            "Ei saatavilla",
            "(Ingen)",
            "To be filled by O.E.M.",
            "00000000-0000-0000-0000-000000000000",
            "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["0", "1", "#", "S-1", "DMPX12", "a0000000", "F0F0F0F0", "ffff"] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
