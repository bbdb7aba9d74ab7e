//! Builds and checks the book.
//!
//! mdBook does the most; this crate adds a preprocessor and a renderer, which run within `cargo x book` and are
//! commands for who runs `mdbook build book`:
//!
//! - [`Directives`] replaces `{{#echange …}}` by a conversation that is played with the kit's broker and drawn, and
//!   `{{#octets …}}` by a packet explained byte by byte;
//! - [`Finish`] makes the finished pages French: mdBook's own words, and a search that knows French.
//!
//! [`check`] is `cargo x book check`; [`sheets()`] is `cargo x book sheets`, the TD and TP on paper.

mod book;
mod broker;
mod check;
mod directives;
mod french;
mod html;
mod messages;
mod plan;
mod serve;
mod sheets;

pub use book::{build, build_guide, build_into, finish, preprocess};
pub use check::check;
pub use directives::Directives;
pub use french::{Finish, tokens};
pub use serve::serve;
pub use sheets::{Class, Order, sheets};
