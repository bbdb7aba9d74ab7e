//! Recorded exchanges, read from a file.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::Context;
use mqtt_trace::json;

use crate::messages;
use crate::output::Output;

/// Which file to read, and how.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = messages::HEADING_INPUT)]
#[group(skip)]
pub(crate) struct Args {
    #[arg(value_name = "FICHIER", help = messages::HELP_FILE)]
    pub(crate) file: Option<PathBuf>,
}

/// Reads the exchange in `file`, as far as it can be read, and gives its events to `output`.
///
/// # Errors
/// When the file cannot be read, or not to its end: the error says where it stops and why.
pub(crate) fn read(file: &Path, output: &mut Output) -> anyhow::Result<()> {
    let name = file.display().to_string();
    let lines = BufReader::new(File::open(file).with_context(|| messages::cannot_read(&name))?).lines();
    for (index, line) in lines.enumerate() {
        let line = line.with_context(|| messages::cannot_read(&name))?;
        let record = json::read_record(&line).with_context(|| messages::not_an_event(&name, index + 1))?;
        if let json::Record::Event(event) = record {
            output.event(&event)?;
        }
    }
    Ok(())
}
