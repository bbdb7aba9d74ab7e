//! What `pub` and `sub` share on their command line. Names follow `mosquitto_pub` and `mosquitto_sub`.

mod publish;
mod subscribe;
#[cfg(test)]
mod tests;
mod tls;
mod values;

use std::ffi::OsString;
use std::time::Duration;

use bytestring::ByteString;
use clap::builder::ArgPredicate;
use clap::{Args, ValueEnum};
use cli::Address;
use mqtt_packet::{Connect, Properties, Qos, Version, Will};

use crate::messages;

pub use publish::PublishOptions;
pub use subscribe::SubscribeOptions;
pub use tls::TlsOptions;

/// The port for MQTT over TLS (registered as `secure-mqtt`).
const TLS_PORT: &str = "8883";

/// The broker, the session and the will.
#[derive(Debug, Args)]
#[command(next_help_heading = messages::HEADING_CONNECTION)]
pub struct Common {
    /// The broker's machine.
    #[arg(short = 'h', long, value_name = "MACHINE", default_value = "127.0.0.1", value_parser = cli::host,
          help = messages::HELP_HOST)]
    pub host: String,
    /// The broker's TCP port.
    #[arg(short, long, default_value_t = cli::DEFAULT_PORT, value_parser = clap::value_parser!(u16).range(1..),
          default_value_ifs = [
              ("cafile", ArgPredicate::IsPresent, TLS_PORT),
              ("tls_use_os_certs", ArgPredicate::Equals("true".into()), TLS_PORT),
          ], help = messages::HELP_PORT)]
    pub port: u16,
    /// The client identifier.
    #[arg(short, long, value_name = "IDENTIFIANT", value_parser = values::text, conflicts_with = "id_prefix",
          help = messages::HELP_ID)]
    pub id: Option<ByteString>,
    /// The beginning of a random client identifier.
    #[arg(short = 'I', long, value_name = "PRÉFIXE", value_parser = values::text, help = messages::HELP_ID_PREFIX)]
    pub id_prefix: Option<ByteString>,
    /// User name.
    #[arg(short, long, value_name = "NOM", value_parser = values::text, help = messages::HELP_USERNAME)]
    pub username: Option<ByteString>,
    /// Password.
    #[arg(short = 'P', long, alias = "pw", value_name = "MOT_DE_PASSE", requires = "username",
          allow_hyphen_values = true, value_parser = values::text, help = messages::HELP_PASSWORD)]
    pub password: Option<ByteString>,
    /// TLS, if it is to be spoken.
    #[command(flatten)]
    pub tls: TlsOptions,
    /// Keep-alive, in seconds; 0 for none.
    #[arg(short, long, value_name = "SECONDES", default_value_t = 60, help = messages::HELP_KEEPALIVE)]
    pub keepalive: u16,
    /// The protocol version.
    #[arg(short = 'V', long, value_name = "VERSION", value_enum, default_value_t = ProtocolVersion::Mqttv311,
          help = messages::HELP_VERSION)]
    pub protocol_version: ProtocolVersion,
    /// Ask for a persistent session.
    #[arg(short = 'c', long, help = messages::HELP_PERSISTENT)]
    pub disable_clean_session: bool,
    /// How long to wait before the first reconnection.
    #[arg(long, value_name = "SECONDES", default_value = "1", value_parser = values::seconds,
          help = messages::HELP_RETRY_DELAY)]
    pub retry_delay: Duration,
    /// Show each packet.
    #[arg(short, long, help_heading = None::<&str>, help = messages::HELP_DEBUG)]
    pub debug: bool,
    /// Print no error of the connection.
    #[arg(long, help_heading = None::<&str>, help = messages::HELP_QUIET)]
    pub quiet: bool,
    /// The will's topic.
    #[arg(long, value_name = "TOPIC", value_parser = values::topic_name, help_heading = messages::HEADING_WILL,
          help = messages::HELP_WILL_TOPIC)]
    pub will_topic: Option<ByteString>,
    /// The will's payload.
    #[arg(long, value_name = "MESSAGE", requires = "will_topic", allow_hyphen_values = true,
          help_heading = messages::HEADING_WILL, help = messages::HELP_WILL_PAYLOAD)]
    pub will_payload: Option<OsString>,
    /// The will's QoS.
    #[arg(long, value_name = "QOS", requires = "will_topic", value_parser = values::qos,
          help_heading = messages::HEADING_WILL, help = messages::HELP_WILL_QOS)]
    pub will_qos: Option<Qos>,
    /// Have the will retained.
    #[arg(long, requires = "will_topic", help_heading = messages::HEADING_WILL, help = messages::HELP_WILL_RETAIN)]
    pub will_retain: bool,
}

/// A protocol version, as `-V` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ProtocolVersion {
    /// MQTT 3.1.
    #[value(alias = "31")]
    Mqttv31,
    /// MQTT 3.1.1.
    #[value(alias = "311")]
    Mqttv311,
}

/// Options that are each well formed and do not go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misuse {
    /// `-c` without `-i`: nobody could come back to the session.
    SessionWithoutId,
    /// `--will-payload` is longer than CONNECT can say.
    WillTooLong,
    /// `pub` without a message.
    NoMessage,
    /// `sub` without a topic.
    NoTopic,
}

impl Common {
    /// The broker's address.
    #[must_use]
    pub fn address(&self) -> Address {
        Address::new(&self.host, self.port)
    }

    /// The CONNECT that these options ask for. Without `-i`, the identifier is `program`'s name and a random
    /// number: two clients of one identifier would throw each other out `[MQTT-3.1.4-2]`.
    ///
    /// # Errors
    /// [`Misuse`].
    pub fn connect(&self, program: &str) -> Result<Connect, Misuse> {
        if self.disable_clean_session && self.id.is_none() {
            return Err(Misuse::SessionWithoutId);
        }
        let client_id = match (&self.id, &self.id_prefix) {
            (Some(id), _) => id.clone(),
            (None, Some(prefix)) => format!("{prefix}{:08x}", fastrand::u32(..)).into(),
            (None, None) => format!("{program}-{:08x}", fastrand::u32(..)).into(),
        };
        Ok(Connect {
            version: match self.protocol_version {
                ProtocolVersion::Mqttv31 => Version::V3_1,
                ProtocolVersion::Mqttv311 => Version::V3_1_1,
            },
            clean_session: !self.disable_clean_session,
            keep_alive: self.keepalive,
            will: self.will()?,
            user_name: self.username.clone(),
            password: self.password.clone().map(ByteString::into_bytes),
            ..Connect::new(client_id)
        })
    }

    fn will(&self) -> Result<Option<Will>, Misuse> {
        let Some(topic) = self.will_topic.clone() else { return Ok(None) };
        let message = self.will_payload.clone().unwrap_or_default().into_encoded_bytes();
        if message.len() > usize::from(u16::MAX) {
            return Err(Misuse::WillTooLong);
        }
        Ok(Some(Will {
            topic,
            message: message.into(),
            qos: self.will_qos.unwrap_or_default(),
            retain: self.will_retain,
            properties: Properties::default(),
        }))
    }
}
