//! Texts with places to fill in, and lists of such texts by their names.

/// Short texts by their names: lines of `name = text`.
#[derive(Debug)]
pub struct Words(&'static str);

impl Words {
    /// Takes the texts of these lines.
    #[must_use]
    pub fn of(lines: &'static str) -> Self {
        Self(lines)
    }

    /// Returns the text of this name. One that is not there is shown by its name, which tests are to
    /// refuse.
    #[must_use]
    pub fn get<'a>(&self, name: &'a str) -> &'a str {
        let mut texts = self.0.lines().filter_map(|line| line.split_once(" = "));
        texts.find(|(known, _)| *known == name).map_or(name, |(_, text)| text)
    }

    /// Returns the text of this name, with these in place of the `{name}` of each.
    #[must_use]
    pub fn fill(&self, name: &str, places: &[(&str, &str)]) -> String {
        fill(self.get(name), |place| {
            let (_, filling) = places.iter().find(|(name, _)| *name == place)?;
            Some((*filling).to_owned())
        })
    }

    /// Returns the text of this name for so many, with the number in place of `{n}`.
    #[must_use]
    pub fn count(&self, name: &str, count: usize) -> String {
        let one = format!("{name}.one");
        self.fill(if count == 1 { &one } else { name }, &[("n", &count.to_string())])
    }
}

/// Returns a text with what there is for the `{name}` of each place. What there is nothing for stays,
/// and what fills a place is not looked through.
#[must_use]
pub fn fill(text: &str, filling: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{')
        && let Some((name, after)) = after.split_once('}')
    {
        filled.push_str(before);
        filled.push_str(&filling(name).unwrap_or_else(|| format!("{{{name}}}")));
        rest = after;
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_filled_in_by_name_and_number() {
        let words =
            Words::of("ask = Ask {who}, or {who}'s {whom}.\napps = {n} apps\napps.one = {n} app");
        let asked = words.fill("ask", &[("who", "{whom}"), ("n", "1")]);
        assert_eq!(asked, "Ask {whom}, or {whom}'s {whom}.");
        assert_eq!([1, 2].map(|count| words.count("apps", count)), ["1 app", "2 apps"]);
        assert_eq!(words.get("missing"), "missing");
        for open in ["{", "a { b", "{}", "}{"] {
            assert_eq!(fill(open, |_| None), open);
        }
    }
}
