//! How long words are of which many are compared with few.

/// The lengths of words, by a letter of theirs: most others are told from them by these alone.
#[derive(Clone, Copy)]
pub struct Lengths([u32; 256]);

impl Lengths {
    pub const NONE: Self = Self([0; 256]);

    /// Takes a word, known by this letter.
    pub fn add(&mut self, letter: u8, word: &str) {
        self.0[usize::from(letter)] |= bit(word);
    }

    /// Returns whether a word by this letter is as long as one that was taken.
    pub fn has(&self, letter: u8, word: &str) -> bool {
        self.0[usize::from(letter)] & bit(word) != 0
    }
}

/// Returns a bit for the length of a word; long ones share the last.
fn bit(word: &str) -> u32 {
    1 << word.len().min(31)
}
