//! What is still waited for: on each connection, and in the sessions of clients that are away.

use std::collections::HashMap;

use super::request::{Key, Request};

/// Bytes of a client identifier; nothing is kept for longer ones.
const LONGEST_NAME: usize = 256;

pub(super) type Requests = HashMap<Key, Request>;

/// A connection.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) keeps_session: bool,
    pub(super) half_closed: bool,
    /// Without an answer so far.
    pub(super) requests: Requests,
}

/// Requests without an answer of clients that have left and keep their session.
#[derive(Debug, Default)]
pub(super) struct Sessions(HashMap<String, Requests>);

impl Sessions {
    /// Keeps the PUBLISH of a session, which outlive its connection (§4.4). The result is the size of what is not kept.
    pub(super) fn keep(&mut self, name: &str, mut requests: Requests) -> usize {
        let mut dropped = 0;
        requests.retain(|_, request| {
            let kept = name.len() <= LONGEST_NAME && request.outlives_connection();
            dropped += if kept { 0 } else { request.size() };
            kept
        });
        if !requests.is_empty()
            && let Some(before) = self.0.insert(name.to_owned(), requests)
        {
            dropped += before.values().map(Request::size).sum::<usize>();
        }
        dropped
    }

    pub(super) fn take(&mut self, name: &str) -> Requests {
        self.0.remove(name).unwrap_or_default()
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}
