//! What is allowed at a place of a policy.

use super::sentences::sentences;

sentences! {
    /// What is allowed at a place of a policy.
    Allowed {
        Names { names: String } = "allowed_names", "{names}";
        OneOf { names: String } = "allowed_one_of", "one of {names}";
        Either { one: &'static str, other: &'static str } = "allowed_either", "{one} or {other}";
        OneOfTwo = "allowed_one_of_two", "one of the two";
        Object { keys: String } = "allowed_object", "an object with keys of these: {keys}";
        Keys = "allowed_keys", "an object of keys";
        EachKeyOnce = "allowed_each_key_once", "each key once";
        EachNameOnce = "allowed_each_name_once", "each name once";
        EachLanguageOnce = "allowed_each_language_once", "each language once";
        Entries { least: usize, most: usize } = "allowed_entries",
            "a list of {least} to {most} entries";
        Number { least: u16, most: u16 } = "allowed_number",
            "a whole number from {least} to {most}";
        Boolean = "allowed_boolean", "true or false";
        Day = "allowed_day", "a day from 2000 on, such as 2026-12-31";
        Text { most: usize } = "allowed_text", "a text of 1 to {most} characters";
        PlainText { most: usize } = "allowed_plain_text",
            "a text of 1 to {most} characters, not blank, without control characters";
        Texts = "allowed_texts", "a text, or texts by language";
        Languages { most: usize } = "allowed_languages",
            "a text, or texts in 1 to {most} languages";
        Language = "allowed_language", "languages such as da, fi, pt-BR";
        Name = "allowed_name", "a name";
        Phone = "allowed_phone", "a phone number, such as +45 12 34 56 78";
        Email = "allowed_email", "an e-mail address, such as it@example.com";
        Link = "allowed_link",
            "an https address of 1,000 characters at most, such as https://example.com/it";
        Group = "allowed_group", "a group's name of 1 to 100 characters";
        Family = "allowed_family", "the id of a family";
        Package = "allowed_package", "a package name";
        Prefix = "allowed_prefix", "two names or more, each followed by a dot";
        Class = "allowed_class", "the full name of a class";
        ClassSuffix = "allowed_class_suffix",
            "the end of a class name from a dot on, with two names or more";
        OwnName = "allowed_own_name", "a name with a dot, and none of Android's own";
        OwnPrefix = "allowed_own_prefix",
            "two names or more, each followed by a dot, and none of Android's own";
        Authority = "allowed_authority", "the authority of a provider";
        Scheme = "allowed_scheme", "a URI scheme in lower case, and none that any app may open";
        Host = "allowed_host", "the name of a host with a dot, such as example.com";
        MetaData = "allowed_meta_data", "the name of a meta-data item";
        Certificate = "allowed_certificate",
            "a SHA-256 digest of 64 lower-case hexadecimal digits";
        Short { allowed: Box<Allowed>, most: usize } = "allowed_short",
            "{allowed}, of {most} bytes at most";
        Harmless = "allowed_harmless", "a ban that meets no app that a phone needs, nor apps of \
            every kind: name the very app that is meant";
        Bans = "allowed_bans", "a list of what is banned";
        Schema = "allowed_schema", "the address of a JSON Schema";
        Json = "allowed_json", "a policy as JSON";
        ShortJson { most: usize } = "allowed_short_json", "a policy of {most} bytes at most";
        Utf8 = "allowed_utf8", "UTF-8: save the file in that encoding";
    }
}

impl Allowed {
    /// Returns that any of these names is allowed.
    pub(crate) fn names(names: &[&str]) -> Self {
        Self::Names { names: names.join(", ") }
    }
}
