//! What is said of the folder of an authority, in French.

use crate::AuthorityError;

/// Why there is no authority, or no certificate.
#[must_use]
pub fn authority_error(error: &AuthorityError) -> String {
    match error {
        AuthorityError::Read(file, error) => tls::messages::cannot_read(file, error),
        AuthorityError::Write(file, error) => tls::messages::cannot_write(file, error),
        AuthorityError::NotOurs(folder) => format!(
            "le dossier {} ne contient pas une autorité faite par le kit\u{a0}: donnez un dossier vide ou nouveau, où \
             seront créés ca.pem et ca-key.pem",
            folder.display()
        ),
        AuthorityError::Make(error) => format!("impossible de créer un certificat\u{a0}: {error}"),
        AuthorityError::Tls(error) => error.to_string(),
    }
}
