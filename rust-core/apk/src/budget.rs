//! Limits on what one question about an APK may cost, and the meter that counts against them.

use crate::error::{Error, Limit, Position, Result, Structure};

/// How much reading one APK may cost. Crossing a limit is [`Error::OverBudget`].
///
/// The defaults are several times what the largest real APK seen needs, and keep peak memory
/// under 24 MB whatever the file says. The counters start anew with each question (manifest,
/// label, signers ...).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Length of the central directory.
    pub directory_bytes: u64,
    /// Entries in the central directory; of archives, in those of all that lie one in another.
    pub entries: u64,
    /// Inflated `AndroidManifest.xml` held in memory.
    pub manifest_bytes: u64,
    /// Signature scheme block or PKCS#7 file held in memory.
    pub signing_bytes: u64,
    /// Inflated `resources.arsc` held in memory; a larger compressed one is streamed.
    pub resource_window_bytes: u64,
    /// Bytes inflated in total.
    pub inflated_bytes: u64,
    /// Bytes of all APKs together that must be inflated out of an archive, into files.
    pub extracted_bytes: u64,
    /// Chunks, XML nodes and signing block pairs visited.
    pub chunks: u64,
    /// Depth of nested XML elements.
    pub nesting: u64,
    /// Text decoded from string pools.
    pub text_bytes: u64,
    /// Components, filters, permissions and other items a manifest declares.
    pub items: u64,
    /// Everything else that takes time: attributes, name probes, resource lookups.
    pub work: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            directory_bytes: 32 << 20,
            entries: 200_000,
            manifest_bytes: 6 << 20,
            signing_bytes: 1 << 20,
            resource_window_bytes: 8 << 20,
            inflated_bytes: 128 << 20,
            extracted_bytes: 4 << 30,
            chunks: 500_000,
            nesting: 65_536,
            text_bytes: 4 << 20,
            items: 40_000,
            work: 8_000_000,
        }
    }
}

/// Counts against a [`Budget`].
#[derive(Debug, Clone)]
pub(crate) struct Meter {
    pub budget: Budget,
    inflated: u64,
    chunks: u64,
    text: u64,
    items: u64,
    work: u64,
}

impl Meter {
    pub const fn new(budget: Budget) -> Self {
        Self { budget, inflated: 0, chunks: 0, text: 0, items: 0, work: 0 }
    }

    pub fn inflated(&mut self, bytes: u64, structure: Structure, at: Position) -> Result<()> {
        let allowed = self.budget.inflated_bytes;
        spend(&mut self.inflated, bytes, allowed, Limit::InflatedBytes, structure, || at)
    }

    #[inline]
    pub fn chunk(&mut self, structure: Structure, at: impl FnOnce() -> Position) -> Result<()> {
        spend(&mut self.chunks, 1, self.budget.chunks, Limit::Chunks, structure, at)
    }

    #[inline]
    pub fn text(&mut self, bytes: u64, at: impl FnOnce() -> Position) -> Result<()> {
        let (allowed, structure) = (self.budget.text_bytes, Structure::StringPool);
        spend(&mut self.text, bytes, allowed, Limit::TextBytes, structure, at)
    }

    #[inline]
    pub fn item(&mut self, structure: Structure, at: impl FnOnce() -> Position) -> Result<()> {
        spend(&mut self.items, 1, self.budget.items, Limit::Items, structure, at)
    }

    #[inline]
    pub fn work(
        &mut self,
        steps: u64,
        structure: Structure,
        at: impl FnOnce() -> Position,
    ) -> Result<()> {
        spend(&mut self.work, steps, self.budget.work, Limit::Work, structure, at)
    }
}

/// Spends `amount`. Where that was is only asked if it was too much: what counts is called for
/// every chunk.
#[inline]
fn spend(
    spent: &mut u64,
    amount: u64,
    allowed: u64,
    limit: Limit,
    structure: Structure,
    at: impl FnOnce() -> Position,
) -> Result<()> {
    *spent = spent.saturating_add(amount);
    if *spent <= allowed { Ok(()) } else { Err(over_budget(allowed, limit, structure, at())) }
}

/// Fails if `amount` is more than `allowed`.
pub(crate) fn within(
    amount: u64,
    allowed: u64,
    limit: Limit,
    structure: Structure,
    at: Position,
) -> Result<()> {
    if amount <= allowed { Ok(()) } else { Err(over_budget(allowed, limit, structure, at)) }
}

#[cold]
#[inline(never)]
fn over_budget(allowed: u64, limit: Limit, structure: Structure, at: Position) -> Box<Error> {
    Box::new(Error::OverBudget { structure, at, limit, allowed })
}
