//! Which of several names was meant by one that is almost the same.

/// Returns the one of `names` that `text` is most likely a slip of: the same but for capitals,
/// blanks, hyphens and underscores, or else with two wrong letters at most, and only one in a short
/// name.
pub fn nearest<'a>(text: &str, names: &[&'a str]) -> Option<&'a str> {
    let plain = plain(text);
    let distance = |name: &&'a str| (distance(&plain, &self::plain(name)), *name);
    let (distance, name) = names.iter().map(distance).min_by_key(|(distance, _)| *distance)?;
    let most = if name.len() < 6 { 1 } else { 2 };
    // Half of a short name says nothing.
    (distance == 0 || (distance <= most && name.len() > 3)).then_some(name)
}

/// Returns the letters and digits of a name, in lower case.
pub fn plain(text: &str) -> Vec<char> {
    let text = text.chars().take(100).filter(|c| c.is_alphanumeric());
    text.flat_map(char::to_lowercase).collect()
}

/// Returns how many letters are wrong, missing, too many or swapped with the next.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (i, letter) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, of_other) in other.iter().enumerate() {
            let wrong = usize::from(letter != of_other);
            let mut best = (last[j] + wrong).min(last[j + 1] + 1).min(row[j] + 1);
            let swapped = i > 0 && j > 0 && one[i - 1] == *of_other && *letter == other[j - 1];
            if swapped {
                best = best.min(before_last[j - 1] + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[other.len()]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_slip_leads_to_the_name_that_was_meant_and_another_word_to_none() {
        let names = ["banned_families", "organisation", "contact_name", "report", "qq", "vk"];
        let cases = [
            ("Banned_families", Some("banned_families")),
            ("organisation ", Some("organisation")),
            ("bannedFamilies", Some("banned_families")),
            ("contact-name", Some("contact_name")),
            ("organization", Some("organisation")),
            ("reprot", Some("report")),
            ("QQ", Some("qq")),
            ("q", None),
            ("wk", None),
            ("colour", None),
            ("", None),
        ];
        for (text, meant) in cases {
            assert_eq!(nearest(text, &names), meant, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC{0,120}", names in proptest::collection::vec("\\PC{0,20}", 0..4)) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let _ = nearest(&text, &names);
        }

        #[test]
        fn one_swap_of_letters_is_one_slip(name in "[a-z]{6,12}", at in 0_usize..5) {
            let mut swapped: Vec<char> = name.chars().collect();
            swapped.swap(at, at + 1);
            let swapped: String = swapped.into_iter().collect();
            prop_assert_eq!(nearest(&swapped, &[&name]), Some(&*name));
        }
    }
}
