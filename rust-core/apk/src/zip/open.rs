//! Opening an archive: as Android does, or recovered in spite of what makes Android refuse it.

use super::directory::{Directory, Kept};
use super::recover;
use crate::Reading;
use crate::anomaly::Anomalies;
use crate::budget::Meter;
use crate::error::Result;
use crate::source::Source;

impl Directory {
    /// Opens the archive.
    pub fn open(
        source: &mut Source,
        reading: Reading,
        kept: Kept,
        meter: &mut Meter,
        anomalies: &mut Anomalies,
    ) -> Result<Self> {
        let mut seen = Anomalies::NONE;
        match Self::open_as_android(source, kept, meter, &mut seen) {
            Ok(directory) => {
                *anomalies = seen;
                Ok(directory)
            }
            Err(error) if reading == Reading::Recovered && error.is_about_content() => {
                recover::directory(source, kept, meter, anomalies, error)
            }
            Err(error) => Err(error),
        }
    }
}
