//! Who may connect and do what, as files say it.

pub(crate) mod acl;
pub(crate) mod passwords;
mod verifier;

pub use acl::{AclError, read_rules};
pub use passwords::{PasswordError, Passwords};
pub(crate) use passwords::{is_name, phc_of};
pub(crate) use verifier::{Question, answer};
