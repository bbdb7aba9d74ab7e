//! What can be set, from three sources: the command line, then the environment (`ATELIER_BROKER_MAX_PACKET`), then a TOML
//! file (`max_packet`). Each names its settings after the options, and is read by the same parsers.

mod environment;
mod file;
mod plan;
mod sources;

use std::net::IpAddr;
use std::path::PathBuf;

use clap::ValueHint::{DirPath, FilePath};
use clap::builder::RangedU64ValueParser;
use cli::Listen;

use crate::messages::{self, with_default};

pub(crate) use plan::{About, CLASS_CA, Plan, Purpose};
pub(crate) use sources::gather;

/// The settings that one source gives; `None` for those that it leaves to the next.
#[derive(Debug, Default, Clone, clap::Args)]
#[group(skip)]
pub(crate) struct Settings {
    #[arg(short, long, value_name = "PORT", help = messages::help_port())]
    pub(super) port: Option<u16>,
    #[arg(long, value_name = "ADRESSE", help = with_default(messages::HELP_BIND, "127.0.0.1"))]
    pub(super) bind: Option<IpAddr>,
    #[arg(long, value_name = "ADRESSE:PORT", value_delimiter = ',', help = messages::HELP_LISTEN)]
    pub(super) listen: Option<Vec<Listen>>,
    #[arg(short, long, value_name = "OUI", num_args = 0..=1, require_equals = true, default_missing_value = "oui",
          value_parser = yes_or_no, help = messages::HELP_VERBOSE)]
    pub(super) verbose: Option<bool>,
    #[arg(long, value_name = "PORT", help = messages::HELP_WEB)]
    pub(super) web: Option<Listen>,

    #[arg(long, value_name = "OUI", num_args = 0..=1, require_equals = true, default_missing_value = "oui",
          value_parser = yes_or_no, help = messages::HELP_TLS, help_heading = messages::HEADING_TLS)]
    pub(super) tls: Option<bool>,
    #[arg(long, value_name = "ADRESSE:PORT", value_delimiter = ',', help = messages::HELP_LISTEN_TLS,
          help_heading = messages::HEADING_TLS)]
    pub(super) listen_tls: Option<Vec<Listen>>,
    #[arg(long, value_name = "DOSSIER", value_hint = DirPath,
          help = with_default(messages::HELP_CLASS_CA, CLASS_CA), help_heading = messages::HEADING_TLS)]
    pub(super) class_ca: Option<PathBuf>,
    #[arg(long, value_name = "NOM", value_delimiter = ',', help = messages::HELP_TLS_NAME,
          help_heading = messages::HEADING_TLS)]
    pub(super) tls_name: Option<Vec<String>>,
    #[arg(long, value_name = "FICHIER", value_hint = FilePath, help = messages::HELP_CERT,
          help_heading = messages::HEADING_TLS)]
    pub(super) cert: Option<PathBuf>,
    #[arg(long, value_name = "FICHIER", value_hint = FilePath, help = messages::HELP_KEY,
          help_heading = messages::HEADING_TLS)]
    pub(super) key: Option<PathBuf>,
    #[arg(long, value_name = "OUI", num_args = 0..=1, require_equals = true, default_missing_value = "oui",
          value_parser = yes_or_no, help = messages::HELP_REQUIRE_CERTIFICATE, help_heading = messages::HEADING_TLS)]
    pub(super) require_certificate: Option<bool>,
    #[arg(long, value_name = "FICHIER", value_hint = FilePath, help = messages::HELP_CAFILE,
          help_heading = messages::HEADING_TLS)]
    pub(super) cafile: Option<PathBuf>,

    #[arg(long, value_name = "FICHIER", value_hint = FilePath, help = messages::HELP_PASSWORD_FILE,
          help_heading = messages::HEADING_USERS)]
    pub(super) password_file: Option<PathBuf>,
    #[arg(long, value_name = "OUI", num_args = 0..=1, require_equals = true, default_missing_value = "oui",
          value_parser = yes_or_no, help = messages::HELP_ALLOW_ANONYMOUS, help_heading = messages::HEADING_USERS)]
    pub(super) allow_anonymous: Option<bool>,
    #[arg(long, value_name = "FICHIER", value_hint = FilePath, help = messages::HELP_ACL_FILE,
          help_heading = messages::HEADING_USERS)]
    pub(super) acl_file: Option<PathBuf>,

    #[arg(long, value_name = "SECONDES", help = messages::help_sys_interval(), value_parser = seconds_or_none())]
    pub(super) sys_interval: Option<u64>,

    #[arg(long, value_name = "N", value_parser = from_one(), help = messages::help_max_connections(),
          help_heading = messages::HEADING_LIMITS)]
    pub(super) max_connections: Option<usize>,
    #[arg(long, value_name = "OCTETS", value_parser = from_one(), help = messages::help_max_packet(),
          help_heading = messages::HEADING_LIMITS)]
    pub(super) max_packet: Option<usize>,
    #[arg(long, value_name = "N", value_parser = from_one(), help = messages::help_max_inflight(),
          help_heading = messages::HEADING_LIMITS)]
    pub(super) max_inflight: Option<usize>,
    #[arg(long, value_name = "N", help = messages::help_max_queued(), help_heading = messages::HEADING_LIMITS)]
    pub(super) max_queued: Option<usize>,
    #[arg(long, value_name = "OCTETS", help = messages::help_max_queued_bytes(),
          help_heading = messages::HEADING_LIMITS)]
    pub(super) max_queued_bytes: Option<usize>,
    #[arg(long, value_name = "SECONDES", value_parser = seconds(), help = messages::help_connect_timeout(),
          help_heading = messages::HEADING_LIMITS)]
    pub(super) connect_timeout: Option<u64>,
    #[arg(long, value_name = "SECONDES", value_parser = seconds(), help = messages::help_handshake_timeout(),
          help_heading = messages::HEADING_LIMITS)]
    pub(super) handshake_timeout: Option<u64>,
    #[arg(long, value_name = "SECONDES", value_parser = seconds(), help = messages::help_write_timeout(),
          help_heading = messages::HEADING_LIMITS)]
    pub(super) write_timeout: Option<u64>,
}

impl Settings {
    /// These settings, and for what they leave open those of a weaker source.
    pub(super) fn over(self, weaker: Settings) -> Settings {
        macro_rules! first {
            ($($name:ident)+) => { Settings { $($name: self.$name.or(weaker.$name)),+ } };
        }
        first! {
            port bind listen verbose web
            tls listen_tls class_ca tls_name cert key require_certificate cafile
            password_file allow_anonymous acl_file
            max_connections max_packet max_inflight max_queued max_queued_bytes
            connect_timeout handshake_timeout write_timeout sys_interval
        }
    }

    /// The port for clients without TLS.
    pub(crate) fn port(&self) -> u16 {
        self.port.unwrap_or(cli::DEFAULT_PORT)
    }

    /// Each packet is to be shown.
    pub(crate) fn is_verbose(&self) -> bool {
        self.verbose.unwrap_or(false)
    }

    /// Where the page for the class is to be.
    pub(crate) fn web(&self) -> Option<Listen> {
        self.web
    }
}

fn yes_or_no(text: &str) -> Result<bool, String> {
    match text {
        "oui" | "true" | "1" => Ok(true),
        "non" | "false" | "0" => Ok(false),
        _ => Err(messages::YES_OR_NO.to_owned()),
    }
}

fn from_one() -> RangedU64ValueParser<usize> {
    RangedU64ValueParser::new().range(1..)
}

/// From one second to one day.
fn seconds() -> RangedU64ValueParser<u64> {
    RangedU64ValueParser::new().range(1..=86_400)
}

/// The same, or zero for never.
fn seconds_or_none() -> RangedU64ValueParser<u64> {
    RangedU64ValueParser::new().range(0..=86_400)
}
