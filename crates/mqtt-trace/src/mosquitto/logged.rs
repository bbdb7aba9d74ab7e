//! Packets of which a log line is all that is known, in the broker's words, whatever the dialect they were read in.

use std::fmt;

use super::Log;
use crate::visible::Visible;
use crate::{Detail, Direction, Logged, LoggedConnect};
use mqtt_packet::{PacketType, Version};

/// « Received … from … » or « Sending … to … ».
#[derive(Debug)]
pub struct LoggedLine<'a> {
    /// The client's identifier.
    pub client: &'a str,
    /// Which way.
    pub direction: Direction,
    /// What the log has told.
    pub logged: &'a Logged,
}

impl fmt::Display for LoggedLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Logged { packet_type, packet_id, detail, .. } = self.logged;
        let client = Visible(self.client);
        let received = self.direction == Direction::ToBroker;
        match self.direction {
            Direction::ToBroker => write!(f, "Received {packet_type} from {client}")?,
            Direction::ToClient => write!(f, "Sending {packet_type} to {client}")?,
        }
        match (detail, packet_id) {
            (Detail::Connect(connect), _) => write_connect(connect, f),
            (Detail::Connack { session_present, return_code }, _) => {
                write!(f, " ({}, {})", u8::from(session_present.unwrap_or(false)), *return_code as u8)
            }
            (Detail::Publish { dup, qos, retain, topic, payload_size }, _) => {
                let (dup, retain) = (u8::from(*dup), u8::from(*retain));
                let mid = packet_id.map_or(0, mqtt_packet::PacketId::get);
                write!(
                    f,
                    " (d{dup}, q{qos}, r{retain}, m{mid}, '{}', ... ({payload_size} bytes))",
                    Visible(topic)
                )
            }
            (_, None) => Ok(()),
            (_, Some(id)) if !received => match packet_type {
                PacketType::Puback | PacketType::Pubrec => write!(f, " (m{id}, rc0)"),
                _ => write!(f, " (m{id})"),
            },
            (_, Some(id)) => match packet_type {
                PacketType::Puback | PacketType::Pubcomp => write!(f, " (Mid: {id}, RC:0)"),
                _ => write!(f, " (Mid: {id})"),
            },
        }
    }
}

fn write_connect(connect: &LoggedConnect, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(" (")?;
    match connect.version {
        Some(Version::V3_1) => f.write_str("p1, ")?,
        Some(Version::V3_1_1) => f.write_str("p2, ")?,
        _ => {}
    }
    write!(f, "c{}, k{}", u8::from(connect.clean_session), connect.keep_alive)?;
    if let Some(user_name) = &connect.user_name {
        write!(f, ", u'{}'", Visible(user_name))?;
    }
    f.write_str(")")
}

impl<W: fmt::Write, P: fmt::Display> Log<'_, W, P> {
    /// As [`Log::details`], of a packet that is known by its log line only.
    ///
    /// # Errors
    /// When the output refuses a line.
    pub fn logged_details(&mut self, logged: &Logged) -> fmt::Result {
        match &logged.detail {
            Detail::Connect(LoggedConnect { will: Some(will), .. }) => {
                let (retain, qos) = (u8::from(will.retain), will.qos);
                match will.size {
                    Some(size) => {
                        self.line(format_args!(
                            "Will message specified ({size} bytes) (r{retain}, q{qos})."
                        ))?;
                    }
                    None => self.line(format_args!("Will message specified (r{retain}, q{qos})."))?,
                }
                self.line(format_args!("\t{}", Visible(&will.topic)))
            }
            Detail::Subscribe(subscriptions) => subscriptions
                .iter()
                .try_for_each(|(filter, qos)| self.line(format_args!("\t{} (QoS {qos})", Visible(filter)))),
            Detail::Unsubscribe(filters) => {
                filters.iter().try_for_each(|filter| self.line(format_args!("\t{}", Visible(filter))))
            }
            _ => Ok(()),
        }
    }
}
