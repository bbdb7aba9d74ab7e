//! The class board: how far each seat is, as retained messages on a broker.
//!
//! ```text
//! atelier of seat 07 ──classe/07/03 "4/9", retained──▶ broker ──classe/+/+──▶ grader live
//! ```
//!
//! A seat has a number and no name. Each seat writes below its own number only; it is the broker that can enforce it, by an
//! access rule, and who reads the board must expect anything. Retained, so that a teacher who looks late sees all;
//! erased at the end by empty retained messages `[MQTT-3.3.1-10]`.

mod messages;
mod place;
mod publisher;
mod seat;
mod standing;
mod watcher;

pub use place::{Place, PlaceError};
pub use publisher::Publisher;
pub use seat::{Seat, SeatError};
pub use standing::Standing;
pub use watcher::{News, Watcher};

/// What gives the whole board: one level for the seat, one for the exercise.
pub const FILTER: &str = "classe/+/+";

/// Where `seat` says how far it is in `exercise`, a number in two digits.
#[must_use]
pub fn topic(seat: &Seat, exercise: &str) -> String {
    format!("classe/{seat}/{exercise}")
}
