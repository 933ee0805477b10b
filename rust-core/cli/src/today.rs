//! The day that policies are judged on.

use std::time::{SystemTime, UNIX_EPOCH};

use appvagt_scanner::Date;

/// Returns today in Greenwich, which is another day for some hours elsewhere; `None` if the clock is
/// wrong.
pub fn today() -> Option<Date> {
    day_of(SystemTime::now())
}

/// Returns the day of a time in Greenwich; `None` if it is before 2000.
pub fn day_of(time: SystemTime) -> Option<Date> {
    Date::of_unix_time(time.duration_since(UNIX_EPOCH).ok()?.as_secs())
}
