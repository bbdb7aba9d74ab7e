//! The binary against real brokers. Messages are counted and processes signalled with the usual Unix tools.
#![cfg(unix)]

mod delivery;
mod support;
mod ways_out;
