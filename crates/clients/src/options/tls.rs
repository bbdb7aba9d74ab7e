//! TLS, on the command line.

use std::path::PathBuf;

use clap::Args;
use tls::{Identity, TlsError, Trust};

use crate::messages;

/// Whether to speak TLS, whom to believe and who one is.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = messages::HEADING_CONNECTION)]
#[group(skip)]
pub struct TlsOptions {
    /// The authorities to believe.
    #[arg(long, value_name = "FICHIER", help = messages::HELP_CAFILE)]
    pub cafile: Option<PathBuf>,
    /// Believe those of the system.
    #[arg(long, conflicts_with = "cafile", help = messages::HELP_OS_CERTS)]
    pub tls_use_os_certs: bool,
    /// The client's own certificate.
    #[arg(long, value_name = "FICHIER", requires = "key", help = messages::HELP_CERT)]
    pub cert: Option<PathBuf>,
    /// Its key.
    #[arg(long, value_name = "FICHIER", requires = "cert", help = messages::HELP_KEY)]
    pub key: Option<PathBuf>,
}

impl TlsOptions {
    /// Whom to believe; `None` to speak in clear.
    ///
    /// # Errors
    /// When a file cannot be read or holds something else.
    pub fn trust(&self) -> Result<Option<Trust>, TlsError> {
        let identity = match (&self.cert, &self.key) {
            (Some(cert), Some(key)) => Some(Identity::from_files(cert, key)?),
            _ => None,
        };
        let speaks_tls = self.cafile.is_some() || self.tls_use_os_certs || identity.is_some();
        speaks_tls.then(|| Trust::with_identity(self.cafile.as_deref(), identity)).transpose()
    }
}
