//! The command-line clients `pub` and `sub`, with the options and exit codes of `mosquitto_pub` and
//! `mosquitto_sub`.
//!
//! The protocol is [`mqtt_session::client::Client`], which has neither socket nor clock. [`connection`] gives it
//! both, over as many TCP connections as it takes; [`publisher`] and [`subscriber`] are the two applications
//! on top.

pub mod connection;
mod console;
mod failure;
pub mod format;
mod interrupt;
mod messages;
pub mod options;
mod output;
pub mod publisher;
mod retry;
mod source;
pub mod subscriber;

pub use failure::Failure;

/// Runs a client on this thread. What the system still does in the background, such as a slow name look-up, does not
/// hold back the end.
fn block_on<T>(client: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::System)?;
    let outcome = runtime.block_on(client);
    runtime.shutdown_background();
    outcome
}
