//! Reading what a JSON object holds.

use super::allowed::Allowed;
use super::mistake::Mistakes;
use super::value::Json;
use super::wrong::Wrong;
use crate::syntax::near::nearest;

/// A JSON object whose keys are known. Whatever reads it goes on after a mistake, so that every
/// mistake is listed at once.
#[derive(Debug, Clone, Copy)]
pub struct Object<'a> {
    entries: &'a [(String, Json)],
}

impl<'a> Object<'a> {
    /// Returns the object that `json` is, which may have `keys`.
    #[inline(never)]
    pub fn with(json: &'a Json, keys: &[&'static str], mistakes: &mut Mistakes) -> Option<Self> {
        let Json::Object(entries) = json else {
            mistakes.add(json.found(), Allowed::Object { keys: keys.join(", ") });
            return None;
        };
        let mut seen = 0_u32;
        for (key, _) in entries {
            let known = keys.iter().position(|known| known == key);
            mistakes.at_key(key, |mistakes| match known {
                None => {
                    let like = |meant| Wrong::KeyLike { meant };
                    let found = nearest(key, keys).map_or(Wrong::UnknownKey, like);
                    mistakes.add(found, Allowed::names(keys));
                }
                Some(index) if seen & 1 << index != 0 => {
                    mistakes.add(Wrong::RepeatedKey, Allowed::EachKeyOnce);
                }
                Some(index) => seen |= 1 << index,
            });
        }
        Some(Self { entries })
    }

    /// Returns the value of `key`.
    #[inline(never)]
    pub fn get(self, key: &str) -> Option<&'a Json> {
        self.entries.iter().find(|(found, _)| found == key).map(|(_, value)| value)
    }

    /// Returns what `read` makes of the value of `key`; `None` as well if there is none.
    pub fn optional<T>(
        self,
        key: &str,
        mistakes: &mut Mistakes,
        read: impl FnOnce(&'a Json, &mut Mistakes) -> Option<T>,
    ) -> Option<T> {
        let json = self.get(key)?;
        mistakes.at_key(key, |mistakes| read(json, mistakes))
    }

    /// Returns what `read` makes of the value of `key`, which is to be there.
    pub fn required<T>(
        self,
        key: &str,
        allowed: Allowed,
        mistakes: &mut Mistakes,
        read: impl FnOnce(&'a Json, &mut Mistakes) -> Option<T>,
    ) -> Option<T> {
        let json = self.get(key);
        mistakes.at_key(key, |mistakes| {
            if json.is_none() {
                mistakes.add(Wrong::Missing, allowed);
            }
            read(json?, mistakes)
        })
    }

    /// Notes a mistake unless one of two keys is there, and not both.
    pub fn either(self, [one, other]: [&'static str; 2], nothing: Wrong, mistakes: &mut Mistakes) {
        match (self.get(one), self.get(other)) {
            (None, None) => mistakes.add(nothing, Allowed::Either { one, other }),
            (Some(_), Some(_)) => {
                mistakes.add(Wrong::all([one, other]), Allowed::OneOfTwo);
            }
            _ => (),
        }
    }
}

/// Reads a text for which `is_allowed`.
#[inline(never)]
pub fn text(
    json: &Json,
    allowed: Allowed,
    mistakes: &mut Mistakes,
    is_allowed: fn(&str) -> bool,
) -> Option<String> {
    if let Json::Text(text) = json
        && is_allowed(text)
    {
        return Some(text.clone());
    }
    mistakes.add(json.found(), allowed);
    None
}

/// Reads a whole number between two others, or one of them.
#[inline(never)]
pub fn number(json: &Json, least: u16, most: u16, mistakes: &mut Mistakes) -> Option<u16> {
    if let Json::Whole(number) = json
        && let Ok(number) = u16::try_from(*number)
        && (least..=most).contains(&number)
    {
        return Some(number);
    }
    mistakes.add(json.found(), Allowed::Number { least, most });
    None
}

/// Reads `true` or `false`.
pub fn boolean(json: &Json, mistakes: &mut Mistakes) -> Option<bool> {
    if let Json::Bool(value) = json {
        return Some(*value);
    }
    mistakes.add(json.found(), Allowed::Boolean);
    None
}

/// Reads a list of `least` to `most` things, each as `read` reads it. What is over the limit is not
/// read.
pub fn list<T>(
    json: &Json,
    least: usize,
    most: usize,
    mistakes: &mut Mistakes,
    mut read: impl FnMut(&Json, &mut Mistakes) -> Option<T>,
) -> Option<Vec<T>> {
    let mut list = Vec::new();
    for (index, item) in items(json, least, most, mistakes)?.iter().enumerate() {
        if let Some(read) = mistakes.at_index(index, |mistakes| read(item, mistakes)) {
            list.push(read);
        }
    }
    Some(list)
}

#[inline(never)]
fn items<'a>(
    json: &'a Json,
    least: usize,
    most: usize,
    mistakes: &mut Mistakes,
) -> Option<&'a [Json]> {
    let allowed = Allowed::Entries { least, most };
    let Json::List(items) = json else {
        mistakes.add(json.found(), allowed);
        return None;
    };
    if !(least..=most).contains(&items.len()) {
        mistakes.add(Wrong::Entries { count: items.len() }, allowed);
    }
    Some(&items[..items.len().min(most)])
}

/// What a value is called in a policy.
pub type Words<T, const N: usize> = [(&'static str, T); N];

/// Reads a list in which each of these names is once at most.
pub fn names<T: Copy, const N: usize>(
    json: &Json,
    known: &Words<T, N>,
    mistakes: &mut Mistakes,
) -> Option<Vec<T>> {
    let found = name_indices(json, &known.each_ref().map(|(name, _)| *name), mistakes)?;
    Some(found.into_iter().map(|index| known[index].1).collect())
}

fn name_indices(json: &Json, known: &[&str], mistakes: &mut Mistakes) -> Option<Vec<usize>> {
    let mut seen = Vec::new();
    list(json, 0, known.len(), mistakes, |json, mistakes| {
        let index = name_index(json, known, mistakes)?;
        if seen.contains(&index) {
            mistakes.add(json.found(), Allowed::EachNameOnce);
        }
        seen.push(index);
        Some(index)
    })
}

/// Reads one of these names.
pub fn name<T: Copy, const N: usize>(
    json: &Json,
    known: &Words<T, N>,
    mistakes: &mut Mistakes,
) -> Option<T> {
    let index = name_index(json, &known.each_ref().map(|(name, _)| *name), mistakes)?;
    Some(known[index].1)
}

#[inline(never)]
fn name_index(json: &Json, known: &[&str], mistakes: &mut Mistakes) -> Option<usize> {
    if let Json::Text(text) = json
        && let Some(index) = known.iter().position(|name| name == text)
    {
        return Some(index);
    }
    mistakes.add(json.found(), Allowed::names(known));
    None
}
