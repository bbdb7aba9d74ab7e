//! The object that a line holds.

use std::time::Duration;

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::error::ErrorObject;
use super::logged::LoggedObject;
use super::{Header, ReadError, Record, VERSION, packet};
use crate::{Content, Direction, Event, Fault, Piece, Side, What};

/// The `event` of a header.
const HEADER: &str = "header";

/// All the fields that a line may have; which ones it has depends on the event.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Line {
    v: u32,
    time_us: u64,
    connection: u64,
    event: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    client: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    broker: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    session: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seat: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    direction: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hex: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    masked: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ErrorObject>,
    #[serde(skip_serializing_if = "Option::is_none", skip_deserializing)]
    packet: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reset: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<Fault>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logged: Option<LoggedObject>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lost: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    skipped: Option<u64>,
}

impl Line {
    pub(super) fn of(event: &Event) -> Line {
        let mut line = Line {
            v: VERSION,
            time_us: u64::try_from(event.time.as_micros()).unwrap_or(u64::MAX),
            connection: event.connection,
            ..Line::default()
        };
        match &event.what {
            What::Opened { client, broker } => {
                line.event = "opened".to_owned();
                line.client = Some(client.to_string());
                line.broker = Some(broker.clone());
            }
            What::Unreachable { broker, reason } => {
                line.event = "unreachable".to_owned();
                line.broker = Some(broker.clone());
                line.reason = Some(reason.clone());
            }
            What::Missed { count } => {
                line.event = "missed".to_owned();
                line.count = Some(*count);
            }
            What::Piece { direction, piece } => line.set_piece(*direction, piece),
            What::Gap { direction, lost, skipped } => {
                line.event = "gap".to_owned();
                line.set_direction(*direction);
                (line.lost, line.skipped) = (*lost, Some(*skipped));
            }
            What::Fault { direction, fault } => {
                line.event = "fault".to_owned();
                line.set_direction(*direction);
                line.fault = Some(fault.clone());
            }
            What::Ended { by, reset } => {
                line.event = "ended".to_owned();
                line.by = Some(if *by == Side::Client { "client" } else { "broker" }.to_owned());
                line.reset = Some(*reset);
            }
        }
        line
    }

    fn set_direction(&mut self, direction: Direction) {
        let direction = if direction == Direction::ToBroker { "to_broker" } else { "to_client" };
        self.direction = Some(direction.to_owned());
    }

    fn set_piece(&mut self, direction: Direction, piece: &Piece) {
        self.set_direction(direction);
        if let Content::Logged(logged) = &piece.content {
            self.event = "logged".to_owned();
            self.logged = Some(LoggedObject::of(logged));
            return;
        }
        self.hex = Some(to_hex(&piece.bytes));
        self.masked = piece.masked;
        match &piece.content {
            Content::Packet(packet) => {
                self.event = "packet".to_owned();
                self.packet = Some(packet::value(packet));
            }
            Content::Undecodable(error) => {
                self.event = "undecodable".to_owned();
                self.error = Some(ErrorObject::of(*error));
            }
            Content::Raw | Content::Logged(_) => self.event = "raw".to_owned(),
        }
    }

    /// The first line of a record.
    pub(super) fn header(header: &Header) -> Line {
        Line {
            v: VERSION,
            time_us: u64::try_from(header.time.as_micros()).unwrap_or(u64::MAX),
            event: HEADER.to_owned(),
            session: Some(header.session.clone()),
            seat: header.seat.clone(),
            ..Line::default()
        }
    }

    pub(super) fn into_record(self) -> Result<Record, ReadError> {
        if self.event != HEADER || self.v != VERSION {
            return self.into_event().map(Record::Event);
        }
        let session = self.session.ok_or(ReadError::Field("session"))?;
        let time = Duration::from_micros(self.time_us);
        Ok(Record::Header(Header { time, session, seat: self.seat }))
    }

    pub(super) fn into_event(self) -> Result<Event, ReadError> {
        if self.v != VERSION {
            return Err(ReadError::Version(self.v));
        }
        let (time, connection) = (Duration::from_micros(self.time_us), self.connection);
        let what = match self.event.as_str() {
            "opened" => What::Opened {
                client: self
                    .client
                    .and_then(|client| client.parse().ok())
                    .ok_or(ReadError::Field("client"))?,
                broker: self.broker.ok_or(ReadError::Field("broker"))?,
            },
            "unreachable" => What::Unreachable {
                broker: self.broker.ok_or(ReadError::Field("broker"))?,
                reason: self.reason.ok_or(ReadError::Field("reason"))?,
            },
            "missed" => What::Missed { count: self.count.ok_or(ReadError::Field("count"))? },
            "packet" | "undecodable" | "raw" => self.into_piece()?,
            "logged" => {
                let direction = self.direction()?;
                let logged = self.logged.and_then(LoggedObject::into_logged);
                What::Piece { direction, piece: Piece::logged(logged.ok_or(ReadError::Field("logged"))?) }
            }
            "gap" => What::Gap {
                direction: self.direction()?,
                lost: self.lost,
                skipped: self.skipped.ok_or(ReadError::Field("skipped"))?,
            },
            "fault" => What::Fault {
                direction: self.direction()?,
                fault: self.fault.ok_or(ReadError::Field("fault"))?,
            },
            "ended" => What::Ended {
                by: match self.by.as_deref() {
                    Some("client") => Side::Client,
                    Some("broker") => Side::Broker,
                    _ => return Err(ReadError::Field("by")),
                },
                reset: self.reset.ok_or(ReadError::Field("reset"))?,
            },
            _ => return Err(ReadError::Field("event")),
        };
        Ok(Event { time, connection, what })
    }

    fn direction(&self) -> Result<Direction, ReadError> {
        match self.direction.as_deref() {
            Some("to_broker") => Ok(Direction::ToBroker),
            Some("to_client") => Ok(Direction::ToClient),
            _ => Err(ReadError::Field("direction")),
        }
    }

    fn into_piece(self) -> Result<What, ReadError> {
        let direction = self.direction()?;
        let bytes = self.hex.as_deref().and_then(from_hex).ok_or(ReadError::Field("hex"))?;
        let piece = match self.event.as_str() {
            "raw" => Piece { content: Content::Raw, bytes, masked: self.masked },
            "undecodable" => {
                let error = self.error.and_then(ErrorObject::into_error).ok_or(ReadError::Field("error"))?;
                Piece { content: Content::Undecodable(error), bytes, masked: self.masked }
            }
            _ => {
                let (packet, _) = mqtt_packet::decode(&bytes).map_err(|_| ReadError::Field("hex"))?;
                Piece { content: Content::Packet(packet), bytes, masked: self.masked }
            }
        };
        Ok(What::Piece { direction, piece })
    }
}

fn to_hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0x0f]);
    digits.map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)])).collect()
}

fn from_hex(text: &str) -> Option<Bytes> {
    if !text.len().is_multiple_of(2) || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}
