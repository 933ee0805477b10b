//! What the judge is told besides what is on a phone.

use crate::Date;

/// When a phone is judged, and what was known of it before. The judge has no clock and no memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Occasion {
    /// The day on the phone. Where it is not known, bans of later days are in force, and exemptions
    /// are not.
    pub today: Option<Date>,
    /// The group that the phone is in, as the device's management calls it.
    pub group: Option<String>,
    /// When banned apps were first found, by package name. The others are found today.
    pub first_found: Vec<(String, Date)>,
}
