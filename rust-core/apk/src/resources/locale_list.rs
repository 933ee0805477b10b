//! Which of the user's locales an app is shown in.
//!
//! Rule: `LocaleList.computeFirstMatchIndex` in AOSP `frameworks/base/core/java/android/os`.

use super::locale::Locale;

/// Returns the locale in which Android shows an app that has resources in `available`, to a user
/// who prefers `wanted`, most preferred first. English counts as available in every app.
pub(super) fn choose<I: Iterator<Item = Locale>>(
    wanted: &[Locale],
    available: impl Fn() -> I,
) -> Locale {
    let [first, _, ..] = wanted else {
        return wanted.first().copied().unwrap_or_default();
    };
    let english = Locale { language: *b"en\0", ..Locale::default() };
    let is_supported = |wanted: &&Locale| {
        matches(&english, wanted) || available().any(|supported| matches(&supported, wanted))
    };
    *wanted.iter().find(is_supported).unwrap_or(first)
}

/// Returns whether both are of one language, and of one script where a language has several.
fn matches(supported: &Locale, wanted: &Locale) -> bool {
    supported.language == wanted.language && supported.same_script(wanted)
}

#[cfg(test)]
mod tests {
    use super::{Locale, choose};

    #[test]
    fn the_first_locale_the_app_has_is_chosen() {
        for (wanted, available, chosen) in [
            ("", "da", ""),
            ("da-DK", "de", "da-DK"),
            ("da-DK de-DE", "de fr", "de-DE"),
            ("da-DK nb-NO", "de fr", "da-DK"),
            ("da-DK en-GB de-DE", "de", "en-GB"),
            ("zh-TW zh-CN", "zh-CN", "zh-CN"),
        ] {
            let parse = |list: &str| -> Vec<Locale> {
                list.split_whitespace().filter_map(Locale::parse).collect()
            };
            let expected = parse(chosen).first().copied().unwrap_or_default();
            assert_eq!(
                choose(&parse(wanted), || parse(available).into_iter()),
                expected,
                "{wanted}"
            );
        }
    }
}
