//! An exchange drawn as a ladder, in SVG: a vertical line for each client and for the broker, time runs down, an
//! arrow for each packet.
//!
//! Clients that publish stand on the left, the broker in the middle, those that only subscribe on the right; when
//! there is one kind only, it stands on the left. The drawing takes its text colour from the page around it
//! (`currentColor`), so that it follows a dark theme and prints black. Each family of packets has a colour *and* a
//! form of line, and its name is written; a packet with DUP has a double line, one with RETAIN a dot at its start. A packet that is lost ends half-way, at a cross.
//!
//! [`Figure::of`] a conversation is the figure of a page; a [`Record`] makes one of what was seen.
//!
//! ```
//! use mqtt_trace::{conv::Conversation, svg::Figure};
//!
//! let text = "# un ping\nalice connects\nalice > c0 00\nalice < d0 00";
//! let figure = Figure::of(&Conversation::parse(text)?);
//! let drawing = figure.draw("figure-1");
//! assert!(drawing.starts_with("<svg") && drawing.contains("PINGREQ"));
//! # Ok::<(), mqtt_trace::conv::ConvError>(())
//! ```

mod canvas;
mod describe;
mod draw;
mod family;
mod figure;
mod label;
mod layout;
mod preamble;
mod record;
mod text;

pub use figure::{Client, Figure, Mark, Row};
pub use label::Label;
pub use record::Record;
