//! Who is told what the broker does, and how much.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use mqtt_trace::mosquitto::Log;

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// Clients that come and go, and why.
    Connections,
    /// Each packet too, both ways.
    Packets,
}

/// Takes the log of a broker: Mosquitto's lines, each after the time in seconds since 1970.
pub struct Journal {
    verbosity: Verbosity,
    sink: Option<Sink>,
    text: String,
}

type Sink = Box<dyn FnMut(&str) + Send>;

impl Journal {
    /// Tells `sink`, which is called with one or more whole lines. The broker waits for it, so it must be
    /// quick: no file, no terminal.
    pub fn new(verbosity: Verbosity, sink: impl FnMut(&str) + Send + 'static) -> Journal {
        Journal { verbosity, sink: Some(Box::new(sink)), text: String::new() }
    }

    /// Tells nobody.
    #[must_use]
    pub fn silent() -> Journal {
        Journal { verbosity: Verbosity::Connections, sink: None, text: String::new() }
    }

    /// Tells what `write` writes, if anybody wants lines of this kind.
    pub(crate) fn tell(
        &mut self,
        kind: Verbosity,
        write: impl FnOnce(&mut Log<'_, String, Epoch>) -> fmt::Result,
    ) {
        let Some(sink) = self.sink.as_mut().filter(|_| kind <= self.verbosity) else { return };
        self.text.clear();
        if write(&mut Log::new(&mut self.text, Epoch::now())).is_ok() {
            sink(&self.text);
        }
    }
}

impl fmt::Debug for Journal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Journal").field("verbosity", &self.verbosity).finish_non_exhaustive()
    }
}

/// The time before each line: seconds since 1970, as Mosquitto writes it.
pub(crate) struct Epoch(u64);

impl Epoch {
    fn now() -> Epoch {
        Epoch(SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()))
    }
}

impl fmt::Display for Epoch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.0)
    }
}
