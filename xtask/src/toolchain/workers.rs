//! Jobs that run side by side.

use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::Result;

/// How many jobs run at once: each takes a processor and up to 2 GB of memory.
const WORKERS: usize = 2;

/// Runs all jobs, as many at once as there are workers, beginning with the first. Returns what they
/// return, in the same order.
///
/// # Errors
/// A job failed; the others ran to their end.
pub fn run<J, T>(jobs: Vec<J>) -> Result<Vec<T>>
where
    J: FnOnce() -> Result<T> + Send,
    T: Send,
{
    let mut results: Vec<_> = jobs.iter().map(|_| None).collect();
    let queue = Mutex::new(jobs.into_iter().zip(&mut results));
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                while let Some((job, result)) = next() {
                    *result = Some(job());
                }
            });
        }
    });
    results.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;

    use anyhow::bail;

    use super::*;

    #[test]
    fn two_jobs_run_at_once_and_results_keep_their_order() {
        // Two that wait for each other end only if both run.
        let barrier = Barrier::new(2);
        let wait = |number| {
            let barrier = &barrier;
            move || {
                barrier.wait();
                Ok(number)
            }
        };
        assert_eq!(run((0..4).map(wait).collect()).unwrap(), [0, 1, 2, 3]);
    }

    #[test]
    fn a_job_that_fails_is_the_result() {
        let job = |number| move || if number == 1 { bail!("no {number}") } else { Ok(number) };
        assert_eq!(run((0..3).map(job).collect()).unwrap_err().to_string(), "no 1");
    }
}
