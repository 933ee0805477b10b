//! Putting together a piece of a stream on its own, and joining it to what comes before it.

use std::mem;

use super::device::DeviceFields;
use super::output::Output;
use super::{Assembler, Ids, List};
use crate::recording::Recording;

/// What a piece begins with, as far as it matters to what comes before it: a device of which the last
/// rows were is emitted unless it goes on.
pub enum Opening {
    /// Nothing yet, or nothing that matters.
    Nothing,
    /// A row about this device.
    Row(Box<DeviceFields>),
    /// Something else.
    Other,
}

impl Opening {
    /// Takes a row about a device.
    pub fn take_row(&mut self, device: &DeviceFields) {
        if let Self::Nothing = self {
            *self = Self::Row(Box::new(device.clone()));
        }
    }

    /// Takes anything else.
    pub fn take_other(&mut self) {
        if let Self::Nothing = self {
            *self = Self::Other;
        }
    }
}

impl<'s> Assembler<'s> {
    /// Returns an assembler for a piece that begins later, between two records: a new one, or one
    /// that a piece was [joined](Self::join) from. What it makes is kept.
    pub fn of_piece(&self, spare: Option<Self>) -> Self {
        let mut piece = spare.unwrap_or_else(|| {
            let counted = self.counting.map(|counting| counting.counted(self.format));
            self.empty_piece(Recording::new(counted))
        });
        piece.open.clone_from(&self.open);
        piece.list = self.list.map(|list| List { start: 0, ..list });
        piece.list_of.clone_from(&self.list_of);
        piece
    }

    fn empty_piece(&self, recording: Recording<'s>) -> Self {
        let (entry, counting) = (self.entry.as_deref(), self.counting);
        Self::with(self.purpose, entry, counting, Output::Kept(recording))
    }

    /// Returns whether reading on from here would give what is in this piece.
    pub fn is_followed_by(&self, piece: &Self) -> bool {
        let awaits_device = self.apps_await_device && !self.row_device_is_due;
        piece.list_of == self.list_of
            && piece.open == self.open
            && piece.list.is_some() == self.list.is_some()
            && !awaits_device
            && self.refused.is_none()
            && self.payloads.is_empty()
    }

    /// Takes what is in the piece that follows, after so many lines, and is then as if it had read
    /// that itself. Returns an assembler for another piece.
    pub fn join(&mut self, mut piece: Self, lines: u64) -> Self {
        let mut recording = match piece.output {
            Output::Kept(recording) => recording,
            Output::HandedOn(_) => Recording::default(),
        };
        let goes_on = match &piece.opening {
            Opening::Nothing => true,
            Opening::Row(device) => **device == self.row_device,
            Opening::Other => false,
        };
        if !goes_on {
            self.emit_row_device();
        }
        if !matches!(piece.opening, Opening::Nothing) {
            mem::swap(&mut self.row_device, &mut piece.row_device);
            self.row_device_is_due = piece.row_device_is_due;
        }
        self.apps_await_device =
            piece.apps_await_device || self.apps_await_device && !recording.has_device();
        let Self { output, entry, records, .. } = self;
        recording.hand_on(entry.as_deref(), *records, lines, |event| output.take(event));
        self.records += piece.records;
        self.nameless_records += piece.nameless_records;
        mem::swap(&mut self.app, &mut piece.app);
        mem::swap(&mut self.device, &mut piece.device);
        self.apps = piece.apps;
        self.anything_seen |= piece.anything_seen;
        self.goes_on |= piece.goes_on;
        self.total = self.total.max(piece.total);
        self.pages = self.pages.max(piece.pages);
        self.refused = piece.refused;
        self.payloads = piece.payloads;
        for role in piece.fields_seen {
            self.see(role);
        }
        self.ids.join(&piece.ids);
        self.names.join(&piece.names);
        // What was allocated is used again.
        let Self { mut app, mut device, mut row_device, open, list_of, .. } = piece;
        app.clear();
        device.clear();
        row_device.clear();
        Self { app, device, row_device, open, list_of, ..self.empty_piece(recording) }
    }
}

impl Ids {
    fn join(&mut self, other: &Self) {
        self.count += other.count;
        self.fitting += other.fitting;
    }
}
