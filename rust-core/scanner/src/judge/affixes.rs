//! Many texts, and which of them another text begins or ends with.

use std::cmp::Ordering;

/// The end of a text from which it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// From its first byte on.
    Beginning,
    /// From its last byte back.
    End,
}

/// Texts, each with a value, made to answer fast which of them a text begins, or ends, with.
/// Looking a text up takes one search, however many there are.
///
/// They are sorted as they read from that side, and each knows the longest other one that it starts
/// with itself. Those that a text starts with are then the last one that is not greater, or among
/// those *that* starts with.
#[derive(Debug)]
pub struct Affixes<V> {
    side: Side,
    /// The first bytes of each affix, and the next, apart from the rest, so that most searches end
    /// within a few cache lines. Sorted like the affixes.
    heads: [Vec<u128>; 2],
    sorted: Vec<Affix<V>>,
}

#[derive(Debug)]
struct Affix<V> {
    bytes: Vec<u8>,
    value: V,
    /// Index of the longest other affix that this one starts with.
    starts_with: Option<usize>,
}

/// What of a text is left beside an affix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// Nothing: the two are equal.
    Nothing,
    /// More, and this byte is next to the affix.
    NextTo(u8),
}

impl Side {
    fn compare(self, a: &[u8], b: &[u8]) -> Ordering {
        match self {
            Self::Beginning => a.cmp(b),
            Self::End => a.iter().rev().cmp(b.iter().rev()),
        }
    }

    /// Returns what is left of `text` beside `affix`; `None` if it does not start with it.
    fn rest(self, text: &[u8], affix: &[u8]) -> Option<Rest> {
        let next = match self {
            Self::Beginning => text.strip_prefix(affix)?.first(),
            Self::End => text.strip_suffix(affix)?.last(),
        };
        Some(next.map_or(Rest::Nothing, |&byte| Rest::NextTo(byte)))
    }

    /// Returns sixteen bytes after the first `skipped`, as a number that sorts as they do, except
    /// that some texts that end within them have the number of a longer one.
    fn head(self, text: &[u8], skipped: usize) -> u128 {
        let length = text.len().saturating_sub(skipped);
        let mut short = [0; 16];
        match self {
            Self::Beginning => {
                let text = &text[text.len() - length..];
                u128::from_be_bytes(*text.first_chunk().unwrap_or_else(|| {
                    short[..length].copy_from_slice(text);
                    &short
                }))
            }
            Self::End => {
                let text = &text[..length];
                u128::from_le_bytes(*text.last_chunk().unwrap_or_else(|| {
                    short[16 - length..].copy_from_slice(text);
                    &short
                }))
            }
        }
    }
}

impl<V> Affixes<V> {
    /// Makes these texts ready.
    pub fn new(side: Side, texts: impl IntoIterator<Item = (Vec<u8>, V)>) -> Self {
        let mut affixes: Vec<_> = texts
            .into_iter()
            .map(|(bytes, value)| Affix { bytes, value, starts_with: None })
            .collect();
        affixes.sort_unstable_by(|a, b| side.compare(&a.bytes, &b.bytes));
        for index in 1..affixes.len() {
            let mut candidate = Some(index - 1);
            while let Some(other) = candidate
                && side.rest(&affixes[index].bytes, &affixes[other].bytes).is_none()
            {
                candidate = affixes[other].starts_with;
            }
            affixes[index].starts_with = candidate;
        }
        let heads =
            |skipped| affixes.iter().map(|affix| side.head(&affix.bytes, skipped)).collect();
        let heads = [heads(0), heads(16)];
        Self { side, heads, sorted: affixes }
    }

    /// Calls `found` for each affix that `text` starts with, the longest first.
    pub fn find(&self, text: &[u8], mut found: impl FnMut(&V, Rest)) {
        // Where all are that have the same heads as the text, which are few if any: only these need
        // to be compared in full.
        let (mut from, mut to) = (0, self.sorted.len());
        for (heads, skipped) in self.heads.iter().zip([0, 16]) {
            let (heads, head) = (&heads[from..to], self.side.head(text, skipped));
            let before = heads.partition_point(|&other| other < head);
            let same = match heads[before..].first() {
                Some(&other) if other == head => {
                    heads[before..].partition_point(|&other| other == head)
                }
                _ => 0,
            };
            (from, to) = (from + before, from + before + same);
            if same == 0 {
                break;
            }
        }
        let is_greater = |affix: &Affix<V>| self.side.compare(&affix.bytes, text).is_gt();
        let not_greater = self.sorted[from..to].partition_point(|affix| !is_greater(affix));
        let mut candidate = (from + not_greater).checked_sub(1);
        while let Some(index) = candidate {
            let affix = &self.sorted[index];
            if let Some(rest) = self.side.rest(text, &affix.bytes) {
                found(&affix.value, rest);
            }
            candidate = affix.starts_with;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(side: Side, texts: &[String], text: &str) -> Vec<(usize, Rest)> {
        let numbered = texts.iter().enumerate().map(|(at, text)| (text.clone().into_bytes(), at));
        let affixes = Affixes::new(side, numbered);
        let mut found = Vec::new();
        affixes.find(text.as_bytes(), |&at, rest| found.push((at, rest)));
        assert!(found.is_sorted_by_key(|&(at, _)| std::cmp::Reverse(texts[at].len())));
        found.sort_by_key(|&(at, _)| at);
        found
    }

    fn expected(side: Side, texts: &[String], text: &str) -> Vec<(usize, Rest)> {
        let start = |(at, affix): (usize, &String)| {
            let next = match side {
                Side::Beginning => text.strip_prefix(affix.as_str())?.bytes().next(),
                Side::End => text.strip_suffix(affix.as_str())?.bytes().next_back(),
            };
            Some((at, next.map_or(Rest::Nothing, Rest::NextTo)))
        };
        texts.iter().enumerate().filter_map(start).collect()
    }

    #[test]
    fn nothing_starts_with_nothing_listed() {
        assert_eq!(found(Side::Beginning, &[], "com.example"), []);
        assert_eq!(found(Side::End, &[], ""), []);
    }

    proptest! {
        #[test]
        fn it_finds_what_looking_at_each_would(
            texts in proptest::collection::vec("[ab\u{0}]{0,3}(a{14}|a{15}(a{15})?)?[ab\u{0}]{0,3}", 0..30),
            text in "[ab\u{0}]{0,3}(a{14}|a{15}(a{15})?)?[ab\u{0}]{0,5}",
        ) {
            for side in [Side::Beginning, Side::End] {
                prop_assert_eq!(found(side, &texts, &text), expected(side, &texts, &text));
            }
        }

        #[test]
        fn it_finds_each_text_and_what_goes_on_from_it(
            texts in proptest::collection::vec("(com|org)\\.(example|examp)\\.[a-c]{0,3}", 1..30),
            which in any::<proptest::sample::Index>(),
            rest in "[a-z.]{0,5}",
        ) {
            let one = which.get(&texts);
            let longer = [(Side::Beginning, format!("{one}{rest}")), (Side::End, format!("{rest}{one}"))];
            for (side, text) in longer {
                prop_assert_eq!(found(side, &texts, &text), expected(side, &texts, &text));
                prop_assert!(!found(side, &texts, &text).is_empty());
            }
        }
    }
}
