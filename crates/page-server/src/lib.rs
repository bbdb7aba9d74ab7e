//! HTTP for a page that a program of the kit shows in a browser: [`serve`] takes connections, refuses whatever is not a
//! GET of this very server, and says with every answer that the page may load nothing from elsewhere. What the page is,
//! its program says. [`serve_posts`] takes POST too, of a bounded size; who may post is its site's to decide.

mod answer;
mod body;
mod host;
mod messages;
mod posted;
mod server;

pub use answer::{framing, given, refused, sandboxed};
pub use body::Body;
pub use messages::url;
pub use server::{serve, serve_posts};
