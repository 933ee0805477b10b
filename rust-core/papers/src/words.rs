//! Short texts of a language by their names: lines of `name = text`.

use std::collections::BTreeMap;

use appvagt_scanner::{Date, Language};

use crate::paper::words;

/// The short texts of a language, by their names.
#[derive(Debug)]
pub struct Words(BTreeMap<&'static str, &'static str>);

impl Words {
    /// Takes the short texts of a language.
    pub fn of(language: Language) -> Self {
        Self(words(language).lines().filter_map(|line| line.split_once(" = ")).collect())
    }

    /// Returns the text of this name. One that is not there is shown by its name, which the tests
    /// refuse.
    pub fn get<'a>(&self, name: &'a str) -> &'a str {
        self.0.get(name).copied().unwrap_or(name)
    }

    /// Returns the text of this name for so many, with the number in place of `{n}`.
    pub fn count(&self, name: &str, count: u16) -> String {
        let one = format!("{name}.one");
        let name = if count == 1 { &one } else { name };
        self.get(name).replace("{n}", &count.to_string())
    }

    /// Returns the day as it is written in a letter.
    pub fn day(&self, day: Date) -> String {
        let text = day.to_string();
        let parts: Vec<_> = text.split('-').collect();
        let [year, month, day] = parts[..] else { return text };
        let months: Vec<_> = self.get("months").split(' ').collect();
        let month = month.parse::<usize>().ok().and_then(|month| months.get(month.wrapping_sub(1)));
        let Some(month) = month else { return text };
        let day = day.trim_start_matches('0');
        self.get("day").replace("{day}", day).replace("{month}", month).replace("{year}", year)
    }
}
