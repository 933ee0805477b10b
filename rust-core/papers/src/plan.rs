//! The steps of a roll-out, and on which day each is due.

use appvagt_scanner::{Date, Deadline, Policy};

/// A step: what its texts are found by, and its day.
pub type Step = (&'static str, Date);

/// Days before the roll-out on which each step before it is due. Staff is informed six weeks before,
/// as the agreement on control measures in Denmark's municipalities asks for; elsewhere it harms nobody.
const BEFORE: [(&str, u16); 7] = [
    ("decide", 84),
    ("involve", 70),
    ("assess", 56),
    ("announce", 42),
    ("configure", 28),
    ("pilot", 21),
    ("ready", 7),
];
/// Days between the roll-out and a last day that the policy names: time to remove apps oneself.
const TO_REMOVE: u16 = 21;
/// Days before a last day on which staff is reminded.
const REMIND: u16 = 7;

/// Returns the steps, and whether some of them were due before `today`.
pub fn steps(policy: &Policy, today: Date) -> (Vec<Step>, bool) {
    let first = BEFORE.map(|(_, days)| days).into_iter().max().unwrap_or_default();
    let (start, last) = match policy.deadline {
        Some(Deadline::Date(last)) => (last.minus_days(TO_REMOVE), Some(last)),
        Some(Deadline::DaysAfterFound(days)) => {
            let start = today.plus_days(first);
            (start, Some(start.plus_days(days)))
        }
        None => (today.plus_days(first), None),
    };
    let mut steps: Vec<Step> =
        BEFORE.iter().map(|&(step, days)| (step, start.minus_days(days))).collect();
    steps.push(("start", start));
    if let Some(last) = last {
        let reminder = last.minus_days(REMIND);
        if reminder > start {
            steps.push(("remind", reminder));
        }
        steps.push(("last", last));
    }
    let end = last.unwrap_or(start.plus_days(TO_REMOVE));
    steps.push(("follow", end.plus_days(7)));
    steps.push(("review", end.plus_days(90)));
    steps.push(("repeat", end.plus_days(365)));
    let late = steps.iter().any(|(_, day)| *day < today);
    (steps, late)
}

#[cfg(test)]
mod tests {
    use appvagt_scanner::Catalogue;

    use super::*;

    fn planned(deadline: &str, today: &str) -> (Vec<String>, bool) {
        let json = format!(r#"{{"schema": 1, "banned": [{{"family": "tiktok"}}]{deadline}}}"#);
        let policy = Policy::read(json.as_bytes(), Catalogue::embedded()).unwrap();
        let (steps, late) = steps(&policy, today.parse().unwrap());
        (steps.iter().map(|(step, day)| format!("{step} {day}")).collect(), late)
    }

    #[test]
    fn steps_lead_to_the_last_day_that_the_policy_names() {
        let (steps, late) = planned(r#", "deadline": {"date": "2027-05-31"}"#, "2026-11-30");
        assert_eq!(
            steps,
            [
                "decide 2027-02-15",
                "involve 2027-03-01",
                "assess 2027-03-15",
                "announce 2027-03-29",
                "configure 2027-04-12",
                "pilot 2027-04-19",
                "ready 2027-05-03",
                "start 2027-05-10",
                "remind 2027-05-24",
                "last 2027-05-31",
                "follow 2027-06-07",
                "review 2027-08-29",
                "repeat 2028-05-30",
            ]
        );
        assert!(!late);
    }

    #[test]
    fn a_last_day_that_leaves_too_little_time_is_late() {
        assert!(planned(r#", "deadline": {"date": "2026-12-31"}"#, "2026-11-30").1);
    }

    #[test]
    fn without_a_day_the_plan_begins_today() {
        for (deadline, last) in
            [("", None), (r#", "deadline": {"days_after_found": 3}"#, Some("last 2027-02-25"))]
        {
            let (steps, late) = planned(deadline, "2026-11-30");
            assert_eq!(steps[0], "decide 2026-11-30");
            assert_eq!(steps[7], "start 2027-02-22");
            assert_eq!(steps.iter().find(|step| step.starts_with("last")).map(|s| &**s), last);
            assert!(!steps.iter().any(|step| step.starts_with("remind")));
            assert!(!late);
        }
    }
}
