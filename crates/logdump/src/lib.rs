//! See every MQTT packet between a client and a broker.
//!
//! [`Proxy`] stands between them and never alters what passes; [`Printer`] shows what it tells. The two know
//! nothing of each other: [`run`] joins them for the command, and any program may embed either.

mod args;
mod filter;
mod input;
mod listen;
pub mod messages;
mod output;
mod proxy;
mod run;

pub use args::Args;
pub use listen::Listen;
pub use output::{Format, Printer};
pub use proxy::{Events, Proxy};
pub use run::run;
