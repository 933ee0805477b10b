//! What the checks came to, all together.

use anyhow::Result;

use crate::toolchain::junit::Tests;

/// What has been found so far.
#[derive(Default)]
pub struct Outcome {
    /// Tests that passed.
    pub passed: usize,
    /// Tests and other checks that failed.
    pub failed: usize,
    /// What is to be shown of failures.
    pub problems: Vec<String>,
}

impl Outcome {
    /// Counts the tests of one runner, and shows how many. A runner that failed without a failed
    /// test, or passed without a test, counts as one failure.
    pub fn add(&mut self, name: &str, tests: &Tests) {
        println!("    {name}: {} passed, {} failed", tests.passed, tests.failed);
        self.passed += tests.passed;
        self.failed += tests.failed;
        if !tests.success || tests.failed > 0 || tests.passed == 0 {
            self.failed += usize::from(tests.failed == 0);
            self.problems.push(format!("{name}\n{}", tests.problems));
        }
    }

    /// Counts cases that passed, all or none.
    pub fn cases(&mut self, name: &str, result: Result<usize>) {
        match result {
            Ok(passed) => {
                println!("    {name}: {passed} passed");
                self.passed += passed;
            }
            Err(error) => self.check(name, Err(error)),
        }
    }

    /// Counts a check that is no test: it shows only when it fails.
    pub fn check(&mut self, name: &str, result: Result<()>) {
        if let Err(error) = result {
            self.failed += 1;
            self.problems.push(format!("{name}\n{error:#}"));
        }
    }
}
