//! The kit's MQTT 3.1.1 broker: a thin tokio shell round [`mqtt_session::broker::Broker`].
//!
//! A [`Server`] runs on a thread of its own, so that it can be embedded anywhere:
//!
//! ```
//! let server = broker::Server::start(broker::Config { port: 0, ..broker::Config::default() })?;
//! println!("{}", server.address());
//! server.stop();
//! # Ok::<(), broker::StartError>(())
//! ```
//!
//! One thread serves all connections: each is a task that reads, decodes, hands the packets to the protocol
//! core and writes what the core sends, in batches. The core is borrowed for the time of a call and never
//! across an await.

mod access;
mod app;
mod batch;
mod commands;
mod config;
mod connection;
mod ending;
mod engine;
mod hub;
mod journal;
mod keeper;
mod links;
mod listener;
mod messages;
mod narrator;
mod outbox;
mod printer;
mod server;
mod settings;
mod tap;

pub use access::{AclError, PasswordError, Passwords, read_rules};
pub use app::{Options, run};
pub use config::Config;
pub use journal::{Journal, Verbosity};
pub use listener::Listener;
pub use server::{Server, StartError};
pub use tap::Observer;
