//! TLS for the programs of the kit, by rustls.
//!
//! - A client has a [`Trust`]: whom it believes, and the certificate that it shows if it has one.
//!   [`Trust::shake_hands`] makes a [`Wire`] of a TCP connection; [`messages::broker_refused`] says why it does not.
//! - A server has an [`Identity`], its certificate and key, and [`server`] makes what tokio-rustls needs of it.
//! - A [`Wire`] is a connection in clear or in TLS, read and written alike; [`Blocking`] is one for a thread of its own.

mod blocking;
mod error;
mod identity;
pub mod messages;
mod pem;
mod server;
mod trust;
mod verifier;
mod wire;

use std::sync::Arc;

use tokio_rustls::rustls::crypto::{CryptoProvider, ring};

pub use blocking::Blocking;
pub use error::TlsError;
pub use identity::Identity;
pub use server::{Admission, server};
pub use trust::Trust;
pub use wire::Wire;

/// What computes: the same for all.
fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}
