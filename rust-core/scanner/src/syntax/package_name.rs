//! Android package names.

/// Longest package name Android installs, in bytes (`FrameworkParsingPackageUtils` in AOSP).
const MAX_LENGTH: usize = 223;

/// Returns whether `name` could be the package name of an installed app: segments of ASCII letters,
/// digits and underscores, each starting with a letter, joined by dots. One segment is enough,
/// because the platform itself is called `android`.
#[must_use]
pub fn is_package_name(name: &str) -> bool {
    name.len() <= MAX_LENGTH
        && name.split('.').all(|segment| {
            segment.starts_with(|c: char| c.is_ascii_alphabetic())
                && segment.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        })
}

#[cfg(test)]
mod tests {
    use super::is_package_name;

    #[test]
    fn names_android_installs_are_accepted_and_others_are_not() {
        let longest = format!("a.{}", "b".repeat(221));
        for name in ["android", "com.zhiliaoapp.musically", "A.b_c.d9", &longest] {
            assert!(is_package_name(name), "{name}");
        }
        let too_long = format!("a.{}", "b".repeat(222));
        for name in ["", ".", "com.", ".com", "com..x", "9a", "com.9a", "com.x y", "com.é", "a-b"]
        {
            assert!(!is_package_name(name), "{name}");
        }
        assert!(!is_package_name(&too_long));
    }
}
