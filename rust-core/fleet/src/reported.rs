//! The day of a device's last report, as consoles and interfaces write it.

use appvagt_scanner::Date;

/// Seconds from 1970 to 2000.
const BEFORE_2000: u64 = 946_684_800;
/// Days from the last day of 1899, which spreadsheets count from, to 2000.
const SPREADSHEET_2000: u64 = 36_526;

/// What the names of the months begin with, in Finnish, and in English, Danish, Norwegian, Swedish and
/// German. Finnish comes first: March is `mar…` in the others, and November in Finnish.
const MONTHS: [(&str, u16); 32] = [
    ("tammi", 1),
    ("helmi", 2),
    ("maalis", 3),
    ("huhti", 4),
    ("touko", 5),
    ("kesä", 6),
    ("heinä", 7),
    ("elo", 8),
    ("syys", 9),
    ("loka", 10),
    ("marras", 11),
    ("joulu", 12),
    ("jan", 1),
    ("jän", 1),
    ("feb", 2),
    ("mar", 3),
    ("mär", 3),
    ("mrz", 3),
    ("apr", 4),
    ("may", 5),
    ("maj", 5),
    ("mai", 5),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("okt", 10),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
    ("des", 12),
    ("dez", 12),
];

/// Returns the day of a report; `None` if the text is no day, or one that is to come.
///
/// Where it is not clear what is the day and what the month, it is the earlier of both that is not
/// after `today`: a report is never taken for newer than it may be.
pub fn day(text: &str, today: Option<Date>) -> Option<Date> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\'' || c == '"');
    let day = of_number(text).or_else(|| of_digits(text, today)).or_else(|| of_words(text));
    // A report may come from where it is tomorrow already.
    day.filter(|day| today.is_none_or(|today| *day <= today.plus_days(1)))
}

/// Reads year, month and day in digits, in any order that is used.
fn of_digits(text: &str, today: Option<Date>) -> Option<Date> {
    // The name of the day of the week may come before.
    let text = text.trim_start_matches(|c: char| c.is_alphabetic() || " .,".contains(c));
    let mut numbers = [0_u16; 3];
    let mut rest = text;
    let mut lengths = [0; 3];
    for (index, number) in numbers.iter_mut().enumerate() {
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        *number = rest[..length].parse().ok()?;
        lengths[index] = length;
        rest = &rest[length..];
        if index < 2 {
            rest = rest.strip_prefix(['-', '/', '.'])?;
            rest = rest.strip_prefix(' ').unwrap_or(rest);
        }
    }
    // A time may follow, but no further digit.
    if !rest.is_empty() && !rest.starts_with([' ', 'T', 't', 'Z', 'z', ',', '.', '_', '+']) {
        return None;
    }
    let [one, two, mut three] = numbers;
    if lengths[0] == 4 {
        return date(one, two, three);
    }
    let (dots, slashes) = (text.contains('.') && !text.contains('/'), text.contains('/'));
    match lengths[2] {
        4 => {}
        // With dashes, it may also come first.
        2 if dots || slashes => three += 2000,
        _ => return None,
    }
    // With dots, the day is first everywhere.
    if dots && date(three, two, one).is_some() {
        return date(three, two, one);
    }
    // Day and month, or month and day.
    let may_be = [date(three, two, one), date(three, one, two)];
    let past = may_be.into_iter().flatten().filter(|day| today.is_none_or(|today| *day <= today));
    past.min().or(may_be.into_iter().flatten().min())
}

/// Reads a day whose month is a word: `20. nov. 2026`, `November 20, 2026`, and what Unix prints.
fn of_words(text: &str) -> Option<Date> {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let (mut month, mut day, mut year) = (None, None, None);
    for word in words {
        match (word.parse::<u16>(), word.len()) {
            (Ok(number), 1 | 2) if day.is_none() => day = Some(number),
            (Ok(number @ 2000..2100), 4) if year.is_none() => year = Some(number),
            (Ok(_), _) => {}
            (Err(_), _) => {
                let known = MONTHS.iter().find(|(begin, _)| word.starts_with(begin));
                month = month.or(known.map(|(_, month)| *month));
            }
        }
    }
    date(year?, month?, day?)
}

/// Reads a day that is one number: eight digits of year, month and day; seconds or milliseconds since
/// 1970, which Windows PowerShell puts into `/Date(…)/`; or days as spreadsheets count them.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked before")]
fn of_number(text: &str) -> Option<Date> {
    let of_powershell = text.trim_matches(['\\', '/']).strip_prefix("Date(");
    let text = match of_powershell.and_then(|text| text.strip_suffix(')')) {
        // A time zone may follow, which is not needed for the time.
        Some(time) => time.split(['+', '-']).next().unwrap_or_default(),
        None => text,
    };
    let first = text.split(['T', 't']).next().unwrap_or_default();
    if first.len() == 8 && first.bytes().all(|byte| byte.is_ascii_digit()) {
        let part = |digits: std::ops::Range<usize>| first[digits].parse().ok();
        return date(part(0..4)?, part(4..6)?, part(6..8)?);
    }
    let number = text.parse::<f64>().or_else(|_| text.replacen(',', ".", 1).parse()).ok()?;
    let days = match number {
        40_000.0..80_000.0 => number as u64 - SPREADSHEET_2000,
        1e9..1e10 => (number as u64 - BEFORE_2000) / 86_400,
        1e12..1e13 => (number as u64 / 1_000 - BEFORE_2000) / 86_400,
        _ => return None,
    };
    let first: Date = "2000-01-01".parse().ok()?;
    Some(first.plus_days(u16::try_from(days).ok()?))
}

fn date(year: u16, month: u16, day: u16) -> Option<Date> {
    format!("{year:04}-{month:02}-{day:02}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_a_report_is_never_taken_for_newer_than_it_may_be() {
        let today: Date = "2026-11-28".parse().unwrap();
        for (text, expected) in [
            ("2026-11-20", Some("2026-11-20")),
            ("2026-11-20T10:00:00.123Z", Some("2026-11-20")),
            ("2026-11-20 06:12:13.0000000", Some("2026-11-20")),
            ("2026/11/20", Some("2026-11-20")),
            ("20-11-2026 06:12", Some("2026-11-20")),
            ("20.11.2026", Some("2026-11-20")),
            ("20. 11. 2026", Some("2026-11-20")),
            ("11/20/2026 6:12:13 AM", Some("2026-11-20")),
            // The third of November, or the eleventh of March.
            ("11/3/2026", Some("2026-03-11")),
            // There is no other that is past.
            ("5/12/2026", Some("2026-05-12")),
            ("11/20/26, 6:12 AM", Some("2026-11-20")),
            ("20.11.26", Some("2026-11-20")),
            ("20261120", Some("2026-11-20")),
            ("20261120T100000Z", Some("2026-11-20")),
            ("2026-11-20Z", Some("2026-11-20")),
            ("\"20-11-2026\"", Some("2026-11-20")),
            ("fre 20.11.2026", Some("2026-11-20")),
            ("den 20/11/2026", Some("2026-11-20")),
            ("20. nov. 2026", Some("2026-11-20")),
            ("fredag den 20. november 2026", Some("2026-11-20")),
            ("20. marraskuuta 2026", Some("2026-11-20")),
            ("1. maaliskuuta 2026 klo 10", Some("2026-03-01")),
            ("2. mai 2026", Some("2026-05-02")),
            ("den 9 mars 2026 kl. 8", Some("2026-03-09")),
            ("2. März 2026", Some("2026-03-02")),
            ("Nov 20, 2026, 10:00:00 AM", Some("2026-11-20")),
            ("20-Nov-2026", Some("2026-11-20")),
            ("Fri, 20 Nov 2026 10:00:00 +0000", Some("2026-11-20")),
            ("Fri Nov 20 10:00:00 CET 2026", Some("2026-11-20")),
            ("/Date(1795168800000)/", Some("2026-11-20")),
            ("\\/Date(1795168800000+0100)\\/", Some("2026-11-20")),
            ("46346,25", Some("2026-11-20")),
            // It is tomorrow already in the east, but not next month.
            ("2026-11-29", Some("2026-11-29")),
            ("2026-11-30", None),
            ("2027-01-05", None),
            ("5. december 2026", None),
            ("3 days ago", None),
            ("i går", None),
            ("november 2026", None),
            ("31. februar 2026", None),
            ("20-nov-26", None),
            ("5.11.2026 08.00", Some("2026-11-05")),
            ("1795824000", Some("2026-11-28")),
            ("1795824000000", Some("2026-11-28")),
            ("46354", Some("2026-11-28")),
            ("46354.25", Some("2026-11-28")),
            ("Never", None),
            ("2026-13-40", None),
            ("20-11-26", None),
            ("12", None),
            ("", None),
            ("2026-11-201", None),
        ] {
            let expected = expected.map(|day| day.parse().unwrap());
            assert_eq!(day(text, Some(today)), expected, "{text}");
        }
    }
}
