//! Makes a broker work, and counts: messages from many to many ([`exchange`]), one message there and back
//! ([`round_trips`]), connections that do nothing ([`connect`]).
//!
//! One thread, one epoll, packets as bytes that are written once and only numbered afterwards: the less this does, the more of
//! what is measured is the broker.

mod exchange;
mod frame;
mod line;
mod packets;
mod round_trip;

pub use exchange::{Counted, Scene, exchange};
pub use line::{Line, connect};
pub use round_trip::round_trips;
