//! Days of the calendar.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// First year that is taken for one: earlier ones are slips of the pen.
const FIRST_YEAR: u16 = 2000;
const SECONDS_A_DAY: u64 = 86_400;
/// From 1970 to the first day that is taken for one.
const DAYS_BEFORE_2000: u64 = 10_957;

/// A day as it is on the phone, whatever the time zone. Written as `2026-12-31`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// The text was not a day of the calendar.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("a date is a day from 2000 on, such as 2026-12-31, found {0:?}")]
pub struct NotADate(String);

// What a program prints whose `main` returns it.
impl fmt::Debug for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Date {
    /// Returns the day in Greenwich at this time, in seconds since 1970; `None` before 2000.
    #[must_use]
    pub fn of_unix_time(seconds: u64) -> Option<Self> {
        let days = (seconds / SECONDS_A_DAY).checked_sub(DAYS_BEFORE_2000)?;
        let first = Self { year: FIRST_YEAR, month: 1, day: 1 };
        Some(first.plus_days(u16::try_from(days).ok()?))
    }

    /// Returns the day that is so many days later.
    #[must_use]
    pub fn plus_days(self, days: u16) -> Self {
        let Self { mut year, mut month, day } = self;
        let mut left = u32::from(day) + u32::from(days);
        while left > u32::from(days_in(year, month)) {
            left -= u32::from(days_in(year, month));
            (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        }
        // No more is left than a month has days.
        Self { year, month, day: u8::try_from(left).unwrap_or(u8::MAX) }
    }

    /// Returns the day that is so many days earlier.
    #[must_use]
    pub fn minus_days(self, days: u16) -> Self {
        let Self { mut year, mut month, day } = self;
        let mut left = days;
        let mut day = u16::from(day);
        while left >= day {
            left -= day;
            (year, month) =
                if month == 1 { (year.saturating_sub(1), 12) } else { (year, month - 1) };
            day = u16::from(days_in(year, month));
        }
        // No more is left than a month has days.
        Self { year, month, day: u8::try_from(day - left).unwrap_or(u8::MAX) }
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    }
}

fn read(text: &str) -> Option<Date> {
    let digits = |from: usize, to: usize| {
        let digits = text.as_bytes().get(from..to)?;
        digits.iter().try_fold(0_u16, |number, digit| {
            digit.is_ascii_digit().then(|| number * 10 + u16::from(digit - b'0'))
        })
    };
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let year = digits(0, 4)?;
    let month = u8::try_from(digits(5, 7)?).ok()?;
    let day = u8::try_from(digits(8, 10)?).ok()?;
    let exists = year >= FIRST_YEAR
        && (1..=12).contains(&month)
        && (1..=days_in(year, month)).contains(&day);
    exists.then_some(Date { year, month, day })
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        read(text).ok_or_else(|| NotADate(text.to_owned()))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_counted_as_clocks_count_them() {
        // `date -u -d 2026-12-31 +%s`, and its last second.
        for seconds in [1_798_675_200, 1_798_761_599] {
            let day = Date::of_unix_time(seconds).map(|day| day.to_string());
            assert_eq!(day.as_deref(), Some("2026-12-31"));
        }
        assert_eq!(Date::of_unix_time(946_684_799), None);
        assert_eq!(Date::of_unix_time(u64::MAX), None);
    }

    #[test]
    fn days_of_the_calendar_are_read_and_others_refused() {
        for text in ["2000-01-01", "2024-02-29", "2026-12-31", "9999-12-31", "2400-02-29"] {
            assert_eq!(date(text).to_string(), text);
        }
        for text in [
            "",
            "2026",
            "2026-1-1",
            "2026-13-01",
            "2026-00-10",
            "2026-04-31",
            "2026-02-29",
            "2100-02-29",
            "1999-12-31",
            "0206-12-31",
            "31-12-2026",
            "2026/12/31",
            "2026-12-31 ",
            "+026-12-31",
            "2026-12-31T00:00",
            "2026-12-3é",
            "２０２６-12-31",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }

    #[test]
    fn days_are_counted_over_the_ends_of_months_and_years() {
        let cases = [
            ("2026-01-01", 0, "2026-01-01"),
            ("2026-12-31", 1, "2027-01-01"),
            ("2024-02-28", 1, "2024-02-29"),
            ("2026-02-28", 1, "2026-03-01"),
            ("2026-01-31", 14, "2026-02-14"),
            ("2000-01-01", 9_862, "2027-01-01"),
        ];
        for (from, days, to) in cases {
            assert_eq!(date(from).plus_days(days), date(to), "{from} + {days}");
            assert_eq!(date(to).minus_days(days), date(from), "{to} - {days}");
        }
    }

    proptest! {
        #[test]
        fn later_days_are_greater(a in 0_u16..u16::MAX, b in 0_u16..u16::MAX) {
            let start = date("2000-01-01");
            prop_assert_eq!(start.plus_days(a).cmp(&start.plus_days(b)), a.cmp(&b));
        }

        #[test]
        fn a_date_survives_being_written_and_read(days: u16) {
            let some_day = date("2000-01-01").plus_days(days);
            prop_assert_eq!(some_day.to_string().parse(), Ok(some_day));
        }

        #[test]
        fn no_text_is_too_odd_to_be_refused(text in "\\PC{0,12}") {
            let _ = text.parse::<Date>();
        }
    }
}
