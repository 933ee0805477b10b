//! The log of the phone.

use std::ffi::{CString, c_char, c_int};

use log::{Level, LevelFilter, Log, Metadata, Record};

/// Sends the log of this library to the phone's, from now on.
pub fn start() {
    // Loading twice would set the same again.
    let _ = log::set_logger(&AndroidLog);
    log::set_max_level(LevelFilter::Info);
}

struct AndroidLog;

impl Log for AndroidLog {
    fn enabled(&self, _: &Metadata) -> bool {
        true
    }

    fn log(&self, record: &Record) {
        let text = record.args().to_string().replace('\0', "\u{fffd}");
        // It holds no zero now.
        let Ok(text) = CString::new(text) else { return };
        // SAFETY: both texts end with a zero.
        unsafe {
            __android_log_write(priority(record.level()), c"appvagt".as_ptr(), text.as_ptr())
        };
    }

    fn flush(&self) {}
}

/// `android_LogPriority`.
fn priority(level: Level) -> c_int {
    match level {
        Level::Error => 6,
        Level::Warn => 5,
        Level::Info => 4,
        Level::Debug => 3,
        Level::Trace => 2,
    }
}

#[link(name = "log")]
unsafe extern "C" {
    fn __android_log_write(priority: c_int, tag: *const c_char, text: *const c_char) -> c_int;
}
