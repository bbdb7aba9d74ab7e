//! Messages on standard output.

use std::io::{self, IsTerminal, Write};

use jiff::Zoned;
use mqtt_packet::Publish;

use crate::format::OutputFormat;

/// Where messages are shown.
pub(crate) struct Output {
    format: OutputFormat,
    newline: bool,
    /// A Windows console takes text only, and refuses all of a message for one byte that is not.
    text_only: bool,
}

impl Output {
    pub(crate) fn new(format: OutputFormat, newline: bool) -> Output {
        Output { format, newline, text_only: cfg!(windows) && io::stdout().is_terminal() }
    }

    /// Shows a message at once, so that a reader behind a pipe has it too.
    pub(crate) fn show(&self, publish: &Publish) -> io::Result<()> {
        let mut line = Vec::new();
        self.format.write(publish, &Zoned::now(), &mut line);
        if self.newline {
            line.push(b'\n');
        }
        if self.text_only {
            line = String::from_utf8_lossy(&line).into_owned().into_bytes();
        }
        let mut stdout = cli::stdout();
        stdout.write_all(&line)?;
        stdout.flush()
    }
}
