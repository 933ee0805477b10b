//! The day of a device's last report, as consoles and interfaces write it.

use appvagt_scanner::Date;

/// Seconds from 1970 to 2000.
const BEFORE_2000: u64 = 946_684_800;
/// Days from the last day of 1899, which spreadsheets count from, to 2000.
const SPREADSHEET_2000: u64 = 36_526;

/// Returns the day of a report; `None` if the text is no day.
///
/// Where it is not clear what is the day and what the month, it is the earlier of both that is not
/// after `today`: a report is never taken for newer than it may be.
pub fn day(text: &str, today: Option<Date>) -> Option<Date> {
    let text = text.trim();
    if let Ok(number) = text.parse::<f64>() {
        return of_number(number);
    }
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
    if !rest.is_empty() && !rest.starts_with([' ', 'T', 't', ',', '.']) {
        return None;
    }
    let [one, two, three] = numbers;
    if lengths[0] == 4 {
        return date(one, two, three);
    }
    if lengths[2] != 4 {
        return None;
    }
    // With dots, the day is first everywhere.
    if text.contains('.') && date(three, two, one).is_some() && !text.contains('/') {
        return date(three, two, one);
    }
    // Day and month, or month and day.
    let may_be = [date(three, two, one), date(three, one, two)];
    let past = may_be.into_iter().flatten().filter(|day| today.is_none_or(|today| *day <= today));
    past.min().or(may_be.into_iter().flatten().min())
}

/// Seconds or milliseconds since 1970, or days as spreadsheets count them.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked before")]
fn of_number(number: f64) -> Option<Date> {
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
