//! Names that Android and the web allow.

/// Returns whether Android installs an app of this name: at least two segments, unlike the
/// platform's.
pub fn is_package(name: &str) -> bool {
    name.contains('.') && appvagt_scanner::is_package_name(name)
}

/// Returns whether this can be the full name of a class.
pub fn is_class(name: &str) -> bool {
    let is_first = |c: char| c.is_ascii_alphabetic() || c == '_' || c == '$';
    name.contains('.')
        && name.split('.').all(|segment| {
            segment.starts_with(is_first)
                && segment.chars().all(|c| is_first(c) || c.is_ascii_digit())
        })
}

/// Returns whether this can be the name of a host: labels of letters, digits and hyphens, not at
/// their ends, in any script.
pub fn is_host(name: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    name.len() <= 253 && name.contains('.') && name.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn package_names_have_two_segments_or_more() {
        for good in ["a.b", "com.zhiliaoapp.musically", "com.Example_2.x9"] {
            assert!(is_package(good), "{good}");
        }
        for bad in
            ["", "android", "com.", ".com", "com..x", "com.9x", "com.x-y", "com.x y", "com.å"]
        {
            assert!(!is_package(bad), "{bad}");
        }
    }

    #[test]
    fn class_names_may_be_nested() {
        for good in ["a.B", "com.example.Outer$Inner", "com.example._X9"] {
            assert!(is_class(good), "{good}");
        }
        for bad in ["", "Main", ".Main", "a.", "a..B", "a.9B", "a/B", "a.B C", "a.\"B", "a.Å"] {
            assert!(!is_class(bad), "{bad}");
        }
    }

    #[test]
    fn hosts_are_names_without_scheme_port_or_path() {
        for good in ["www.tiktok.com", "TikTok.com", "xn--bcher-kva.example", "bücher.example"] {
            assert!(is_host(good), "{good}");
        }
        let long = format!("{}.dk", "a".repeat(64));
        for bad in [
            "",
            "localhost",
            "https://tiktok.com",
            "tiktok.com/",
            "tiktok.com:443",
            ".dk",
            "a.",
            "a..b",
            "-a.dk",
            "a-.dk",
            "a b.dk",
            "a\".dk",
            &long,
        ] {
            assert!(!is_host(bad), "{bad}");
        }
    }
}
