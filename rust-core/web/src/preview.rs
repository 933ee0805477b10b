//! What the employee would see, on a phone that has an app of each kind that a policy bans.

use std::collections::HashSet;

use appvagt_scanner::{
    Ban, Catalogue, Date, InstalledApp, Judge, JudgingContext, Label, Language, ManifestFacts,
    MarkKind, Match, Note, Policy, Signers, Subject, Text,
};
use serde_json::json;
use wasm_bindgen::prelude::wasm_bindgen;

/// Returns the report of such a phone, and what the policy says to employees who read this language,
/// as JSON; `null` if phones would refuse the policy.
#[wasm_bindgen(js_name = previewPolicy)]
#[must_use]
pub fn preview_policy(policy: &str, language: &str, now: u32) -> String {
    let language = Language::of_code(language).unwrap_or_default();
    match Policy::read(policy.as_bytes(), Catalogue::embedded()) {
        Ok(policy) => preview(&policy, language, Date::of_unix_time(now.into())),
        Err(_) => "null".to_owned(),
    }
}

fn preview(policy: &Policy, language: Language, today: Option<Date>) -> String {
    let context = JudgingContext { today, ..JudgingContext::default() };
    let judge = Judge::new(Catalogue::embedded(), policy, &context);
    let mut seen = HashSet::new();
    let banned = policy.banned.iter().enumerate();
    let apps: Vec<_> = banned
        .filter_map(|(place, banned)| app_under(&banned.what, place))
        .filter(|app| seen.insert(app.package.clone()))
        .collect();
    let report = judge.report(apps.iter().map(|app| ((), app)), Vec::new(), &[]);
    let text = |text: &Text| text.in_language(language).to_owned();
    let reasons = report.findings.iter().map(|found| found.finding.reason.as_ref().map(text));
    let note_reasons = report.notes.iter().map(|note| match note {
        Note::Exempt { reason, .. } => Some(text(reason)),
        Note::Announced { reason, .. } => reason.as_ref().map(text),
        Note::ProfileUnseen { .. } | Note::DataKept { .. } => None,
    });
    let notice = policy.notice.as_ref().map(|notice| {
        json!({
            "text": text(&notice.text), "link": notice.link, "acknowledge": notice.acknowledge,
            "version": notice.version,
        })
    });
    let contact = policy.contact.as_ref().map(|contact| {
        json!({
            "name": text(&contact.name), "office": contact.office.as_ref().map(text),
            "phone": contact.phone, "email": contact.email, "link": contact.link,
        })
    });
    json!({
        "report": report, "reasons": reasons.collect::<Vec<_>>(),
        "note_reasons": note_reasons.collect::<Vec<_>>(), "today": today,
        "organisation": policy.organisation.as_ref().map(text), "notice": notice,
        "contact": contact, "level": policy.report, "enforcement": policy.enforcement,
    })
    .to_string()
}

/// Returns an app that this bans; `None` where none can be made up. `place` is that of the ban.
fn app_under(ban: &Ban, place: usize) -> Option<InstalledApp> {
    let (kind, text) = match ban {
        Ban::Family(id) => {
            let known = Catalogue::embedded().family(id)?.packages.first()?;
            let mut app = InstalledApp::named(known.name);
            app.label = Some(Label::new(known.app, known.name));
            return Some(app);
        }
        Ban::Mark(kind, text) => (*kind, text),
    };
    let whole = match kind.matches {
        Match::Exact | Match::Host => text.clone(),
        Match::Prefix => format!("{text}app"),
        Match::Suffix => format!("com.example{text}"),
    };
    if kind.subject == Subject::Package {
        return Some(InstalledApp::named(whole));
    }
    let mut app = InstalledApp::named(format!("com.example.app{}", place + 1));
    let mut declared = ManifestFacts::default();
    match kind.subject {
        Subject::Component => declared.classes.push(whole),
        Subject::Action => declared.actions.push(whole),
        Subject::Authority => declared.authorities.push(whole),
        Subject::Link if kind == MarkKind::HOST => declared.hosts.push(whole),
        Subject::Link => declared.schemes.push(whole),
        Subject::MetaData => declared.meta_data.push((whole, String::new())),
        Subject::WebApp => {
            let url = "org.chromium.webapk.shell_apk.startUrl".to_owned();
            declared.meta_data.push((url, format!("https://{whole}/")));
        }
        Subject::Permission => declared.permissions.push(whole),
        Subject::Certificate => {
            let current = vec![whole.parse().ok()?];
            app.signers = Some(Signers { current, history: Vec::new() });
        }
        Subject::Package => return None,
    }
    app.declared = Some(Box::new(declared));
    Some(app)
}
