//! The Python clients at work, with our broker and with Mosquitto.
//!
//! In Rust rather than in Python's unittest, since `peers` already knows how to start brokers, wait for lines and
//! say what is missing; and so that one command, `cargo test -p python-tests`, tests them as it does the rest.

mod ends;
mod exchange;
mod house;
mod lost_line;
mod style;
mod support;
mod tls;
