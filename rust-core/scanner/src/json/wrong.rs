//! What is found where it is not allowed.

use super::sentences::sentences;
use crate::policy::harm::Harm;

sentences! {
    /// What was found at a place of a policy.
    Wrong {
        Literal { text: String } = "wrong_literal", "{text}";
        OtherNumber = "wrong_other_number", "a number that is not whole or too large";
        List = "wrong_list", "a list";
        Object = "wrong_object", "an object";
        Both { one: Box<Wrong>, other: &'static str } = "wrong_both", "{one} and {other}";
        Missing = "wrong_missing", "missing";
        UnknownKey = "wrong_unknown_key", "a key that is not known";
        KeyLike { meant: &'static str } = "wrong_key_like",
            "a key that is not known (did you mean {meant}?)";
        RepeatedKey = "wrong_repeated_key", "the same key again";
        UnknownLanguage = "wrong_unknown_language", "a key that is no language";
        RepeatedLanguage = "wrong_repeated_language", "the same language again";
        UnknownFamily { family: String } = "wrong_unknown_family", "no family {family}";
        FamilyLike { family: String, meant: &'static str } = "wrong_family_like",
            "no family {family} (did you mean {meant}?)";
        NothingBanned = "wrong_nothing_banned", "nothing that is banned";
        NothingExempt = "wrong_nothing_exempt", "nothing that is exempt";
        NoDeadline = "wrong_no_deadline", "no deadline";
        NoContact = "wrong_no_contact", "no way to reach them";
        Harmful { mark: String, harm: Harm } = "wrong_harmful", "{mark}, which meets {harm}";
        Bytes { count: usize } = "wrong_bytes", "{count} bytes";
        Characters { count: usize } = "wrong_characters", "{count} characters";
        Entries { count: usize } = "wrong_entries", "{count} entries";
        Languages { count: usize } = "wrong_languages", "{count} languages";
        Utf16 = "wrong_utf16", "a text in UTF-16";
        EmptyText = "wrong_empty_text", "an empty text";
        NotJson { line: usize, column: usize, reason: NotJson } = "wrong_not_json",
            "not JSON from line {line}, column {column} on: {reason}";
        NotListed { count: usize } = "wrong_not_listed", "{count} more mistakes are not listed";
    }
}

sentences! {
    /// Why a text is not JSON.
    NotJson {
        Unclosed = "not_json_unclosed",
            "the text ends too early: a bracket or quotation mark is not closed";
        LastComma = "not_json_last_comma", "there is a comma with nothing after it";
        Comment = "not_json_comment", "there is a comment, and JSON has none";
        SingleMark = "not_json_single_mark",
            "there is a single quotation mark, and JSON has double ones";
        BareKey = "not_json_bare_key", "a key is not in quotation marks";
        More = "not_json_more", "something follows the end of the policy";
        NotUtf8 = "not_json_not_utf8", "there is a character that is not UTF-8";
        Other { message: String } = "not_json_other", "{message}";
    }
}

impl Wrong {
    /// Returns that all of these keys were found, of which there is one or more.
    pub(crate) fn all(keys: impl IntoIterator<Item = &'static str>) -> Self {
        let mut keys = keys.into_iter();
        let first = Self::Literal { text: keys.next().unwrap_or_default().to_owned() };
        keys.fold(first, |one, other| Self::Both { one: Box::new(one), other })
    }
}
