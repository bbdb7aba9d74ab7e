//! Our lines against those that the real Mosquitto 2.0.11 has written.
//!
//! `*.log` were recorded by the test `record`, which plays `*.conv` with `mosquitto -v`. To record anew:
//! `cargo test -p mqtt-trace --test mosquitto -- --ignored`, then read the difference.

mod broker_lines;
mod client_lines;
mod record;
