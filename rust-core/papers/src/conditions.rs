//! What of a text stands under which policy.

use appvagt_scanner::{Deadline, Enforcement, Policy, Profile, ReportLevel};

/// Returns whether a policy meets the condition of this name; `None` if there is no such condition.
/// The empty one is always met.
pub fn holds(condition: &str, policy: &Policy, late: bool) -> Option<bool> {
    let enforces = |what| policy.enforcement.contains(&what);
    let contact = policy.contact.as_ref();
    Some(match condition {
        "" => true,
        "organisation" => policy.organisation.is_some(),
        "contact" => contact.is_some(),
        "single" => policy.banned.len() == 1,
        "reasons" => policy.banned.iter().any(|banned| banned.reason.is_some()),
        "exemptions" => !policy.exemptions.is_empty(),
        "groups" => policy.exemptions.iter().any(|exemption| exemption.group.is_some()),
        "notice" => policy.notice.is_some(),
        "notice_link" => policy.notice.as_ref().is_some_and(|notice| notice.link.is_some()),
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
