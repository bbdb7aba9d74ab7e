//! What a broker must not accept.

use bytes::Bytes;
use mqtt_packet::{Connack, ConnectReturnCode, Packet};
use mqtt_trace::summary::Summary;

use super::{Outcome, Scene, Stop, judge, wire};
use crate::messages::CLIENT;

const USER_NAME: u8 = 0x80;
const PASSWORD: u8 = 0x40;

impl Scene<'_> {
    /// A CONNECT of MQTT 3.1.1 with these flags and fields, then the user name and password that this broker asks
    /// for, if any: it must refuse for the check's reason and no other.
    #[must_use]
    pub fn connect_bytes(&self, flags: u8, fields: &[&[u8]]) -> Vec<u8> {
        let (mut flags, mut fields) = (flags, fields.to_vec());
        if let Some(user_name) = &self.target.user_name {
            flags |= USER_NAME;
            fields.push(user_name.as_bytes());
        }
        if let Some(password) = &self.target.password {
            flags |= PASSWORD;
            fields.push(password.as_bytes());
        }
        wire::connect(b"MQTT", 4, flags, &fields)
    }

    /// A connected client sends `bytes`; the broker must close the connection `[MQTT-4.8.0-1]`.
    ///
    /// # Errors
    /// [`Stop::NotKept`] when it does not.
    pub fn closes_on(&self, bytes: &[u8]) -> Outcome {
        let mut client = self.client(CLIENT)?;
        client.send_bytes(bytes);
        client.closes().map(drop)
    }

    /// A new connection begins with `bytes`; the broker must close it and not have accepted it. Gives the CONNACK
    /// that came before, if one did.
    ///
    /// # Errors
    /// [`Stop::NotKept`] when it does not.
    pub fn refuses(&self, bytes: &[u8]) -> Result<Option<Connack>, Stop> {
        let mut client = self.open(CLIENT)?;
        client.send_bytes(bytes);
        let mut connack = None;
        for packet in client.closes()? {
            match packet {
                Packet::Connack(came) if came.return_code != ConnectReturnCode::Accepted => {
                    connack = Some(came);
                }
                other => return Err(Stop::NotKept(Summary(&other).to_string())),
            }
        }
        Ok(connack)
    }

    /// As [`Scene::refuses`], without a CONNACK `[MQTT-3.1.4-1]`.
    ///
    /// # Errors
    /// As [`Scene::refuses`], and when a CONNACK came.
    pub fn refuses_in_silence(&self, bytes: &[u8]) -> Outcome {
        let connack = self.refuses(bytes)?;
        judge(connack.is_none(), || {
            let came = connack.map(|connack| Summary::<Bytes>(&Packet::Connack(connack)).to_string());
            came.unwrap_or_default()
        })
    }
}
