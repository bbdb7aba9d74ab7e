//! The kit's broker, put to the conversations of figures: a figure shows what happens, not what we believe.

use std::collections::HashMap;
use std::time::Duration;

use bytes::BytesMut;
use mqtt_packet::{DecodeError, Packet, decode, take_frame};
use mqtt_session::broker::{Broker, ConnectionId, Effect};
use mqtt_trace::conv::{Outputs, Subject};

/// The largest packet that a figure may send, in bytes.
const LARGEST: usize = 1_000_000;

/// A broker without network, and the names that the conversation gives to its connections.
#[derive(Default)]
pub(crate) struct FigureBroker {
    broker: Broker,
    connections: HashMap<String, (ConnectionId, BytesMut)>,
}

impl FigureBroker {
    fn carry_out(&mut self, effects: Vec<Effect>, out: &mut Outputs) {
        for effect in effects {
            match effect {
                Effect::Send { connection, packet } => {
                    let mut bytes = BytesMut::new();
                    // The broker sends nothing that cannot be written; if it did, bytes would be missing here.
                    if packet.encode(&mut bytes).is_ok()
                        && let Some(name) = self.name(connection)
                    {
                        out.bytes(&name, &bytes);
                    }
                }
                Effect::Close { connection, .. } => {
                    if let Some(name) = self.name(connection) {
                        self.connections.remove(&name);
                        out.closed(&name);
                    }
                }
                Effect::Dropped { .. } | Effect::Accepted { .. } => {}
                // The broker of the figures has neither users nor rules.
                Effect::Verify { .. } | Effect::Forbidden { .. } => {}
            }
        }
    }

    fn name(&self, connection: ConnectionId) -> Option<String> {
        self.connections.iter().find_map(|(name, (id, _))| (*id == connection).then(|| name.clone()))
    }
}

impl Subject for FigureBroker {
    fn connect(&mut self, name: &str, at: Duration, _: &mut Outputs) {
        let id = self.broker.open(at);
        self.connections.insert(name.to_owned(), (id, BytesMut::new()));
    }

    fn bytes(&mut self, name: &str, bytes: &[u8], at: Duration, out: &mut Outputs) {
        let mut received = bytes;
        // The broker may close the connection in the midst of the bytes.
        while let Some((id, stream)) = self.connections.get_mut(name) {
            stream.extend_from_slice(std::mem::take(&mut received));
            let Some(packet) = next_packet(stream) else { return };
            let mut effects = Vec::new();
            match packet {
                Ok(packet) => self.broker.packet(*id, packet, at, &mut effects),
                Err(error) => self.broker.malformed(*id, error, &mut effects),
            }
            self.carry_out(effects, out);
        }
    }

    fn cut(&mut self, name: &str, _: Duration, out: &mut Outputs) {
        let Some((id, _)) = self.connections.remove(name) else { return };
        let mut effects = Vec::new();
        self.broker.lost(id, &mut effects);
        self.carry_out(effects, out);
    }

    fn advance(&mut self, at: Duration, out: &mut Outputs) {
        while let Some(deadline) = self.broker.next_deadline().filter(|deadline| *deadline <= at) {
            let mut effects = Vec::new();
            self.broker.tick(deadline, &mut effects);
            self.carry_out(effects, out);
        }
    }
}

/// The next packet of a stream, if it is all there.
fn next_packet(stream: &mut BytesMut) -> Option<Result<Packet, DecodeError>> {
    let frame = take_frame(stream, LARGEST).transpose()?;
    Some(frame.and_then(|frame| decode(&frame)).map(|(packet, _)| packet))
}
