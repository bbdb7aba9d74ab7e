//! CONNECT, the first packet of a connection (§3.1).
//!
//! ```text
//!  bit      7      6      5      4   3     2      1       0
//!         ┌───────────────────────────────────────────────────┐
//!         │ protocol name: 00 04 M Q T T                      │
//!         ├───────────────────────────────────────────────────┤
//!         │ protocol level: 4                                 │
//!         ├──────┬──────┬──────┬─────────┬──────┬───────┬─────┤
//!         │ user │ pass-│ will │  will   │ will │ clean │  0  │
//!         │ name │ word │retain│   QoS   │ flag │session│     │
//!         ├──────┴──────┴──────┴─────────┴──────┴───────┴─────┤
//!         │ keep alive, in seconds, on 2 bytes                │
//!         ├───────────────────────────────────────────────────┤
//!         │ client identifier                                 │
//!         │ will topic, will message       (with the flag)    │
//!         │ user name                      (with the flag)    │
//!         │ password                       (with the flag)    │
//!         └───────────────────────────────────────────────────┘
//! ```

use std::fmt;

use bytes::{BufMut, Bytes, BytesMut};
use bytestring::ByteString;

use crate::encode::{Body, check_text, check_topic, length, put_blob, put_text};
use crate::reader::{Reader, malformed};
use crate::{Buffer, DecodeError, EncodeError, Field, FieldSink, Properties, Qos, Rule, Version, topic};

const USER_NAME: u8 = 0b1000_0000;
const PASSWORD: u8 = 0b0100_0000;
const WILL_RETAIN: u8 = 0b0010_0000;
const WILL: u8 = 0b0000_0100;
const CLEAN_SESSION: u8 = 0b0000_0010;
const RESERVED: u8 = 0b0000_0001;

/// A request for a connection. `Debug` hides the password.
#[derive(Clone, PartialEq, Eq)]
pub struct Connect<B: Buffer = Bytes> {
    /// The protocol version.
    pub version: Version,
    /// Begin with a new session and forget it at the end `[MQTT-3.1.2-6]`.
    pub clean_session: bool,
    /// The longest silence that the client promises, in seconds; 0 for no limit `[MQTT-3.1.2-23]`.
    pub keep_alive: u16,
    /// Names the session; may be empty with a clean session `[MQTT-3.1.3-7]`.
    pub client_id: B::Text,
    /// The message to publish if the client goes without DISCONNECT `[MQTT-3.1.2-8]`.
    pub will: Option<Will<B>>,
    /// User name.
    pub user_name: Option<B::Text>,
    /// Password; needs a user name `[MQTT-3.1.2-22]`.
    pub password: Option<B>,
    /// Room for MQTT 5.
    pub properties: Properties,
}

/// The last will of a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Will<B: Buffer = Bytes> {
    /// Where to publish it.
    pub topic: B::Text,
    /// What to publish, at most 65,535 bytes.
    pub message: B,
    /// At which QoS.
    pub qos: Qos,
    /// As a retained message `[MQTT-3.1.2-16]`, `[MQTT-3.1.2-17]`.
    pub retain: bool,
    /// Room for MQTT 5.
    pub properties: Properties,
}

impl<B: Buffer> fmt::Debug for Connect<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connect")
            .field("version", &self.version)
            .field("clean_session", &self.clean_session)
            .field("keep_alive", &self.keep_alive)
            .field("client_id", &self.client_id)
            .field("will", &self.will)
            .field("user_name", &self.user_name)
            .field("password", &self.password.as_ref().map(|_| "***"))
            .finish_non_exhaustive()
    }
}

impl Connect {
    /// MQTT 3.1.1, clean session, keep-alive of 60 s, no will, no user name.
    #[must_use]
    pub fn new(client_id: impl Into<ByteString>) -> Connect {
        Connect {
            version: Version::V3_1_1,
            clean_session: true,
            keep_alive: 60,
            client_id: client_id.into(),
            will: None,
            user_name: None,
            password: None,
            properties: Properties::default(),
        }
    }
}

impl<B: Buffer> Connect<B> {
    fn flags(&self) -> u8 {
        let bit = |set: bool, mask: u8| if set { mask } else { 0 };
        let will =
            self.will.as_ref().map_or(0, |will| WILL | (will.qos as u8) << 3 | bit(will.retain, WILL_RETAIN));
        bit(self.user_name.is_some(), USER_NAME)
            | bit(self.password.is_some(), PASSWORD)
            | will
            | bit(self.clean_session, CLEAN_SESSION)
    }

    pub(crate) fn read<S: FieldSink>(reader: &mut Reader<'_, B, S>) -> Result<Connect<B>, DecodeError> {
        let version = read_version(reader)?;
        let (flags, will_qos) = read_flags(reader)?;
        let keep_alive = reader.u16(Field::KeepAlive)?;
        let client_id = reader.text(Field::ClientIdLength, Field::ClientId)?;
        let will = match will_qos {
            Some(qos) => Some(Will::read(reader, qos, flags & WILL_RETAIN != 0)?),
            None => None,
        };
        let user_name = if flags & USER_NAME == 0 {
            None
        } else {
            Some(reader.text(Field::UserNameLength, Field::UserName)?)
        };
        let password = if flags & PASSWORD == 0 {
            None
        } else {
            Some(reader.blob(Field::PasswordLength, Field::Password)?)
        };
        let clean_session = flags & CLEAN_SESSION != 0;
        let properties = Properties::default();
        Ok(Connect { version, clean_session, keep_alive, client_id, will, user_name, password, properties })
    }
}

impl<B: Buffer> Body for Connect<B> {
    fn check(&self) -> Result<(), EncodeError> {
        check_text(&self.client_id, Field::ClientId)?;
        if let Some(will) = &self.will {
            will.check()?;
        }
        if let Some(user_name) = &self.user_name {
            check_text(user_name, Field::UserName)?;
        }
        match &self.password {
            Some(_) if self.user_name.is_none() => {
                let rule = Rule::PasswordWithoutUserName;
                Err(EncodeError::Rule { rule, field: Field::PasswordFlag })
            }
            Some(password) => check_length(password.as_ref(), Field::Password),
            None => Ok(()),
        }
    }

    fn size(&self) -> usize {
        let will =
            self.will.as_ref().map_or(0, |will| 2 + will.topic.len() + 2 + will.message.as_ref().len());
        let user_name = self.user_name.as_ref().map_or(0, |user_name| 2 + user_name.len());
        let password = self.password.as_ref().map_or(0, |password| 2 + password.as_ref().len());
        let variable_header = 2 + self.version.protocol_name().len() + 1 + 1 + 2;
        variable_header + 2 + self.client_id.len() + will + user_name + password
    }

    fn first_two(&self) -> [u8; 2] {
        length(self.version.protocol_name())
    }

    fn write_rest(&self, out: &mut BytesMut) {
        out.put_slice(self.version.protocol_name().as_bytes());
        let [high, low] = self.keep_alive.to_be_bytes();
        out.put_slice(&[self.version.level(), self.flags(), high, low]);
        put_text(&self.client_id, out);
        if let Some(will) = &self.will {
            put_text(&will.topic, out);
            put_blob(will.message.as_ref(), out);
        }
        if let Some(user_name) = &self.user_name {
            put_text(user_name, out);
        }
        if let Some(password) = &self.password {
            put_blob(password.as_ref(), out);
        }
    }
}

impl<B: Buffer> Will<B> {
    fn read<S: FieldSink>(
        reader: &mut Reader<'_, B, S>,
        qos: Qos,
        retain: bool,
    ) -> Result<Will<B>, DecodeError> {
        let topic = reader.topic_name(Field::WillTopicLength, Field::WillTopic)?;
        let message = reader.blob(Field::WillMessageLength, Field::WillMessage)?;
        Ok(Will { topic, message, qos, retain, properties: Properties::default() })
    }

    fn check(&self) -> Result<(), EncodeError> {
        check_topic(&self.topic, Field::WillTopic, topic::check_name)?;
        check_length(self.message.as_ref(), Field::WillMessage)
    }
}

fn check_length(blob: &[u8], field: Field) -> Result<(), EncodeError> {
    if blob.len() > usize::from(u16::MAX) {
        return Err(EncodeError::Rule { rule: Rule::TextTooLong, field });
    }
    Ok(())
}

fn read_version<B: Buffer, S: FieldSink>(reader: &mut Reader<'_, B, S>) -> Result<Version, DecodeError> {
    let offset = reader.position();
    let name = reader.text(Field::ProtocolNameLength, Field::ProtocolName)?;
    let level_offset = reader.position();
    let level = reader.u8(Field::ProtocolLevel)?;
    match (&*name, level) {
        ("MQTT", 4) => Ok(Version::V3_1_1),
        ("MQIsdp", 3) => Ok(Version::V3_1),
        ("MQTT" | "MQIsdp", level) => Err(DecodeError::UnsupportedVersion { level, offset: level_offset }),
        _ => malformed(Rule::ProtocolName, offset),
    }
}

/// The connect flags, and the will's QoS when there is a will.
fn read_flags<B: Buffer, S: FieldSink>(
    reader: &mut Reader<'_, B, S>,
) -> Result<(u8, Option<Qos>), DecodeError> {
    let offset = reader.position();
    let flags = reader.flags()?;
    reader.bits(Field::UserNameFlag, offset, 7..8);
    reader.bits(Field::PasswordFlag, offset, 6..7);
    reader.bits(Field::WillRetain, offset, 5..6);
    reader.bits(Field::WillQos, offset, 3..5);
    reader.bits(Field::WillFlag, offset, 2..3);
    reader.bits(Field::CleanSession, offset, 1..2);
    reader.bits(Field::ConnectReservedFlag, offset, 0..1);
    if flags & RESERVED != 0 {
        return malformed(Rule::ConnectReservedFlag, offset);
    }
    if flags & PASSWORD != 0 && flags & USER_NAME == 0 {
        return malformed(Rule::PasswordWithoutUserName, offset);
    }
    let will_qos = flags >> 3 & 0b11;
    if flags & WILL != 0 {
        let qos = Qos::from_u8(will_qos).map_or(malformed(Rule::WillQos, offset), Ok)?;
        return Ok((flags, Some(qos)));
    }
    if will_qos != 0 {
        return malformed(Rule::WillFlagQos, offset);
    }
    if flags & WILL_RETAIN != 0 {
        return malformed(Rule::WillFlagRetain, offset);
    }
    Ok((flags, None))
}
