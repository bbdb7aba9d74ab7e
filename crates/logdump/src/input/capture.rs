//! Captures.

use std::io::Read;

use mqtt_capture::Reader;

use super::{Sink, ahead};
use crate::messages;

/// Reads a capture to its end, or to where it cannot be read any more.
pub(super) fn read(
    bytes: impl Read + Send + 'static,
    name: &str,
    ports: Vec<u16>,
    mut sink: Sink<'_>,
) -> anyhow::Result<()> {
    let mut reader =
        Reader::new(bytes, ports).map_err(|stop| anyhow::anyhow!(messages::stopped(name, &stop)))?;
    let at_a_time = if sink.at_once { 1 } else { ahead::MANY };
    ahead::read((1..).zip(&mut reader), at_a_time, |(place, event)| match event {
        Ok(event) => sink.event(place, &event).map_err(anyhow::Error::from),
        Err(stop) => anyhow::bail!(messages::stopped(name, &stop)),
    })?;
    let counts = reader.counts();
    if counts.connections == 0 {
        eprintln!("{}", messages::no_mqtt(name, counts));
    }
    Ok(())
}
