//! The day that policies are judged on.

use std::time::{SystemTime, UNIX_EPOCH};

use appvagt_scanner::Date;

const SECONDS_A_DAY: u64 = 86_400;
/// From 1970 to 2000.
const DAYS_BEFORE_2000: u64 = 10_957;

/// Today in Greenwich, which is another day for some hours elsewhere; `None` if the clock is wrong.
pub fn today() -> Option<Date> {
    day_of(SystemTime::now())
}

/// Returns the day of a time in Greenwich; `None` if it is before 2000.
pub fn day_of(time: SystemTime) -> Option<Date> {
    let seconds = time.duration_since(UNIX_EPOCH).ok()?.as_secs();
    after_2000((seconds / SECONDS_A_DAY).checked_sub(DAYS_BEFORE_2000)?)
}

fn after_2000(days: u64) -> Option<Date> {
    let first: Date = "2000-01-01".parse().ok()?;
    Some(first.plus_days(u16::try_from(days).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_clocks_count_them() {
        // `date -d 2026-12-31 +%s`, in days.
        let day = after_2000(1_798_675_200 / SECONDS_A_DAY - DAYS_BEFORE_2000);
        assert_eq!(day.map(|day| day.to_string()).as_deref(), Some("2026-12-31"));
    }
}
