//! Tests of commands that talk to attached devices.

mod attached_phone;
mod device_test;
mod run;
