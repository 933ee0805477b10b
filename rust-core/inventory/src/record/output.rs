//! Where what is put together goes.

use crate::recording::Recording;
use crate::{App, Event, Sink, Subject};

/// Where what is put together goes.
pub enum Output<'s> {
    /// At once to whoever wants it.
    HandedOn(&'s mut Sink<'s>),
    /// It is kept until what comes before it has been handed on.
    Kept(Recording<'s>),
}

impl Output<'_> {
    pub fn take(&mut self, event: Event<'_>) {
        match self {
            Self::HandedOn(sink) => sink(event),
            Self::Kept(recording) => recording.keep(event),
        }
    }

    pub fn app(&mut self, app: App<'_>) {
        match self {
            Self::HandedOn(sink) => sink(Event::App(app)),
            Self::Kept(recording) => recording.keep_app(&app),
        }
    }

    /// Takes words that are not understood.
    pub fn words(&mut self, words: &[(Subject, String)]) {
        for (subject, value) in words {
            self.take(Event::NotUnderstood { subject: *subject, value });
        }
    }
}
