//! `--svg`: the exchange as a drawing, written when it is over.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use mqtt_trace::clock::{Clock, TimeStyle};
use mqtt_trace::{Event, Seen, svg};

use crate::messages;

/// How a drawing of ours begins.
const OURS: &[u8] = b"<svg class=\"echange\"";

/// A drawing, and the file in which it will be.
pub(super) struct Figure {
    path: PathBuf,
    record: svg::Record,
}

impl Figure {
    /// # Errors
    /// When the file exists and is not a drawing of ours, which may be replaced.
    pub(super) fn new(path: &Path, time: TimeStyle) -> anyhow::Result<Figure> {
        let ours = fs::read(path).map_or(true, |content| content.starts_with(OURS));
        ensure!(ours || !path.exists(), messages::exists(&path.display().to_string()));
        let record = svg::Record::new(messages::FIGURE_TITLE.to_owned(), Clock::new(time));
        Ok(Figure { path: path.to_owned(), record })
    }

    pub(super) fn add(&mut self, seen: &Seen<'_>) {
        self.record.add(seen);
    }

    pub(super) fn skip(&mut self, event: &Event) {
        self.record.skip(event);
    }

    /// # Errors
    /// When the file cannot be written.
    pub(super) fn finish(self) -> anyhow::Result<()> {
        let drawing = self.record.into_figure().draw("echange");
        fs::write(&self.path, drawing + "\n")
            .with_context(|| messages::cannot_write(&self.path.display().to_string()))
    }
}
