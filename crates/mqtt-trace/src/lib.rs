//! A recorded MQTT exchange, and what can be done with it.
//!
//! No I/O, no clock, no network: times are passed in, output goes to a `fmt::Write` of the caller's.
//!
//! - [`Event`]: what happened on a connection; [`Stream`] makes its packets from bytes, and hides passwords;
//!   [`Clients`] remembers who is on which connection, [`Exchange`] which packet answers which;
//! - [`json`]: events as JSON Lines, written and read back;
//! - [`mosquitto`]: log lines as Mosquitto writes them;
//! - [`read`]: logs of Mosquitto and of paho-mqtt, read back;
//! - [`ladder`]: the exchange drawn between its clients and the broker;
//! - [`svg`]: the same as a drawing, for a page or a report;
//! - [`stats`]: the exchange in figures;
//! - [`explain`]: a packet byte by byte, field after field;
//! - [`clock`]: how the time is shown before a line;
//! - [`conv`]: conversations as data (`.conv` files), the fixtures of the kit's tests;
//! - [`HexDump`], [`summary`], [`visible`]: bytes in three columns; a packet in a few words; text and bytes that
//!   cannot break a line or a terminal;
//! - [`width`]: texts cut to the columns of a terminal;
//! - [`messages`]: the sentences for people, in French.

mod clients;
pub mod clock;
pub mod conv;
mod direction;
mod event;
mod exchange;
pub mod explain;
mod facts;
mod fault;
mod hexdump;
pub mod json;
mod label;
pub mod ladder;
mod logged;
pub mod messages;
pub mod mosquitto;
mod piece;
pub mod read;
pub mod stats;
mod stream;
pub mod summary;
pub mod svg;
pub mod visible;
pub mod width;

pub use clients::Clients;
pub use direction::{Direction, Side};
pub use event::{Event, What};
pub use exchange::{Exchange, Request, Seen};
pub use facts::Message;
pub use fault::Fault;
pub use hexdump::HexDump;
pub use logged::{Detail, Logged, LoggedConnect, LoggedWill};
pub use piece::{Content, Piece};
pub use stream::Stream;
