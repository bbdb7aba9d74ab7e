//! The command line of `pub`.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use bytestring::ByteString;
use clap::Parser;
use mqtt_packet::Qos;

use super::{Common, values};
use crate::messages;

/// Publish messages on one topic.
#[derive(Debug, Parser)]
#[command(name = "pub", version, about = messages::PUB_ABOUT, after_help = messages::PUB_AFTER_HELP)]
pub struct PublishOptions {
    /// The topic.
    #[arg(short, long, value_parser = values::topic_name, help = messages::HELP_PUB_TOPIC)]
    pub topic: ByteString,
    /// What to publish.
    #[command(flatten)]
    pub message: MessageOptions,
    /// Quality of service.
    #[arg(short, long, default_value = "0", value_parser = values::qos, help = messages::HELP_PUB_QOS)]
    pub qos: Qos,
    /// Have the broker retain the message.
    #[arg(short, long, help = messages::HELP_PUB_RETAIN)]
    pub retain: bool,
    /// How many times to publish it.
    #[arg(long, value_name = "NOMBRE", default_value_t = 1, conflicts_with = "stdin_line",
          value_parser = values::count, help = messages::HELP_REPEAT)]
    pub repeat: u64,
    /// The pause between two times.
    #[arg(long, value_name = "SECONDES", default_value = "0", conflicts_with = "stdin_line",
          value_parser = values::seconds, help = messages::HELP_REPEAT_DELAY)]
    pub repeat_delay: Duration,
    /// What `sub` has too.
    #[command(flatten)]
    pub common: Common,
    /// How many reconnections to try in a row.
    #[arg(long, value_name = "NOMBRE", default_value_t = 5, help_heading = messages::HEADING_CONNECTION,
          help = messages::HELP_PUB_RETRIES)]
    pub retries: u32,
}

/// Where the payload comes from: one of these.
#[derive(Debug, clap::Args)]
#[group(multiple = false)]
pub struct MessageOptions {
    /// The payload itself.
    #[arg(short, long, allow_hyphen_values = true, help = messages::HELP_MESSAGE)]
    pub message: Option<OsString>,
    /// A file that holds it.
    #[arg(short, long, value_name = "FICHIER", help = messages::HELP_FILE)]
    pub file: Option<PathBuf>,
    /// One message for each line of standard input.
    #[arg(short = 'l', long, help = messages::HELP_STDIN_LINE)]
    pub stdin_line: bool,
    /// An empty payload.
    #[arg(short = 'n', long, help = messages::HELP_NULL_MESSAGE)]
    pub null_message: bool,
    /// The whole of standard input.
    #[arg(short = 's', long, help = messages::HELP_STDIN_FILE)]
    pub stdin_file: bool,
}
