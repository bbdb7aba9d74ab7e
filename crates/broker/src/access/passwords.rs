//! The file of users: a name, a colon and what Argon2 makes of the password, one user a line.

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::{fs, io};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{self, PasswordHasher, PasswordVerifier};
use argon2::{Argon2, Params};

use crate::messages;

/// Memory that a line may ask for, in KiB: more is a mistake, and would stop the broker at each connection.
pub(crate) const MOST_MEMORY: u32 = 256 * 1024;

/// The users that may connect, and how to know them.
pub struct Passwords {
    users: HashMap<String, String>,
    /// Looked at for a user who does not exist, so that the time of the answer does not tell.
    decoy: String,
}

/// What is wrong with a file of passwords. `Display` says it in French.
#[derive(Debug, thiserror::Error)]
#[error("{}", messages::password_error(self))]
pub enum PasswordError {
    /// It cannot be read.
    Read(PathBuf, #[source] io::Error),
    /// A line is no `name:hash`.
    Line {
        /// The file.
        file: PathBuf,
        /// Its number, from 1.
        line: usize,
        /// What is wrong.
        fault: Fault,
    },
    /// The system gives no random numbers.
    Hash(#[source] password_hash::Error),
}

/// What is wrong with a line of a file of passwords.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// There is no colon.
    NoColon,
    /// The name is empty, or has a character that a rule would take for a wildcard.
    Name,
    /// The user has a line already.
    Twice,
    /// The password is there as it is, or was hashed by another tool.
    NotArgon2,
    /// The hash asks for too much memory.
    TooCostly,
}

impl Passwords {
    /// Reads a file. Empty lines and those that begin with `#` are skipped.
    ///
    /// # Errors
    /// [`PasswordError`], with the line; what the line holds is never told.
    pub fn read(file: &Path) -> Result<Passwords, PasswordError> {
        let text = fs::read_to_string(file).map_err(|error| PasswordError::Read(file.to_owned(), error))?;
        let mut users = HashMap::new();
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let fault = |fault| PasswordError::Line { file: file.to_owned(), line: number + 1, fault };
            let (name, hash) = line.split_once(':').ok_or(fault(Fault::NoColon))?;
            check_hash(hash).map_err(fault)?;
            if !is_name(name) {
                return Err(fault(Fault::Name));
            }
            if users.insert(name.to_owned(), hash.to_owned()).is_some() {
                return Err(fault(Fault::Twice));
            }
        }
        Ok(Passwords { users, decoy: phc_of(b"").map_err(PasswordError::Hash)? })
    }

    /// The names of the users.
    pub fn users(&self) -> impl Iterator<Item = &str> {
        self.users.keys().map(String::as_str)
    }

    /// How many users there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.users.len()
    }

    /// Whether the password is that of the user. Takes a good part of a tenth of a second, whoever it is.
    #[must_use]
    pub fn is_right(&self, user: &str, password: &[u8]) -> bool {
        let hash = self.users.get(user);
        let verified = match PasswordHash::new(hash.unwrap_or(&self.decoy)) {
            Ok(hash) => Argon2::default().verify_password(password, &hash),
            Err(_) => return false,
        };
        hash.is_some() && verified.is_ok()
    }
}

// Never the hashes.
impl fmt::Debug for Passwords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Passwords").field("users", &self.users.len()).finish_non_exhaustive()
    }
}

/// What stands for a password in the file, with a new salt: the PHC text of Argon2id.
pub(crate) fn phc_of(password: &[u8]) -> password_hash::Result<String> {
    Ok(Argon2::default().hash_password(password)?.to_string())
}

/// Whether a user can have this name: a rule of access can name it, and write it in a topic.
pub(crate) fn is_name(name: &str) -> bool {
    let forbidden = |c: char| c.is_control() || matches!(c, ':' | '+' | '#' | '/' | '%');
    !name.is_empty() && name.trim() == name && !name.contains(forbidden)
}

fn check_hash(hash: &str) -> Result<(), Fault> {
    let hash = PasswordHash::new(hash).map_err(|_| Fault::NotArgon2)?;
    if !hash.algorithm.as_str().starts_with("argon2") || hash.hash.is_none() {
        return Err(Fault::NotArgon2);
    }
    let params = Params::try_from(&hash).map_err(|_| Fault::NotArgon2)?;
    if params.m_cost() > MOST_MEMORY { Err(Fault::TooCostly) } else { Ok(()) }
}
