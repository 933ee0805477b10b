//! What of a text stands under which policy.

use appvagt_scanner::{Date, Deadline, Enforcement, Policy, Profile, ReportLevel};

/// Returns whether a policy meets the condition of this name on a day, `late` for the plan that it
/// makes; `None` if there is no such condition. The empty one is always met.
pub fn holds(condition: &str, policy: &Policy, today: Date, late: bool) -> Option<bool> {
    let enforces = |what| policy.enforcement.contains(&what);
    Some(match condition {
        "" => true,
        // So that one word says which app is there.
        "single" => policy.banned.iter().filter(|ban| ban.in_force(Some(today))).count() <= 1,
        "exemptions" => policy.exemptions.iter().any(|exemption| exemption.until >= today),
        "notice" => policy.notice.is_some(),
        "acknowledge" => policy.notice.as_ref().is_some_and(|notice| notice.acknowledge),
        "deadline" => policy.deadline.is_some(),
        "deadline_date" => matches!(policy.deadline, Some(Deadline::Date(_))),
        "deadline_days" => matches!(policy.deadline, Some(Deadline::DaysAfterFound(_))),
        "prompt" => enforces(Enforcement::Prompt),
        "restrain" => enforces(Enforcement::Suspend) || enforces(Enforcement::Hide),
        "profiles" => !policy.profiles.is_empty(),
        "personal" => policy.profiles.contains(&Profile::Personal),
        "reports" => policy.report != ReportLevel::Nothing,
        "report_nothing" => policy.report == ReportLevel::Nothing,
        "report_verdict" => policy.report == ReportLevel::Verdict,
        "report_families" => policy.report == ReportLevel::Families,
        "late" => late,
        _ => return None,
    })
}
