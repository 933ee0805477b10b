//! What is known about languages, regions and scripts.
//!
//! Facts: Unicode CLDR, "likely subtags" and "parent locales", as far as Android's
//! `LocaleData.cpp` uses them and they change which resource is chosen.

use super::locale::Locale;

/// A language written in several scripts.
struct Scripts {
    language: [u8; 3],
    usual: [u8; 4],
    /// Other scripts, and the regions that use them.
    others: &'static [([u8; 4], &'static str)],
}

/// Regions whose locale has another parent than the language alone.
struct Parent {
    language: [u8; 3],
    /// Only where the language is written in this script; zeros for any.
    script: [u8; 4],
    region: [u8; 3],
    children: &'static str,
}

macro_rules! scripts {
    ($($language:literal $usual:literal $([$other:literal $regions:literal])+,)+) => {
        const SCRIPTS: &[Scripts] = &[$(Scripts {
            language: *$language,
            usual: *$usual,
            others: &[$((*$other, $regions)),+],
        },)+];
    };
}

scripts! {
    b"az\0" b"Latn" [b"Arab" "IQ IR"] [b"Cyrl" "RU"],
    b"ha\0" b"Latn" [b"Arab" "CM SD"],
    b"kk\0" b"Cyrl" [b"Arab" "AF CN IR MN"],
    b"ku\0" b"Latn" [b"Arab" "IQ LB"],
    b"ky\0" b"Cyrl" [b"Arab" "CN"] [b"Latn" "TR"],
    b"mn\0" b"Cyrl" [b"Mong" "CN"],
    b"ms\0" b"Latn" [b"Arab" "CC"],
    b"pa\0" b"Guru" [b"Arab" "PK"],
    b"sd\0" b"Arab" [b"Deva" "IN"],
    b"sr\0" b"Cyrl" [b"Latn" "ME RO RU TR"],
    b"tg\0" b"Cyrl" [b"Arab" "PK"],
    b"ug\0" b"Arab" [b"Cyrl" "KZ MN"],
    b"uz\0" b"Latn" [b"Arab" "AF"] [b"Cyrl" "CN"],
    b"zh\0" b"Hans" [b"Hant" "AU BN GB GF HK ID MO PA PF PH SR TH TW US VN"],
}

const fn parent(language: [u8; 3], region: [u8; 3], children: &'static str) -> Parent {
    Parent { language, script: [0; 4], region, children }
}

const PARENTS: [Parent; 6] = [
    parent(
        *b"en\0",
        *b"001",
        "150 AG AI AU BB BM BS BW BZ CC CK CM CX CY DG DM ER FJ FK FM GB GD GG GH GI GM GY HK IE \
         IL IM IN IO JE JM KE KI KN KY LC LR LS MG MO MS MT MU MV MW MY NA NF NG NR NU NZ PG PK \
         PN PW RW SB SC SD SG SH SL SS SX SZ TC TK TO TT TV TZ UG VC VG VU WS ZA ZM ZW",
    ),
    parent(*b"en\0", *b"150", "AT BE CH DE DK FI NL SE SI"),
    parent(*b"es\0", *b"419", "AR BO BR BZ CL CO CR CU DO EC GT HN MX NI PA PE PR PY SV US UY VE"),
    parent(*b"pt\0", *b"PT\0", "AO CH CV FR GQ GW LU MO MZ ST TL"),
    parent(*b"ar\0", *b"015", "DZ EH LY MA TN"),
    Parent { script: *b"Hant", ..parent(*b"zh\0", *b"HK\0", "MO") },
];

/// The region that stands for its language: the likeliest one.
const REPRESENTATIVES: &str = "af-ZA ar-EG bg-BG bn-BD bs-BA ca-ES cs-CZ da-DK de-DE el-GR en-US \
    es-ES et-EE eu-ES fa-IR fi-FI fil-PH fr-FR gl-ES gu-IN hi-IN hr-HR hu-HU hy-AM in-ID is-IS \
    it-IT iw-IL ja-JP ka-GE km-KH kn-IN ko-KR lo-LA lt-LT lv-LV mk-MK ml-IN mr-IN my-MM nb-NO \
    ne-NP nl-NL nn-NO pl-PL pt-BR ro-RO ru-RU si-LK sk-SK sl-SI sq-AL sr-RS sv-SE sw-TZ ta-IN \
    te-IN th-TH tr-TR uk-UA ur-PK vi-VN zh-CN zh-TW zu-ZA";

const NO_REGION: [u8; 3] = [0; 3];
const LATIN_AMERICA: [u8; 3] = *b"419";

/// Returns the script a language is written in in a region; zeros for a language that has but one.
pub(super) fn script_of(language: [u8; 3], region: [u8; 3]) -> [u8; 4] {
    let Some(scripts) = SCRIPTS.iter().find(|scripts| scripts.language == language) else {
        return [0; 4];
    };
    let other = scripts.others.iter().find(|(_, regions)| lists(regions, region));
    other.map_or(scripts.usual, |&(script, _)| script)
}

pub(super) fn has_several_scripts(language: [u8; 3]) -> bool {
    SCRIPTS.iter().any(|scripts| scripts.language == language)
}

/// Returns whether English in `region` follows US rather than international English.
pub(super) fn is_close_to_us_english(region: [u8; 3]) -> bool {
    let english = Locale { language: *b"en\0", region, ..Locale::default() };
    region != *b"001" && !ancestors(&english, &english).any(|ancestor| ancestor == *b"001")
}

/// Returns whether `left` is in a better region than `right` for `wanted`; all have one language,
/// and the two regions differ.
pub(super) fn is_region_better(left: &Locale, right: &Locale, wanted: &Locale) -> bool {
    let spanish = |locale: &Locale| {
        locale.language == *b"es\0" && [*b"US\0", *b"MX\0"].contains(&locale.region)
    };
    let (mut ours, mut theirs) = (left.region, right.region);
    match (spanish(left), spanish(right)) {
        (true, false) if theirs != LATIN_AMERICA => ours = LATIN_AMERICA,
        (false, true) if ours != LATIN_AMERICA => theirs = LATIN_AMERICA,
        _ => {}
    }
    // The request's ancestors, nearest first: whichever is met first is better.
    for ancestor in ancestors(wanted, wanted) {
        if ancestor == ours || ancestor == theirs {
            return ancestor == ours;
        }
    }
    let distance = |region| {
        let from = Locale { region, ..*left };
        ancestors(&from, wanted)
            .enumerate()
            .find_map(|(steps, ancestor)| {
                let met = ancestors(wanted, wanted).position(|wanted| wanted == ancestor)?;
                Some(steps + met)
            })
            .unwrap_or(usize::MAX)
    };
    let (our_distance, their_distance) = (distance(ours), distance(theirs));
    if our_distance != their_distance {
        return our_distance < their_distance;
    }
    let (we, they) = (is_representative(left), is_representative(right));
    if we != they {
        return we;
    }
    // Nothing decides it; Android takes the first in the order of the codes, letters first.
    let rank = |region: &[u8; 3]| (region[2] != 0, *region);
    rank(&left.region) < rank(&right.region)
}

/// Returns the regions of `locale` and its parents, ending with none; the script is that of
/// `scripted`.
fn ancestors(locale: &Locale, scripted: &Locale) -> impl Iterator<Item = [u8; 3]> + use<> {
    let (language, script) = (locale.language, scripted.known_script());
    let parent = move |region: &[u8; 3]| {
        if *region == NO_REGION {
            return None;
        }
        let listed = PARENTS.iter().find(|parent| {
            parent.language == language
                && (parent.script == [0; 4] || parent.script == script)
                && lists(parent.children, *region)
        });
        Some(listed.map_or(NO_REGION, |parent| parent.region))
    };
    std::iter::successors(Some(locale.region), parent)
}

fn is_representative(locale: &Locale) -> bool {
    REPRESENTATIVES.split_ascii_whitespace().any(|known| {
        known.split_once('-').is_some_and(|(language, region)| {
            is_code(locale.language, language) && is_code(locale.region, region)
        })
    })
}

fn lists(codes: &str, code: [u8; 3]) -> bool {
    codes.split_ascii_whitespace().any(|listed| is_code(code, listed))
}

fn is_code(code: [u8; 3], text: &str) -> bool {
    text.bytes().chain(std::iter::repeat(0)).zip(code).all(|(text, code)| text == code)
}

#[cfg(test)]
mod tests {
    use crate::resources::locale::Locale;

    /// Which of several locales Android takes, from the cases its rules are made for.
    #[test]
    fn the_nearest_locale_is_taken() {
        for (wanted, offered, best) in [
            ("da-DK", &["", "da"][..], "da"),
            ("da-GL", &["", "de", "da-DK"], "da-DK"),
            ("en-GB", &["", "en", "en-AU", "en-001"], "en-001"),
            ("en-GB", &["", "en-US", "en-AU"], "en-AU"),
            ("en-US", &["", "en-GB"], ""),
            ("en-US", &["", "en"], "en"),
            ("en-PH", &["", "en-AU"], ""),
            ("en-DE", &["", "en", "en-150"], "en-150"),
            ("es-CO", &["", "es", "es-US"], "es-US"),
            ("es-CO", &["es", "es-ES", "es-419"], "es-419"),
            ("es-ES", &["es-US", "es"], "es"),
            ("pt-AO", &["pt", "pt-PT"], "pt-PT"),
            ("pt-BR", &["pt", "pt-PT"], "pt"),
            ("zh-Hant-MO", &["zh-TW", "zh-HK", "zh-CN"], "zh-HK"),
            ("zh-TW", &["", "zh-CN"], ""),
            ("zh-SG", &["", "zh-CN", "zh-TW"], "zh-CN"),
            ("sr-Latn-RS", &["sr", "b+sr+Latn"], "b+sr+Latn"),
            ("sr-ME", &["sr-RS", "b+sr+Latn"], "b+sr+Latn"),
            ("he-IL", &["", "iw"], "iw"),
            ("id", &["", "in"], "in"),
            ("fr-CH", &["fr-BE", "fr-FR", "fr-CA"], "fr-FR"),
            ("fr-CH", &["fr-CA", "fr-BE"], "fr-BE"),
            ("nb-NO", &["", "da"], ""),
        ] {
            let wanted_locale = Locale::parse(wanted).unwrap();
            let parse = |tag: &&str| Locale::parse(tag).unwrap_or_default();
            for rotation in 0..offered.len() {
                let mut offered: Vec<Locale> = offered.iter().map(parse).collect();
                offered.rotate_left(rotation);
                let chosen = offered
                    .into_iter()
                    .filter(|locale| locale.suits(&wanted_locale))
                    .reduce(|best, next| {
                        if next.compare(&best, &wanted_locale) == Some(true) { next } else { best }
                    });
                assert_eq!(chosen, Some(parse(&best)), "for {wanted}");
            }
        }
    }
}
