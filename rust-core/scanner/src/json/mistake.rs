//! What is wrong with a policy.

use std::fmt::{self, Write as _};

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::allowed::Allowed;
use super::value::quoted;
use super::wrong::Wrong;

/// So many mistakes are listed at most.
const MOST: usize = 1_000;

/// Keys that are longer are shortened.
const SHORT: usize = 60;

/// One mistake in a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Where, as a JSON path such as `banned[0].family`; empty for the text as a whole.
    pub path: String,
    /// What was found there.
    pub found: Wrong,
    /// What is allowed there; `None` where that goes without saying.
    pub allowed: Option<Allowed>,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, found, allowed } = self;
        if !path.is_empty() {
            write!(f, "{path}: ")?;
        }
        write!(f, "{found}")?;
        match allowed {
            Some(allowed) => write!(f, "; allowed: {allowed}"),
            None => Ok(()),
        }
    }
}

impl Serialize for Mistake {
    /// Writes it in English, with an empty text where nothing is said to be allowed.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let allowed = self.allowed.as_ref().map(Allowed::to_string).unwrap_or_default();
        let mut object = serializer.serialize_struct("Mistake", 3)?;
        object.serialize_field("path", &self.path)?;
        object.serialize_field("found", &self.found.to_string())?;
        object.serialize_field("allowed", &allowed)?;
        object.end()
    }
}

/// A policy that is refused, with every mistake found in it. Printed as one mistake a line.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", list(.mistakes))]
pub struct PolicyError {
    /// The mistakes, an object's unknown and repeated keys before those in what its keys hold.
    pub mistakes: Vec<Mistake>,
}

// What a program prints whose `main` returns it.
impl fmt::Debug for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn list(mistakes: &[Mistake]) -> String {
    mistakes.iter().map(Mistake::to_string).collect::<Vec<_>>().join("\n")
}

/// The mistakes found so far, and the place that is being read.
#[derive(Debug, Default)]
pub struct Mistakes {
    path: String,
    list: Vec<Mistake>,
    left_out: usize,
}

impl Mistakes {
    /// Notes a mistake at this place.
    pub fn add(&mut self, found: Wrong, allowed: Allowed) {
        if self.list.len() == MOST {
            self.left_out += 1;
            return;
        }
        self.list.push(Mistake { path: self.path.clone(), found, allowed: Some(allowed) });
    }

    /// Lets `read` read what is at `key` of the object at this place.
    pub fn at_key<T>(&mut self, key: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let end = self.enter_key(key);
        let value = read(self);
        self.path.truncate(end);
        value
    }

    /// Lets `read` read the item with this index of the list at this place.
    pub fn at_index<T>(&mut self, index: usize, read: impl FnOnce(&mut Self) -> T) -> T {
        let end = self.path.len();
        let _ = write!(self.path, "[{index}]");
        let value = read(self);
        self.path.truncate(end);
        value
    }

    // Once in the library on the phone, not once for each key.
    #[inline(never)]
    fn enter_key(&mut self, key: &str) -> usize {
        let end = self.path.len();
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
        if (1..=SHORT).contains(&key.len()) && key.bytes().all(plain) {
            if end > 0 {
                self.path.push('.');
            }
            self.path.push_str(key);
        } else {
            let _ = write!(self.path, "[{}]", quoted(key));
        }
        end
    }

    /// Returns this mistake alone, of what cannot be read at all.
    pub fn only<T>(mut self, found: Wrong, allowed: Allowed) -> Result<T, PolicyError> {
        self.add(found, allowed);
        Err(PolicyError { mistakes: self.list })
    }

    /// Returns what was read, unless there is a mistake.
    ///
    /// # Errors
    /// Every mistake, or the first of very many.
    pub fn none_in<T>(mut self, read: Option<T>) -> Result<T, PolicyError> {
        if self.left_out > 0 {
            let found = Wrong::NotListed { count: self.left_out };
            self.list.push(Mistake { path: String::new(), found, allowed: None });
        }
        match read {
            Some(value) if self.list.is_empty() => Ok(value),
            _ => Err(PolicyError { mistakes: self.list }),
        }
    }
}
