//! One library, ready to be timed on the packets of one mix.

use std::time::{Duration, Instant};

/// A library on one mix.
pub struct Contender<'w> {
    /// Its name.
    pub name: &'static str,
    /// Decodes all packets once; how long it took.
    pub decode: Box<dyn FnMut() -> Duration + 'w>,
    /// Encodes all packets once, into one buffer; how long it took.
    pub encode: Box<dyn FnMut() -> Duration + 'w>,
    /// What it has made of the packets that it decoded, encoded again.
    pub rewritten: Vec<u8>,
}

/// How long `work` takes on what was made ready before.
pub fn timed<T>(ready: T, work: impl FnOnce(T)) -> Duration {
    let start = Instant::now();
    work(ready);
    start.elapsed()
}
