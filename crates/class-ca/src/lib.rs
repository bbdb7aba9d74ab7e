//! The certification authority of a class: made once, in a folder of the teacher's, and the certificates that it signs.
//!
//! Each client has to be given `ca.pem`, the authority's certificate; `ca-key.pem` beside it is for nobody.

mod authority;
mod error;
mod files;
pub mod messages;
mod server;

pub use authority::Authority;
pub use error::AuthorityError;
pub use server::{Made, here};
