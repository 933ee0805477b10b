#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod conditions;
mod day;
mod facts;
mod inventory;
mod page;
mod paper;
mod plan;
mod risks;
mod template;

pub use inventory::{FILES, FORMAT, KeptFile, Key, PERMISSIONS, STATES, SentState};
pub use page::{Page, papers};
pub use paper::Paper;
pub use risks::{RISKS, Risk, Test};
