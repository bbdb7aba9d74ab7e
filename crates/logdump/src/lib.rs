//! See every MQTT packet between a client and a broker.
//!
//! [`Proxy`] stands between them and alters nothing of what passes, unless [`faults`] are asked for; [`Printer`] shows
//! what it tells. The two know nothing of each other: [`run`] joins them for the command, and any program may embed
//! either.

mod args;
mod check;
pub mod faults;
mod filter;
mod input;
pub mod messages;
mod output;
mod proxy;
mod run;

pub use args::Args;
pub use output::{Format, Printer, Screen};
pub use proxy::{Events, Proxy, Route, Setup, Tls};
pub use run::run;
