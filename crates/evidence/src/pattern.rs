//! What one packet must look like.

use mqtt_packet::PacketType;
use mqtt_trace::Side;

use crate::bound::{Bound, Value};
use crate::fact::{Fact, Happened};
use crate::field::{Field, Got, entries};
use crate::want::Want;

/// What one packet, or one cut, must look like.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pattern {
    pub(crate) what: What,
    /// All of these hold: the rule's own, and the step's.
    pub(crate) clients: Vec<Want>,
    /// The number of the network connection, by a variable: the same one, or another one.
    pub(crate) connection: Option<Want>,
    pub(crate) fields: Vec<(Field, Want)>,
}

/// What a pattern is about.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum What {
    /// A packet of one of these types, from this side; `lost` where it is one that never arrives.
    Packet { types: Vec<PacketType>, from: Side, lost: bool },
    /// A client has reached a broker, whose address is this, as `logdump --to` has it.
    Open { broker: Option<Want> },
    /// A connection ends and nobody said DISCONNECT.
    Cut,
}

/// Why a packet of the right type does not do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mismatch {
    /// How much of it was right.
    pub(crate) score: usize,
    pub(crate) why: Why,
}

/// What is wrong with a packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Why {
    Client { got: String },
    Connection,
    Broker { got: String },
    Number { place: usize, got: u64 },
    Text { place: usize, got: Vec<u8> },
    Absent { place: usize },
    Untold { place: usize },
}

impl Pattern {
    /// What the fact tells of the variables, where it is what is wanted.
    ///
    /// # Errors
    /// What is wrong with a packet that is of the right type and from the right side; `None` for all others.
    pub(crate) fn matches(
        &self,
        fact: &Fact<'_>,
        known: &[Option<Value>],
    ) -> Result<Vec<(usize, Value)>, Option<Mismatch>> {
        match (&self.what, &fact.what) {
            (What::Cut, Happened::Cut) => {
                let mut bound = Bound::new(known);
                self.peers(fact, &mut bound).map_err(|why| Some(Mismatch { score: 0, why }))?;
                Ok(bound.into_added())
            }
            (What::Open { broker: wanted }, Happened::Open { broker }) => {
                let mut bound = Bound::new(known);
                self.peers(fact, &mut bound).map_err(|_| None)?;
                let mismatch = || Mismatch { score: 1, why: Why::Broker { got: (*broker).to_owned() } };
                match wanted {
                    Some(want) if !want.is_met(Got::Text(broker.as_bytes()), &mut bound) => {
                        Err(Some(mismatch()))
                    }
                    _ => Ok(bound.into_added()),
                }
            }
            (What::Packet { types, from, lost }, Happened::Packet { direction, content, lost: is_lost }) => {
                let is_it = content.packet_type().is_some_and(|one| types.contains(&one));
                if !is_it || direction.sender() != *from || lost != is_lost {
                    return Err(None);
                }
                let tries = (0..entries(content)).map(|entry| self.entry(fact, entry, known));
                let mut nearest: Option<Mismatch> = None;
                for one in tries {
                    match one {
                        Ok(bound) => return Ok(bound),
                        Err(mismatch) if nearest.as_ref().is_none_or(|near| near.score < mismatch.score) => {
                            nearest = Some(mismatch);
                        }
                        Err(_) => {}
                    }
                }
                Err(nearest)
            }
            _ => Err(None),
        }
    }

    fn entry(
        &self,
        fact: &Fact<'_>,
        entry: usize,
        known: &[Option<Value>],
    ) -> Result<Vec<(usize, Value)>, Mismatch> {
        let Happened::Packet { content, .. } = &fact.what else { return Ok(Vec::new()) };
        let mut bound = Bound::new(known);
        self.peers(fact, &mut bound).map_err(|why| Mismatch { score: 0, why })?;
        for (place, (field, want)) in self.fields.iter().enumerate() {
            let got = field.get(content, entry);
            if !want.is_met(got, &mut bound) {
                let why = match got {
                    Got::Number(got) => Why::Number { place, got },
                    Got::Text(got) => Why::Text { place, got: got.iter().take(SHOWN).copied().collect() },
                    Got::Absent => Why::Absent { place },
                    Got::Untold => Why::Untold { place },
                };
                // The right client already says much.
                return Err(Mismatch { score: 2 + place, why });
            }
        }
        Ok(bound.into_added())
    }

    fn peers(&self, fact: &Fact<'_>, bound: &mut Bound<'_>) -> Result<(), Why> {
        let name = Got::Text(fact.client.as_bytes());
        if !self.clients.iter().all(|client| client.is_met(name, bound)) {
            return Err(Why::Client { got: fact.client.chars().take(SHOWN).collect() });
        }
        if let Some(connection) = &self.connection
            && !connection.is_value(Value::Number(fact.connection), bound)
        {
            return Err(Why::Connection);
        }
        Ok(())
    }
}

/// How much is shown of a text that is not the right one.
const SHOWN: usize = 60;

/// The side that sends a type of packet; `None` where both may.
pub(crate) fn only_sender(packet_type: PacketType) -> Option<Side> {
    use PacketType::{Connack, Pingresp, Puback, Pubcomp, Publish, Pubrec, Pubrel, Suback, Unsuback};
    match packet_type {
        Publish | Puback | Pubrec | Pubrel | Pubcomp => None,
        Connack | Suback | Unsuback | Pingresp => Some(Side::Broker),
        _ => Some(Side::Client),
    }
}
