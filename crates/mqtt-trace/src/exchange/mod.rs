//! Events put back in their exchange: who speaks, and which packet is answered.

mod request;
mod topic;
mod waiting;

use std::collections::HashMap;

use crate::{Clients, Event, What};
pub use request::Request;
use request::{Role, role};
use waiting::Waiting;

/// Follows an exchange, event after event. Memory is bounded, whatever comes: of requests that nobody answers, at
/// most 8 MiB are kept in all; beyond, all are forgotten.
#[derive(Debug, Default)]
pub struct Exchange {
    clients: Clients,
    lines: HashMap<u64, Line>,
    waiting: Waiting,
    followed: u64,
}

/// A connection.
#[derive(Debug, Default)]
struct Line {
    keeps_session: bool,
    half_closed: bool,
}

/// The most connections that are followed, should their ends never be told; beyond, all are forgotten.
const LINES: usize = 1 << 13;

/// An event, and what the ones before it tell of it.
#[derive(Debug)]
pub struct Seen<'a> {
    /// The event.
    pub event: &'a Event,
    /// Its place in the exchange, from 1.
    pub place: u64,
    /// The client identifier; the number of the connection, such as `#3`, where there is none (yet).
    pub client: &'a str,
    /// `false` for the second end of a connection, which follows the first: people need not be told.
    pub news: bool,
    /// The request that this packet answers or goes on with, by their packet identifier: the PUBLISH of a PUBACK.
    pub request: Option<Request>,
    /// This packet should answer a request, and none was seen that it could answer.
    pub orphan: bool,
}

impl Exchange {
    /// Takes the next event.
    pub fn follow<'a>(&'a mut self, event: &'a Event) -> Seen<'a> {
        let news = self.clients.observe(event);
        self.followed += 1;
        let place = self.followed;
        let (mut request, mut orphan) = (None, false);
        match &event.what {
            What::Piece { direction, piece } => {
                if let Some(keeps) = piece.content.keeps_session() {
                    self.begin(event.connection, keeps);
                }
                match role(&piece.content, *direction) {
                    Some(Role::Asks(key)) => {
                        let asked = Request::of(&piece.content, (place, event.time), key);
                        self.waiting.ask(event.connection, asked);
                    }
                    Some(Role::Answers { key, last }) => {
                        request = self.waiting.answer(event.connection, key, last);
                        orphan = request.is_none();
                    }
                    None => {}
                }
            }
            What::Ended { reset, .. } => {
                let line = self.line(event.connection);
                if std::mem::replace(&mut line.half_closed, true) || *reset {
                    self.end(event.connection);
                }
            }
            What::Fault { fault, .. } if fault.ends_connection() => self.end(event.connection),
            What::Unreachable { .. } => self.end(event.connection),
            _ => {}
        }
        Seen { event, place, client: self.clients.name(event.connection), news, request, orphan }
    }

    /// A CONNECT: what the client's session still waits for is waited for here.
    fn begin(&mut self, connection: u64, keeps: bool) {
        self.line(connection).keeps_session = keeps;
        self.waiting.resume(connection, self.clients.name(connection), keeps);
    }

    fn line(&mut self, connection: u64) -> &mut Line {
        if self.lines.len() > LINES {
            self.lines.clear();
            self.waiting.clear();
        }
        self.lines.entry(connection).or_default()
    }

    fn end(&mut self, connection: u64) {
        let keeps = self.lines.remove(&connection).is_some_and(|line| line.keeps_session);
        self.waiting.leave(connection, keeps.then(|| self.clients.name(connection)));
    }
}
