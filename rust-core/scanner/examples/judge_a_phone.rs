//! Judges three apps by a policy, and prints what is banned, why, and what comes next.
//!
//! ```text
//! cargo run -p appvagt-scanner --example judge_a_phone
//! ```

use appvagt_scanner::{
    Catalogue, InstalledApp, Judge, JudgingContext, ManifestFacts, Policy, PolicyError,
};

const POLICY: &str = r#"{
    "schema": 1,
    "banned": [{"family": "tiktok", "reason": "The council decided it."}],
    "deadline": {"days_after_found": 14}
}"#;

/// Runs it.
pub fn main() -> Result<(), PolicyError> {
    let catalogue = Catalogue::embedded();
    let policy = Policy::read(POLICY.as_bytes(), catalogue)?;
    let context = JudgingContext { today: "2026-12-01".parse().ok(), ..JudgingContext::default() };
    let judge = Judge::new(catalogue, &policy, &context);

    // A copy of TikTok under another name still has TikTok's parts.
    let parts = ["com.ss.android.ugc.trill.account.TiktokAuthService".to_owned()];
    let declared = ManifestFacts { classes: parts.into(), ..ManifestFacts::default() };
    let renamed = InstalledApp {
        declared: Some(Box::new(declared)),
        ..InstalledApp::named("com.example.videos")
    };
    let apps = [InstalledApp::named("org.mozilla.firefox"), renamed];

    let report = judge.report(apps.iter().map(|app| ((), app)), Vec::new(), &[]);
    println!("{:?}, {} apps", report.verdict, report.scanned);
    for found in report.findings {
        let finding = found.finding;
        println!("{} is {} ({:?})", finding.package, finding.identity.name, finding.removal);
        for evidence in finding.identity.evidence {
            println!("  {evidence:?}");
        }
    }
    Ok(())
}
