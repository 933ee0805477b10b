//! How the records of a list begin, by which others of the same list are found.

use memchr::{memchr2, memmem};

/// How a record begins: that others in it mostly begin otherwise is a guess, and no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beginning {
    /// From its bracket to the colon after its first name, spaces included.
    first: Vec<u8>,
    /// Its second name; `None` if there is none, or the first value is a record or a list.
    second: Option<Vec<u8>>,
}

impl Beginning {
    /// So much of a record is enough to see how it begins, in bytes.
    pub const LONGEST: usize = 1024;

    /// Returns how the record begins that is here; `None` if there is none.
    pub fn of(record: &[u8]) -> Option<Self> {
        let (first, second) = names(&record[..record.len().min(Self::LONGEST)])?;
        Some(Self { first: first.to_owned(), second: second.map(<[u8]>::to_owned) })
    }

    /// Returns where the last record begins that begins so, and follows another.
    pub fn last_in(&self, bytes: &[u8]) -> Option<usize> {
        memmem::rfind_iter(bytes, &self.first).find(|&at| {
            let record = &bytes[at..];
            let record = &record[..record.len().min(Self::LONGEST)];
            bytes[..at].trim_ascii_end().last() == Some(&b',')
                && names(record).is_some_and(|(_, second)| second == self.second.as_deref())
        })
    }
}

/// Returns the beginning of a record up to its first colon, and its second name.
fn names(record: &[u8]) -> Option<(&[u8], Option<&[u8]>)> {
    let (_, rest) = text(record.strip_prefix(b"{")?)?;
    let rest = rest.trim_ascii_start().strip_prefix(b":")?;
    let first = &record[..record.len() - rest.len()];
    let value = rest.trim_ascii_start();
    let rest = match value.first()? {
        b'"' => text(value)?.1,
        b'{' | b'[' => return Some((first, None)),
        _ => &value[value.iter().position(|byte| b",]} \t\r\n".contains(byte))?..],
    };
    match rest.trim_ascii_start().split_first()? {
        (b',', rest) => Some((first, Some(text(rest)?.0))),
        _ => Some((first, None)),
    }
}

/// Returns the text that is here, after spaces, and what follows it.
fn text(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let bytes = bytes.trim_ascii_start().strip_prefix(b"\"")?;
    let mut at = 0;
    loop {
        at += memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[at] == b'"' {
            return Some((&bytes[..at], &bytes[at + 1..]));
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;

    #[test]
    fn records_of_a_list_are_found_among_those_in_them() {
        for (list, expected) in [
            (
                r#"{"id":"1","name":"a","apps":[{"id":1,"of":"x"},{"id":1,"of":"x"}]},{"id":"2","name":"b"}"#,
                Some(r#"{"id":"2""#),
            ),
            (
                r#"{"id":1,"name":"a"},{"id":"\"},{","name":"b","apps":[{"id":1},{"id":1}]"#,
                Some(r#"{"id":"\""#),
            ),
            ("{ \"id\": 1,\n\"name\":\"a\"} , { \"id\": null , \"name\":2", Some("{ \"id\": null")),
            (r#"{"id":[1],"name":"a"},{"id":{"x":1},"#, Some(r#"{"id":{"#)),
            (r#"{"id":1},{"id":2}"#, Some(r#"{"id":2"#)),
            // A text that looks like one does not follow a comma, or does: it is a guess.
            (r#"{"id":1,"name":"x"},{"id":2,"name":"{\"id\":2"#, Some(r#"{"id":2"#)),
            (r#"{"id":1,"name":"x"}{"id":2,"name":"y"}"#, None),
            (r#"{"id":1,"name":"x"},{"id":2"#, None),
        ] {
            let beginning = Beginning::of(list.as_bytes()).unwrap();
            let found = beginning.last_in(list.as_bytes()).filter(|at| *at > 0);
            assert_eq!(found, expected.map(|expected| list.rfind(expected).unwrap()), "{list}");
        }
    }

    #[test]
    fn what_is_no_record_begins_like_none() {
        for text in ["", "{", "{}", "[1]", "\"{\"", "{\"a", "{\"a\\", "{\"a\"", "{\"a\":", "{a:1}"]
        {
            assert_eq!(Beginning::of(text.as_bytes()), None, "{text}");
        }
    }
}
