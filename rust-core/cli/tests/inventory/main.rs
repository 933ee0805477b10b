//! `appvagt inventory` as its users run it.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

mod broken;
mod case;
mod found;
mod output;
mod page;
mod pages;
mod unknown;
mod usage;
