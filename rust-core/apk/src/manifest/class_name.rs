//! Names of packages and classes.

/// Returns the full class name for `name` in an app whose package is `package`, as Android builds
/// it.
pub(super) fn full_class_name(package: &str, name: String) -> String {
    match name.find('.') {
        Some(0) => format!("{package}{name}"),
        Some(_) => name,
        None => format!("{package}.{name}"),
    }
}

/// Returns whether Android accepts `name` as a package name: segments of letters, digits and
/// underscores that begin with a letter, at least two of them
/// (`FrameworkParsingPackageUtils.validateName`).
pub(super) fn is_package_name(name: &str) -> bool {
    // The platform's own package is the one exception to the two segments.
    if name == "android" {
        return true;
    }
    let segment = |segment: &str| {
        segment.starts_with(|first: char| first.is_ascii_alphabetic())
            && segment.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    name.contains('.') && name.split('.').all(segment)
}

#[cfg(test)]
mod tests {
    use super::{full_class_name, is_package_name};

    #[test]
    fn short_class_names_are_in_the_package() {
        for (name, full) in [
            (".Main", "a.b.Main"),
            ("Main", "a.b.Main"),
            ("c.Main", "c.Main"),
            (".c.Main", "a.b.c.Main"),
        ] {
            assert_eq!(full_class_name("a.b", name.to_owned()), full);
        }
    }

    #[test]
    fn package_names_are_checked_as_android_checks_them() {
        for good in ["a.b", "com.ex_ample.App2", "android"] {
            assert!(is_package_name(good), "{good}");
        }
        for bad in ["", "a", "a..b", "a.1b", "a._b", "a.b-c", "a.b/", ".a.b", "a.b.", "a.ü"] {
            assert!(!is_package_name(bad), "{bad}");
        }
    }
}
