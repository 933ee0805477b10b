//! Words that are not understood.

use std::collections::BTreeMap;

use appvagt_inventory::Subject;

/// So many words are kept; the rest is counted.
const MOST: usize = 200;

/// Words that are not understood, and how often each came; `None` for as many more.
#[derive(Debug, Default)]
pub struct NotUnderstood(BTreeMap<(Subject, Option<String>), Count>);

#[derive(Debug)]
struct Count {
    /// How many others came before it.
    place: usize,
    times: u64,
}

impl NotUnderstood {
    /// Takes that a word came so many times more.
    pub fn add(&mut self, subject: Subject, value: Option<String>, times: u64) {
        let place = self.0.len();
        let word = (subject, value);
        let word =
            if place >= MOST && !self.0.contains_key(&word) { (subject, None) } else { word };
        self.0.entry(word).or_insert(Count { place, times: 0 }).times += times;
    }

    /// Takes the words that came after these.
    pub fn join(&mut self, other: Self) {
        let mut words: Vec<_> = other.0.into_iter().collect();
        words.sort_unstable_by_key(|(_, count)| count.place);
        for ((subject, value), Count { times, .. }) in words {
            self.add(subject, value, times);
        }
    }

    /// Returns the words in alphabetical order, and how often each came.
    pub fn into_words(self) -> impl Iterator<Item = (Subject, Option<String>, u64)> {
        self.0.into_iter().map(|((subject, value), Count { times, .. })| (subject, value, times))
    }
}
