//! Reads a policy and prints every mistake in it, or what it bans.
//!
//! ```text
//! cargo run -p appvagt-scanner --example check_a_policy < policy.json
//! ```

use std::io::{self, Read};

use appvagt_scanner::{Catalogue, Policy};

/// Runs it.
pub fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut json = Vec::new();
    io::stdin().read_to_end(&mut json)?;
    match Policy::read(&json, Catalogue::embedded()) {
        Ok(policy) => println!("{} entries, version {}", policy.banned.len(), policy.version()),
        Err(refused) => {
            for mistake in refused.mistakes {
                println!("{mistake}");
            }
        }
    }
    Ok(())
}
