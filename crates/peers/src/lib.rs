//! What the tests of several crates need to work with real programs; a dev-dependency, never part of a binary.
//!
//! - [`installed`]: whether a program is there; a test that lacks its peer says so and ends.
//! - [`Process`]: a program in the background, its output read line by line ([`Lines`]), killed when dropped.
//! - [`Mosquitto`], [`Sub`], [`publish`]: the reference broker and its clients.
//! - [`Chromium`]: a browser, for pages.
//! - [`relay`]: a line that breaks after so many bytes.
//! - [`Tcp`]: a broker behind a TCP port as the subject of a [conversation](mqtt_trace::conv).
//!
//! Nothing here sleeps in the hope that a peer be ready: what is awaited is a line, a byte or an end, for at most
//! [`LIMIT`]. When it does not come, the function panics with what was seen so far: that is how a test fails.

mod chromium;
mod clients;
mod installed;
mod lines;
mod mosquitto;
mod process;
mod relay;
mod tcp;

use std::net::TcpListener;
use std::time::Duration;

pub use chromium::Chromium;
pub use clients::{Sub, publish};
pub use installed::{available, installed};
pub use lines::Lines;
pub use mosquitto::Mosquitto;
pub use process::{Ended, Process};
pub use relay::{Cut, relay};
pub use tcp::Tcp;

/// How long a test waits for anything. Long, for a loaded machine; a test that succeeds never waits so long.
pub const LIMIT: Duration = Duration::from_secs(60);

/// A port of 127.0.0.1 where nobody listens at this moment.
#[must_use]
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its address").port()
}
