//! HTTP for a page that a program of the kit shows in a browser: [`serve`] takes connections, refuses whatever is not a
//! GET of this very server, and says with every answer that the page may load nothing from elsewhere. What the page is,
//! its program says.

mod answer;
mod body;
mod host;
mod messages;
mod server;

pub use answer::{given, refused};
pub use body::Body;
pub use messages::url;
pub use server::serve;
