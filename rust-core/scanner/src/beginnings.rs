//! Many texts, and which of them another text begins with.

use std::cmp::Ordering;
use std::iter;

/// Texts, each with a value, made to answer fast which of them a text begins with. Looking a text
/// up takes one search, however many there are.
///
/// They are sorted, and each knows the longest other one that it begins with itself. Those that a
/// text begins with are then the last one that is not greater, or among those *that* begins with.
#[derive(Debug)]
pub struct Beginnings<V> {
    /// The first bytes of each text, apart from the texts, so that most searches end within a few
    /// cache lines. Sorted like the texts.
    heads: Vec<u64>,
    texts: Vec<Text<V>>,
}

#[derive(Debug)]
struct Text<V> {
    bytes: Vec<u8>,
    value: V,
    /// Index of the longest other text that this one begins with.
    begins_with: Option<usize>,
}

/// What is left of a text after one of the texts it begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// Nothing: the two are equal.
    Nothing,
    /// More, starting with this byte.
    StartingWith(u8),
}

impl<V> Beginnings<V> {
    /// Makes these texts ready.
    pub fn new(texts: impl IntoIterator<Item = (Vec<u8>, V)>) -> Self {
        let mut texts: Vec<_> = texts
            .into_iter()
            .map(|(bytes, value)| Text { bytes, value, begins_with: None })
            .collect();
        texts.sort_by(|a, b| a.bytes.cmp(&b.bytes));
        for index in 1..texts.len() {
            let mut candidate = Some(index - 1);
            while let Some(other) = candidate
                && !texts[index].bytes.starts_with(&texts[other].bytes)
            {
                candidate = texts[other].begins_with;
            }
            texts[index].begins_with = candidate;
        }
        let heads = texts.iter().map(|text| head(text.bytes.iter().copied())).collect();
        Self { heads, texts }
    }

    /// Calls `found` for each text that the text of these bytes begins with, the longest first.
    pub fn find(
        &self,
        bytes: &(impl Iterator<Item = u8> + Clone),
        mut found: impl FnMut(&V, Rest),
    ) {
        let head = head(bytes.clone());
        let after = self.heads.partition_point(|&other| other <= head);
        let equal = self.heads[..after].iter().rev().take_while(|&&other| other == head).count();
        // Only texts with the same head need to be compared in full.
        let same_head = &self.texts[after - equal..after];
        let greater = same_head.partition_point(|text| {
            text.bytes.iter().copied().cmp(bytes.clone()) != Ordering::Greater
        });
        let mut candidate = (after - equal + greater).checked_sub(1);
        while let Some(index) = candidate {
            let text = &self.texts[index];
            let mut rest = bytes.clone();
            if text.bytes.iter().all(|&byte| rest.next() == Some(byte)) {
                found(&text.value, rest.next().map_or(Rest::Nothing, Rest::StartingWith));
            }
            candidate = text.begins_with;
        }
    }
}

/// The first eight bytes as a number that sorts as they do, except that some texts of fewer bytes
/// get the number of a longer one.
fn head(bytes: impl Iterator<Item = u8>) -> u64 {
    let padded = bytes.chain(iter::repeat(0)).take(8);
    padded.fold(0, |head, byte| head << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(texts: &[String], text: &str) -> Vec<(usize, Rest)> {
        let numbered = texts.iter().enumerate().map(|(at, text)| (text.clone().into_bytes(), at));
        let beginnings = Beginnings::new(numbered);
        let mut found = Vec::new();
        beginnings.find(&text.bytes(), |&at, rest| found.push((at, rest)));
        found.sort_by_key(|&(at, _)| at);
        found
    }

    fn expected(texts: &[String], text: &str) -> Vec<(usize, Rest)> {
        let begins = |(at, beginning): (usize, &String)| {
            let rest = text.strip_prefix(beginning.as_str())?.bytes().next();
            Some((at, rest.map_or(Rest::Nothing, Rest::StartingWith)))
        };
        texts.iter().enumerate().filter_map(begins).collect()
    }

    #[test]
    fn nothing_begins_with_nothing_listed() {
        assert_eq!(found(&[], "com.example"), []);
    }

    proptest! {
        #[test]
        fn it_finds_what_looking_at_each_would(
            texts in proptest::collection::vec("[ab\u{0}]{0,11}", 0..30),
            text in "[ab\u{0}]{0,13}",
        ) {
            prop_assert_eq!(found(&texts, &text), expected(&texts, &text));
        }

        #[test]
        fn it_finds_each_text_and_what_goes_on_from_it(
            texts in proptest::collection::vec("(com|org)\\.(exa|examp)\\.[a-c]{0,3}", 1..30),
            which in any::<proptest::sample::Index>(),
            rest in "[a-z.]{0,5}",
        ) {
            let text = format!("{}{rest}", which.get(&texts));
            prop_assert_eq!(found(&texts, &text), expected(&texts, &text));
            prop_assert!(!found(&texts, &text).is_empty());
        }
    }
}
