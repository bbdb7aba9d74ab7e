//! Who may connect, and who may publish or read what: decided here, without I/O. Verifying a password takes a file and
//! much time, and is left to the shell ([`Effect::Verify`](super::Effect::Verify)).

mod covers;
mod rights;

use bytestring::ByteString;

pub(super) use rights::Rights;

/// Whom the broker serves. The default serves everybody, and everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// A client that gives no user name may connect; else it is refused with code 5.
    pub allow_anonymous: bool,
    /// User names are verified with their password, and refused with code 4 when they are wrong; else they say nothing.
    pub verify_users: bool,
    /// What each may publish and read; everything if `None`, and if `Some` only what a rule allows.
    pub rules: Option<Vec<Rule>>,
}

impl Default for Policy {
    fn default() -> Self {
        Policy { allow_anonymous: true, verify_users: false, rules: None }
    }
}

/// One access rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Whom it is about.
    pub who: Who,
    /// What it says.
    pub right: Right,
    /// About which topics: a topic filter. For [`Who::Everybody`], `%u` in it stands for the user name and `%c` for the
    /// client identifier.
    pub filter: ByteString,
}

/// Whom an access rule is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Clients without user name.
    Anonymous,
    /// The user of this name.
    User(ByteString),
    /// Each client, with its own names in the filter.
    Everybody,
}

/// What an access rule says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// May subscribe and receive.
    Read,
    /// May publish.
    Write,
    /// Both.
    ReadWrite,
    /// Neither, whatever another rule allows.
    Deny,
}
