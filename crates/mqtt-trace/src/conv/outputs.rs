//! What a subject has put out and nobody has expected yet.

use std::collections::VecDeque;

/// Something that a subject puts out on a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// Bytes for the peer.
    Bytes(Vec<u8>),
    /// The subject closes the connection.
    Closed,
    /// The subject tells its user something.
    Says(String),
}

/// Takes what a subject puts out. Order is kept within a connection only.
#[derive(Debug, Default)]
pub struct Outputs {
    /// In the order in which the connections first put something out. A queue is never empty.
    waiting: Vec<(String, VecDeque<Output>)>,
}

impl Outputs {
    /// Bytes for the peer of the connection `name`; pieces are joined, as on a stream.
    pub fn bytes(&mut self, name: &str, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        let queue = self.queue(name);
        match queue.back_mut() {
            Some(Output::Bytes(before)) => before.extend(bytes),
            _ => queue.push_back(Output::Bytes(bytes.to_vec())),
        }
    }

    /// The subject closes the connection `name`.
    pub fn closed(&mut self, name: &str) {
        self.queue(name).push_back(Output::Closed);
    }

    /// The subject tells its user something about `name`.
    pub fn says(&mut self, name: &str, text: impl Into<String>) {
        self.queue(name).push_back(Output::Says(text.into()));
    }

    fn queue(&mut self, name: &str) -> &mut VecDeque<Output> {
        let at = self.waiting.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
            self.waiting.push((name.to_owned(), VecDeque::new()));
            self.waiting.len() - 1
        });
        &mut self.waiting[at].1
    }

    /// What comes next on the connection `name`.
    pub(super) fn next(&self, name: &str) -> Option<&Output> {
        self.waiting.iter().find(|(known, _)| known == name).and_then(|(_, queue)| queue.front())
    }

    /// What comes next on any connection.
    pub(super) fn any(&self) -> Option<(&str, &Output)> {
        self.waiting.iter().find_map(|(name, queue)| queue.front().map(|output| (name.as_str(), output)))
    }

    /// Takes `expected` out if it is what comes next on `name`.
    pub(super) fn take(&mut self, name: &str, expected: &Output) -> bool {
        let Some(at) = self.waiting.iter().position(|(known, _)| known == name) else {
            return false;
        };
        let queue = &mut self.waiting[at].1;
        match (queue.front_mut(), expected) {
            (Some(Output::Bytes(got)), Output::Bytes(wanted)) if got.len() > wanted.len() => {
                if !got.starts_with(wanted) {
                    return false;
                }
                got.drain(..wanted.len());
            }
            (Some(got), _) if got == expected => {
                queue.pop_front();
                if queue.is_empty() {
                    self.waiting.remove(at);
                }
            }
            _ => return false,
        }
        true
    }
}
