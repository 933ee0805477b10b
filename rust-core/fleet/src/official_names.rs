//! Apps that are recognised by their names alone.

use std::collections::HashMap;
use std::sync::Arc;

use appvagt_scanner::{Catalogue, Family};

use crate::lengths::Lengths;

/// Names of no more letters than this are words of many names: they must be the whole name, up to a
/// colon or the like (`X`, `VK`, `Lark`; but not `Lark Player`, nor `Final Fantasy X`).
const SHORT: usize = 4;
/// Words before the name of an app that another app is made for.
const FOR: [&str; 4] = ["for", "til", "för", "für"];
/// So many names are remembered: a fleet has each on many devices. A power of two.
const REMEMBERED: usize = 4096;

/// The names of all families' apps, ready to be found in names that a list gives.
pub struct OfficialNames<'a> {
    /// By their first words.
    names: Arc<HashMap<String, Vec<Official<'a>>>>,
    /// Those of the first words, by their first bytes.
    lengths: Lengths,
    /// The words of the name that is looked at.
    words: Words,
    /// Names that were looked at, with what they gave, each in the place that [`place`] gives it; empty
    /// before the first.
    remembered: Vec<(String, Option<&'a Family>)>,
}

struct Official<'a> {
    words: Vec<String>,
    short: bool,
    family: &'a Family,
}

/// The words of a name, in lower case.
#[derive(Default)]
struct Words {
    text: String,
    /// Where each begins and ends, and whether what follows is something else: after a colon, a
    /// bracket, or a dash between spaces.
    bounds: Vec<(usize, usize, bool)>,
}

impl Words {
    fn split(&mut self, name: &str) {
        self.text.clear();
        self.bounds.clear();
        let mut start = 0;
        let mut before = ' ';
        let mut characters = name.chars().peekable();
        while let Some(character) = characters.next() {
            // As most are.
            if character.is_ascii_alphanumeric() {
                self.text.push(character.to_ascii_lowercase());
                before = character;
                continue;
            }
            let character = match character {
                // Invisible: they do not part words.
                '\u{ad}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2060}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}' => continue,
                // Letters of full width.
                '\u{ff01}'..='\u{ff5e}' => {
                    char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character)
                }
                other => other,
            };
            if character.is_alphanumeric() {
                self.text.extend(character.to_lowercase());
            } else {
                self.end_word(&mut start);
                let parts = match character {
                    ':' | '|' | '(' | '[' | ',' | '–' | '—' | '·' | '•' => true,
                    '-' => before == ' ' && characters.peek().is_none_or(|next| *next == ' '),
                    _ => false,
                };
                if parts && let Some((_, _, ends)) = self.bounds.last_mut() {
                    *ends = true;
                }
            }
            before = character;
        }
        self.end_word(&mut start);
        if let Some((_, _, ends)) = self.bounds.last_mut() {
            *ends = true;
        }
    }

    fn end_word(&mut self, start: &mut usize) {
        if self.text.len() > *start {
            self.bounds.push((*start, self.text.len(), false));
            *start = self.text.len();
        }
    }

    fn word(&self, index: usize) -> Option<&str> {
        self.bounds.get(index).map(|&(start, end, _)| &self.text[start..end])
    }

    /// Returns this word and the next as one, if they belong together.
    fn pair(&self, index: usize) -> Option<&str> {
        let (&(start, _, ends), &(_, end, _)) =
            (self.bounds.get(index)?, self.bounds.get(index + 1)?);
        (!ends).then(|| &self.text[start..end])
    }
}

impl<'a> OfficialNames<'a> {
    /// Collects the names that the catalogue has: of families, and of their apps on Android and on iOS.
    pub fn new(catalogue: &'a Catalogue) -> Self {
        let mut names: HashMap<String, Vec<Official<'a>>> = HashMap::new();
        let mut split = Words::default();
        let mut add = |name: &str, family: &'a Family| {
            split.split(name);
            let words: Vec<_> =
                (0..).map_while(|index| split.word(index)).map(str::to_owned).collect();
            let Some(first) = words.first().cloned() else { return };
            let short = words.len() == 1 && first.chars().count() <= SHORT;
            let same = names.entry(first).or_default();
            if same.iter().all(|known| known.words != words || known.family.id != family.id) {
                same.push(Official { words, short, family });
            }
        };
        for family in catalogue.families {
            for name in family.names().all() {
                add(name, family);
            }
            family.packages.iter().for_each(|package| add(package.app, family));
        }
        for app in Catalogue::ios_apps() {
            if let Some(family) = catalogue.family(app.family) {
                add(app.app, family);
            }
        }
        // The longest first: what a name is about is said by the most of its words.
        for same in names.values_mut() {
            same.sort_by_key(|official| std::cmp::Reverse(official.words.len()));
        }
        let mut lengths = Lengths::NONE;
        for first in names.keys() {
            lengths.add(first.as_bytes()[0], first);
        }
        let (words, remembered) = (Words::default(), Vec::new());
        Self { names: Arc::new(names), lengths, words, remembered }
    }

    /// Returns the same, to be used elsewhere.
    pub fn fork(&self) -> Self {
        let (names, words) = (Arc::clone(&self.names), Words::default());
        Self { names, lengths: self.lengths, words, remembered: Vec::new() }
    }

    /// Returns the family of which a name has an official name, as whole words: the first in the name. A
    /// name of one word may be written as two (`Tik Tok`).
    pub fn family(&mut self, name: &str) -> Option<&'a Family> {
        if self.remembered.is_empty() {
            self.remembered = vec![Default::default(); REMEMBERED];
        }
        let place = place(name);
        if self.remembered[place].0 != name {
            let family = self.find(name);
            let (remembered, found) = &mut self.remembered[place];
            name.clone_into(remembered);
            *found = family;
        }
        self.remembered[place].1
    }

    fn find(&mut self, name: &str) -> Option<&'a Family> {
        self.words.split(name);
        let Self { names, lengths, words, .. } = self;
        let known = |word: &str| {
            let first = word.as_bytes().first()?;
            lengths.has(*first, word).then(|| names.get(word)).flatten()
        };
        (0..words.bounds.len()).find_map(|at| {
            let fits = |official: &&Official| {
                let end = at + official.words.len();
                let mut there = (at..end).map(|index| words.word(index));
                let equal = official.words.iter().all(|word| there.next() == Some(Some(word)));
                let whole = at == 0 && words.bounds.get(end - 1).is_some_and(|bound| bound.2);
                equal && (!official.short || whole)
            };
            let in_two = |official: &&Official| official.words.len() == 1 && !official.short;
            let one = words.word(at).and_then(known).and_then(|same| same.iter().find(fits));
            let found = one.or_else(|| known(words.pair(at)?)?.iter().find(in_two))?;
            let made_for = at > 0 && words.word(at - 1).is_some_and(|before| FOR.contains(&before));
            (!made_for).then_some(found.family)
        })
    }
}

/// Returns where a name is remembered. Names that share a place displace each other.
fn place(name: &str) -> usize {
    let mixed =
        name.bytes().fold(0u32, |mixed, byte| (mixed ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (mixed ^ mixed >> 15) as usize % REMEMBERED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_by_whole_words() {
        let mut names = OfficialNames::new(Catalogue::embedded());
        let cases = [
            ("TikTok", Some("tiktok")),
            ("tiktok", Some("tiktok")),
            ("  TIKTOK™ ", Some("tiktok")),
            ("ＴｉｋＴｏｋ", Some("tiktok")),
            ("Tik\u{200b}Tok", Some("tiktok")),
            ("TikTok - Videos, Shop & LIVE", Some("tiktok")),
            ("TikTok_Lite", Some("tiktok")),
            ("Modded TikTok 18+", Some("tiktok")),
            ("TikTok Plugin", Some("tiktok-companions")),
            ("WhatsApp Messenger", Some("whatsapp")),
            ("GB WhatsApp", Some("whatsapp")),
            ("Tik Tok", Some("tiktok")),
            ("tik-tok lite", Some("tiktok")),
            ("Whats App", Some("whatsapp")),
            ("Tik: Tok", None),
            ("Tik Toker", None),
            ("Stickers for Whats App", None),
            ("V K", None),
            ("TikTokers", None),
            ("Tick Tock", None),
            ("Video Downloader for TikTok", None),
            ("Status Saver for WhatsApp", None),
            ("Klistermærker til WhatsApp", None),
            ("Douyin", Some("douyin")),
            ("X", Some("x-twitter")),
            ("X (formerly Twitter)", Some("x-twitter")),
            ("X-plore File Manager", None),
            ("Final Fantasy X", None),
            ("Mac OS X: a history", None),
            ("VK: messenger", Some("vk")),
            ("Lark", Some("lark")),
            ("Lark Player", None),
            ("Larkspur", None),
            ("Temu: Shop Like a Billionaire", Some("temu")),
            ("Candy Crush Saga", Some("candy-crush")),
            ("Candy Crush", None),
            ("", None),
            ("™", None),
        ];
        for (name, family) in cases {
            assert_eq!(names.family(name).map(|family| family.id), family, "{name:?}");
        }
    }
}
