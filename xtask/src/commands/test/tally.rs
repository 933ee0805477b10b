//! What the checks came to, all together.

use anyhow::{Result, bail};

use super::selection::Selection;
use crate::toolchain::junit::Tests;
use crate::toolchain::step::or_fix;

/// What has been found so far.
pub struct Tally<'a> {
    selection: &'a Selection,
    /// Tests that passed.
    passed: usize,
    /// Tests and other checks that failed.
    failed: usize,
    /// What is to be shown of failures.
    problems: Vec<String>,
}

impl<'a> Tally<'a> {
    /// Begins with nothing found.
    pub fn new(selection: &'a Selection) -> Self {
        Self { selection, passed: 0, failed: 0, problems: Vec::new() }
    }

    /// Counts the tests of one runner, and shows how many. A runner that failed without a failed
    /// test, or passed without a test though all were to run, counts as one failure. `fix` says how
    /// a failure is mended.
    pub fn add(&mut self, name: &str, fix: &str, tests: &Tests) {
        let Tests { passed, failed, .. } = *tests;
        let none = passed + failed == 0;
        if none && !self.selection.is_all() && tests.nothing_to_run {
            return;
        }
        println!("    {name}: {passed} passed, {failed} failed");
        self.passed += passed;
        self.failed += failed;
        if !tests.success || failed > 0 || none {
            self.failed += usize::from(failed == 0);
            self.problems.push(format!("{name}\n{}\n\nFix: {fix}", tests.problems.trim_end()));
        }
    }

    /// Counts cases that passed, all or none.
    pub fn cases(&mut self, name: &str, fix: &str, result: Result<usize>) {
        match result {
            Ok(0) if !self.selection.is_all() => (),
            Ok(passed) => {
                println!("    {name}: {passed} passed");
                self.passed += passed;
            }
            Err(error) => self.check(name, fix, Err(error)),
        }
    }

    /// Counts a check that is no test: it shows only when it fails.
    pub fn check(&mut self, name: &str, fix: &str, result: Result<()>) {
        if let Err(error) = or_fix(result, fix) {
            self.failed += 1;
            self.problems.push(format!("{name}\n{error:#}"));
        }
    }

    /// Prints what failed, and how many passed.
    ///
    /// # Errors
    /// Something failed, or no test has the name that was asked for.
    pub fn finish(self) -> Result<()> {
        let Self { selection, passed, failed, problems } = self;
        for problem in problems {
            println!("\n--- {problem}");
        }
        println!("\n{passed} passed, {failed} failed");
        if failed > 0 {
            bail!("{failed} failed; see above");
        }
        match selection.only() {
            Some(only) if passed == 0 => bail!(
                "no test of these parts has \"{only}\" in its name. Names are matched as they are \
                 written in the code; capital letters count"
            ),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::*;

    fn tests(passed: usize, failed: usize, nothing_to_run: bool) -> Tests {
        let success = failed == 0 && !nothing_to_run;
        let problems = "one failed".to_owned();
        Tests { passed, failed, success, nothing_to_run, problems, output: String::new() }
    }

    #[test]
    fn every_problem_names_its_fix() {
        let all = Selection::default();
        let mut tally = Tally::new(&all);
        tally.add("runner", "mend the runner", &tests(3, 1, false));
        tally.check("format", "format it", Err(anyhow!("a line is too long")));
        tally.cases("cases", "change the table", Err(anyhow!("one is wrong")));
        assert_eq!((tally.passed, tally.failed), (3, 3));
        assert_eq!(
            tally.problems,
            [
                "runner\none failed\n\nFix: mend the runner",
                "format\na line is too long\n\nFix: format it",
                "cases\none is wrong\n\nFix: change the table",
            ]
        );
        assert_eq!(tally.finish().unwrap_err().to_string(), "3 failed; see above");
    }

    #[test]
    fn a_runner_without_a_test_fails_unless_a_name_was_asked_for() {
        let (all, some) = (Selection::default(), Selection::new(Some("rename")));
        for (selection, nothing_to_run, failed) in
            [(&all, true, 1), (&all, false, 1), (&some, true, 0), (&some, false, 1)]
        {
            let mut tally = Tally::new(selection);
            tally.add("runner", "", &tests(0, 0, nothing_to_run));
            assert_eq!(tally.failed, failed, "{:?} {nothing_to_run}", selection.only());
        }
        let error = Tally::new(&some).finish().unwrap_err().to_string();
        assert!(error.contains("\"rename\""), "{error}");
        assert!(Tally::new(&all).finish().is_ok());
    }
}
