//! By which policy, on which day and for which group apps are judged.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use appvagt_scanner::{Catalogue, Date, JudgingContext, Policy};

use crate::exit_status::USAGE;
use crate::policy_file;
use crate::terminal::complain;
use crate::today::today;

/// By which policy, on which day and for which group apps are judged.
#[derive(Debug, clap::Args)]
pub struct JudgedBy {
    /// What is banned, as JSON (docs/policy.md); without, TikTok.
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Judge as on this day, such as 2026-12-31; without, today (UTC).
    #[arg(long, value_name = "DATE")]
    day: Option<Date>,
    /// Judge as on devices of this group, for exemptions of that group.
    #[arg(long)]
    group: Option<String>,
}

impl JudgedBy {
    /// Reads the policy, and returns it with the context. Says what is wrong with the policy and
    /// which `consequence` that has; the error is the status to exit with.
    pub fn read(&self, consequence: &str) -> Result<(Policy, JudgingContext), ExitCode> {
        let read = |path| policy_file::read(path, Catalogue::embedded());
        let policy = self.policy.as_deref().map_or_else(|| Ok(Policy::default()), read);
        let policy = policy.map_err(|refusal| {
            complain(&refusal.describe(consequence));
            ExitCode::from(USAGE)
        })?;
        let (today, group) = (self.day.or_else(today), self.group.clone());
        Ok((policy, JudgingContext { today, group, known: BTreeMap::new() }))
    }
}
