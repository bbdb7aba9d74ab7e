//! From settings to a broker that can be started: files are read, and what does not go together is refused.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::bail;
use class_ca::Authority;
use cli::Listen;
use mqtt_session::broker::Limits;
use tls::{Admission, Identity};
use tokio_rustls::rustls::ServerConfig;

use super::Settings;
use crate::{Config, Listener, Passwords, messages, read_rules};

/// Where the class's authority is, if nobody says otherwise.
pub(crate) const CLASS_CA: &str = ".atelier/tls";

/// The port for MQTT over TLS (registered as `secure-mqtt`).
const TLS_PORT: u16 = 8883;

/// What a plan is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To start a broker.
    Start,
    /// To see whether it could: nothing is made that is not there yet.
    Check,
}

/// A broker that can be started.
#[derive(Debug)]
pub(crate) struct Plan {
    /// All but who is told.
    pub(crate) config: Config,
    pub(crate) about: About,
}

/// What there is to say of it.
#[derive(Debug)]
pub(crate) struct About {
    /// Where it listens, in the order of its configuration, each with whether it speaks TLS.
    pub(crate) places: Vec<(SocketAddr, bool)>,
    /// What clients must be given to believe this broker; `None` when it speaks no TLS, or shows a certificate of the
    /// teacher's.
    pub(crate) cafile: Option<PathBuf>,
    /// A certificate was made just now.
    pub(crate) new_certificate: Option<PathBuf>,
    /// Clients must show a certificate.
    pub(crate) asks_certificates: bool,
    /// How many users have a password; `None` where names are not looked at.
    pub(crate) users: Option<usize>,
    /// Who gives no name may connect.
    pub(crate) allow_anonymous: bool,
    /// How many access rules there are, if any count.
    pub(crate) rules: Option<usize>,
}

/// What is shown to clients in TLS.
struct Shown {
    server: Option<Arc<ServerConfig>>,
    cafile: Option<PathBuf>,
    new_certificate: Option<PathBuf>,
}

impl Settings {
    /// Reads the files, and puts all together.
    pub(crate) fn plan(&self, purpose: Purpose) -> anyhow::Result<Plan> {
        let places = self.places();
        let Shown { server, cafile, new_certificate } = self.shown(&places, purpose)?;
        let passwords = self.password_file.as_deref().map(Passwords::read).transpose()?;
        let allow_anonymous = self.allow_anonymous.unwrap_or(passwords.is_none());
        if !allow_anonymous && passwords.as_ref().is_none_or(|passwords| passwords.count() == 0) {
            bail!(messages::NOBODY_COULD_CONNECT);
        }
        let exists = |name: &str| passwords.iter().flat_map(Passwords::users).any(|user| user == name);
        let rules = self.acl_file.as_deref().map(|file| read_rules(file, exists)).transpose()?;

        let mut listeners = places.iter().map(|(address, in_tls)| Listener {
            address: *address,
            tls: if *in_tls { server.clone() } else { None },
        });
        let Some(first) = listeners.next() else { bail!(messages::NOWHERE) };
        let normal = Config::default();
        let seconds = |set: Option<u64>, normal| set.map_or(normal, Duration::from_secs);
        let config = Config {
            bind: first.address.ip(),
            port: first.address.port(),
            tls: first.tls,
            more: listeners.collect(),
            allow_anonymous,
            passwords: passwords.map(Arc::new),
            rules,
            limits: Limits {
                max_inflight: self.max_inflight.unwrap_or(normal.limits.max_inflight),
                max_queued: self.max_queued.unwrap_or(normal.limits.max_queued),
                max_queued_bytes: self.max_queued_bytes.unwrap_or(normal.limits.max_queued_bytes),
                max_connections: self.max_connections.unwrap_or(normal.limits.max_connections),
                connect_timeout: seconds(self.connect_timeout, normal.limits.connect_timeout),
            },
            max_packet_size: self.max_packet.unwrap_or(normal.max_packet_size),
            handshake_timeout: seconds(self.handshake_timeout, normal.handshake_timeout),
            write_timeout: seconds(self.write_timeout, normal.write_timeout),
            sys_interval: seconds(self.sys_interval, normal.sys_interval),
            ..normal
        };
        let about = About {
            places,
            cafile,
            new_certificate,
            asks_certificates: self.require_certificate.unwrap_or(false),
            users: config.passwords.as_ref().map(|passwords| passwords.count()),
            allow_anonymous,
            rules: config.rules.as_ref().map(Vec::len),
        };
        Ok(Plan { config, about })
    }

    /// Where to listen, each with whether in TLS. `--bind` and `-p` are one place, where they are given or nothing else
    /// is; `--tls` makes it speak TLS.
    fn places(&self) -> Vec<(SocketAddr, bool)> {
        let all = |list: &Option<Vec<Listen>>| list.clone().unwrap_or_default();
        let (clear, secret) = (all(&self.listen), all(&self.listen_tls));
        let in_tls = self.tls.unwrap_or(false);
        let mut places = Vec::new();
        let nowhere_else = clear.is_empty() && secret.is_empty();
        if in_tls || nowhere_else || self.port.is_some() || self.bind.is_some() {
            let port = self.port.unwrap_or(if in_tls { TLS_PORT } else { cli::DEFAULT_PORT });
            let bind = self.bind.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
            places.push((SocketAddr::new(bind, port), in_tls));
        }
        places.extend(clear.into_iter().map(|Listen(address)| (address, false)));
        places.extend(secret.into_iter().map(|Listen(address)| (address, true)));
        places
    }

    /// The certificate that is shown: that of `--cert` and `--key`, else the class's.
    fn shown(&self, places: &[(SocketAddr, bool)], purpose: Purpose) -> anyhow::Result<Shown> {
        let none = Shown { server: None, cafile: None, new_certificate: None };
        let asks_certificates = self.require_certificate.unwrap_or(false);
        if !places.iter().any(|(_, in_tls)| *in_tls) {
            if asks_certificates || self.cert.is_some() || self.key.is_some() {
                bail!(messages::TLS_NOWHERE);
            }
            return Ok(none);
        }
        if self.cafile.is_some() && !asks_certificates {
            bail!(messages::CAFILE_FOR_NOTHING);
        }
        let folder = self.class_ca.as_deref().unwrap_or(Path::new(CLASS_CA));
        let own = match (&self.cert, &self.key) {
            (Some(cert), Some(key)) => Some(Identity::from_files(cert, key)?),
            (None, None) => None,
            (Some(_), None) => bail!(messages::CERT_WITHOUT_KEY),
            (None, Some(_)) => bail!(messages::KEY_WITHOUT_CERT),
        };
        let is_own = own.is_some();
        let class_authority = || Authority::in_folder(folder);
        let (identity, authority, new_certificate) = match own {
            Some(identity) => (identity, None, None),
            // Nothing is made to see whether it could be.
            None if purpose == Purpose::Check && !folder.join("ca.pem").exists() => return Ok(none),
            None => {
                let authority = class_authority()?;
                let mut names = class_ca::here();
                names.extend(self.tls_name.iter().flatten().cloned());
                let made = authority.server(&names)?;
                (made.identity, Some(authority), made.is_new.then_some(made.file))
            }
        };
        let clients_of = match (&self.cafile, &authority) {
            (Some(file), _) => Some(file.clone()),
            (None, Some(authority)) => Some(authority.file().to_owned()),
            (None, None) if asks_certificates => Some(class_authority()?.file().to_owned()),
            (None, None) => None,
        };
        let admission = match &clients_of {
            Some(file) if asks_certificates => Admission::SignedBy(file),
            _ => Admission::Anybody,
        };
        let server = tls::server(identity, admission)?;
        let cafile = authority.filter(|_| !is_own).map(|authority| authority.file().to_owned());
        Ok(Shown { server: Some(server), cafile, new_certificate })
    }
}
