//! Days as they are written in a letter.

use appvagt_safe_text::Words;
use appvagt_scanner::Date;

/// Returns a day in the language of these words.
pub fn written(day: Date, words: &Words) -> String {
    let text = day.to_string();
    let parts: Vec<_> = text.split('-').collect();
    let [year, month, day] = parts[..] else { return text };
    let months: Vec<_> = words.get("months").split(' ').collect();
    let month = month.parse::<usize>().ok().and_then(|month| months.get(month.wrapping_sub(1)));
    let Some(month) = month else { return text };
    let day = day.trim_start_matches('0');
    words.fill("day", &[("day", day), ("month", month), ("year", year)])
}
