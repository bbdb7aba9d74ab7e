//! A recorded MQTT exchange, and what can be done with it.
//!
//! No I/O, no clock, no network: times are passed in, output goes to a `fmt::Write` of the caller's.
//!
//! - [`conv`]: conversations as data (`.conv` files), the fixtures of the kit's tests;
//! - [`mosquitto`]: log lines as Mosquitto writes them;
//! - [`summary`]: a packet in a few words, for people;
//! - [`visible`]: text from the network that cannot break a line or a terminal;
//! - [`messages`]: the sentences for people, in French.

pub mod conv;
mod direction;
pub mod messages;
pub mod mosquitto;
pub mod summary;
pub mod visible;

pub use direction::{Direction, Side};
