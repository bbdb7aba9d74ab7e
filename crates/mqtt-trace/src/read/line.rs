//! What a line can say.

use std::borrow::Cow;
use std::net::SocketAddr;

use mqtt_packet::{PacketId, Qos, SubscribeReturnCode};

use super::{broker, client, paho};
use crate::{Direction, Logged, LoggedConnect, Side};

/// A line of a log.
#[derive(Debug, PartialEq)]
pub(super) enum Line<'a> {
    /// The broker starts: nobody is connected.
    Started,
    /// A network connection; port 0 where the log does not tell that of the client.
    Opened { address: SocketAddr, port: u16 },
    /// The broker accepts a CONNECT.
    Connected { address: SocketAddr, connect: LoggedConnect },
    /// It has no will.
    NoWill,
    /// It has a will; the topic comes with the next line.
    Will { size: u64, qos: Qos, retain: bool },
    /// More about the packet of the line before.
    Indented(&'a str),
    /// A packet.
    Packet { peer: Who<'a>, direction: Direction, logged: Logged },
    /// A client tells what it was granted.
    Subscribed { packet_id: PacketId, codes: Vec<SubscribeReturnCode> },
    /// A network connection has ended.
    Ended { client: &'a str, by: Side, reset: bool },
}

/// Whose packet it is.
#[derive(Debug, PartialEq)]
pub(super) enum Who<'a> {
    /// A broker names the client, or its address when it refuses it.
    Of(&'a str),
    /// A client speaks, under its own name or none.
    Self_(Cow<'a, str>),
}

/// How far into a line its text may begin.
const FARTHEST: usize = 300;

/// What a line says, and what stands before that.
pub(super) fn find(text: &str) -> Option<(&str, Line<'_>)> {
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        if at > FARTHEST {
            return None;
        }
        let begins = !before.is_alphanumeric() && (character.is_ascii_uppercase() || character == 'm');
        if begins || character == '\t' {
            let rest = text[at..].trim_end_matches(['\r', '\n']);
            let line = broker::parse(rest).or_else(|| client::parse(rest)).or_else(|| paho::parse(rest));
            if let Some(line) = line {
                return Some((&text[..at], line));
            }
        }
        before = character;
    }
    None
}
