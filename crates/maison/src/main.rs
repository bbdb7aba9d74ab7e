//! The connected house: simulated sensors that publish with rumqttc, as an application would.
//!
//! [`house`] makes the readings, without clock or network; [`delivery`] knows which of them still await their
//! acknowledgement; [`link`](mod@link) wraps rumqttc's connection; [`publisher`] drives the three in real time.

mod args;
mod delivery;
mod display;
mod house;
mod link;
mod messages;
mod publisher;
mod sensor;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(publisher::run)
}
