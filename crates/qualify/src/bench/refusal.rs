//! What a broker must not accept.

use bytes::Bytes;
use mqtt_packet::{Connack, ConnectReturnCode, Packet};
use mqtt_trace::summary::Summary;

use super::{Outcome, Scene, Stop, judge};
use crate::messages::CLIENT;

impl Scene<'_> {
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
