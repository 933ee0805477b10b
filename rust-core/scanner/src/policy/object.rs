//! Reading what a JSON object holds.

use super::json::{Json, quoted};
use super::mistake::Mistakes;

/// A JSON object whose keys are known. Whatever reads it goes on after a mistake, so that every
/// mistake is told at once.
#[derive(Debug, Clone, Copy)]
pub struct Object<'a> {
    entries: &'a [(String, Json)],
}

impl<'a> Object<'a> {
    /// The object that `json` is, and may have `keys`.
    pub fn with(json: &'a Json, keys: &[&str], mistakes: &mut Mistakes) -> Option<Self> {
        let Json::Object(entries) = json else {
            mistakes.add(json.described(), format!("an object of {}", keys.join(", ")));
            return None;
        };
        let mut seen = 0_u32;
        for (key, _) in entries {
            let known = keys.iter().position(|known| known == key);
            mistakes.at_key(key, |mistakes| match known {
                None => mistakes.add("a key that is not known", keys.join(", ")),
                Some(index) if seen & 1 << index != 0 => {
                    mistakes.add("the same key again", "each key once");
                }
                Some(index) => seen |= 1 << index,
            });
        }
        Some(Self { entries })
    }

    /// Whether the object has this key.
    pub fn has(self, key: &str) -> bool {
        self.entries.iter().any(|(found, _)| found == key)
    }

    /// What `read` makes of the value of `key`; `None` as well if there is none.
    pub fn optional<T>(
        self,
        key: &str,
        mistakes: &mut Mistakes,
        read: impl FnOnce(&'a Json, &mut Mistakes) -> Option<T>,
    ) -> Option<T> {
        let (_, json) = self.entries.iter().find(|(found, _)| found == key)?;
        mistakes.at_key(key, |mistakes| read(json, mistakes))
    }

    /// What `read` makes of the value of `key`, which is to be there.
    pub fn required<T>(
        self,
        key: &str,
        allowed: &str,
        mistakes: &mut Mistakes,
        read: impl FnOnce(&'a Json, &mut Mistakes) -> Option<T>,
    ) -> Option<T> {
        if !self.has(key) {
            mistakes.at_key(key, |mistakes| mistakes.add("nothing", allowed));
        }
        self.optional(key, mistakes, read)
    }
}

/// A text for which `is_allowed`.
pub fn text(
    json: &Json,
    allowed: &str,
    mistakes: &mut Mistakes,
    is_allowed: impl FnOnce(&str) -> bool,
) -> Option<String> {
    match json {
        Json::Text(text) if is_allowed(text) => return Some(text.clone()),
        Json::Text(text) => mistakes.add(quoted(text), allowed),
        _ => mistakes.add(json.described(), allowed),
    }
    None
}

/// A whole number between two others, or one of them.
pub fn number(json: &Json, least: u16, most: u16, mistakes: &mut Mistakes) -> Option<u16> {
    if let Json::Whole(number) = json
        && let Ok(number) = u16::try_from(*number)
        && (least..=most).contains(&number)
    {
        return Some(number);
    }
    mistakes.add(json.described(), format!("a whole number from {least} to {most}"));
    None
}

/// `true` or `false`.
pub fn boolean(json: &Json, mistakes: &mut Mistakes) -> Option<bool> {
    if let Json::Bool(value) = json {
        return Some(*value);
    }
    mistakes.add(json.described(), "true or false");
    None
}

/// A list of `least` to `most` things, each as `read` reads it. What is over the limit is not read.
pub fn list<T>(
    json: &Json,
    least: usize,
    most: usize,
    mistakes: &mut Mistakes,
    mut read: impl FnMut(&Json, &mut Mistakes) -> Option<T>,
) -> Option<Vec<T>> {
    let allowed = || format!("a list of {least} to {most} entries");
    let Json::List(items) = json else {
        mistakes.add(json.described(), allowed());
        return None;
    };
    if !(least..=most).contains(&items.len()) {
        mistakes.add(format!("{} entries", items.len()), allowed());
    }
    let mut list = Vec::new();
    for (index, item) in items.iter().take(most).enumerate() {
        list.extend(mistakes.at_index(index, |mistakes| read(item, mistakes)));
    }
    Some(list)
}

/// A list in which each of these names is once at most.
pub fn names<T: Copy>(json: &Json, known: &[(&str, T)], mistakes: &mut Mistakes) -> Option<Vec<T>> {
    let mut seen = 0_u32;
    list(json, 0, known.len(), mistakes, |json, mistakes| {
        let index = name_index(json, known, mistakes)?;
        if seen & 1 << index != 0 {
            mistakes.add(json.described(), "each name once");
        }
        seen |= 1 << index;
        Some(known[index].1)
    })
}

/// One of these names.
pub fn name<T: Copy>(json: &Json, known: &[(&str, T)], mistakes: &mut Mistakes) -> Option<T> {
    name_index(json, known, mistakes).map(|index| known[index].1)
}

fn name_index<T>(json: &Json, known: &[(&str, T)], mistakes: &mut Mistakes) -> Option<usize> {
    let index = match json {
        Json::Text(text) => known.iter().position(|(name, _)| name == text),
        _ => None,
    };
    if index.is_none() {
        let names: Vec<_> = known.iter().map(|(name, _)| *name).collect();
        mistakes.add(json.described(), names.join(", "));
    }
    index
}
