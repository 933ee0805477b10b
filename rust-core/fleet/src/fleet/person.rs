//! Who uses a device.

use appvagt_scanner::Date;

/// How much a record that names a person counts: a later report more than an earlier one, a list of
/// devices more than a row of an app.
type Rank = (Option<Date>, bool);

/// Who uses a device, as far as its records agree. The order of records does not matter.
#[derive(Debug, Default)]
pub struct Person {
    rank: Rank,
    known: Known,
}

#[derive(Debug, Default, PartialEq, Eq)]
enum Known {
    /// No record names anybody.
    #[default]
    Nobody,
    One(Box<str>),
    /// Records that count as much name several.
    Several,
}

impl Person {
    /// Takes whom a record names. `listed` is whether it is one of a list of devices.
    pub fn take(&mut self, name: &str, reported: Option<Date>, listed: bool) {
        let rank = (reported, listed);
        match &self.known {
            Known::Nobody => {}
            _ if rank > self.rank => {}
            _ if rank < self.rank => return,
            Known::One(known) if **known == *name => return,
            _ => {
                self.known = Known::Several;
                return;
            }
        }
        self.rank = rank;
        self.known = Known::One(name.into());
    }

    /// Takes what is known of the same device elsewhere.
    pub fn merge(&mut self, other: Self) {
        match other.known {
            Known::One(name) => self.take(&name, other.rank.0, other.rank.1),
            Known::Several if self.known == Known::Nobody || other.rank >= self.rank => {
                *self = Self { rank: other.rank, known: Known::Several };
            }
            Known::Nobody | Known::Several => {}
        }
    }

    /// Returns the one person that is named.
    pub fn name(self) -> Option<Box<str>> {
        match self.known {
            Known::One(name) => Some(name),
            Known::Nobody | Known::Several => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_report_names_the_person_then_a_list_of_devices_and_else_nobody() {
        let day = |text: &str| text.parse::<Date>().ok();
        for (records, expected) in [
            (vec![], None),
            (vec![("A", None, false)], Some("A")),
            (vec![("A", None, false), ("A", None, false)], Some("A")),
            (vec![("B", None, false), ("A", None, false)], None),
            (vec![("A", None, false), ("B", None, false), ("A", None, false)], None),
            (vec![("A", None, false), ("C", None, true)], Some("C")),
            (vec![("A", None, false), ("B", None, false), ("C", None, true)], Some("C")),
            (vec![("A", day("2026-01-01"), true), ("B", day("2026-02-01"), false)], Some("B")),
        ] {
            for reversed in [false, true] {
                let mut person = Person::default();
                let mut records = records.clone();
                if reversed {
                    records.reverse();
                }
                for (name, reported, listed) in &records {
                    person.take(name, *reported, *listed);
                }
                assert_eq!(person.name().as_deref(), expected, "{records:?}");
            }
        }
    }
}
