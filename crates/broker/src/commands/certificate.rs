//! `broker certificat NOM`: a certificate for a client.

use std::io::Write;
use std::path::Path;

use anyhow::ensure;
use class_ca::Authority;

use crate::messages;

/// Names of the files that the authority and the broker have.
const TAKEN: [&str; 3] = ["ca", "ca-key", "serveur"];

pub(super) fn make(folder: &Path, name: &str) -> anyhow::Result<()> {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let is_fit = !name.is_empty() && name.chars().all(plain) && !TAKEN.contains(&name);
    ensure!(is_fit, messages::CERTIFICATE_NAME);
    let authority = Authority::in_folder(folder)?;
    let (certificate, key) = authority.client(name)?;
    writeln!(cli::stdout(), "{}", messages::certificate_made(&certificate, &key, authority.file()))?;
    Ok(())
}
