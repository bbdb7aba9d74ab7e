//! The command line of `sub`.

use std::time::Duration;

use bytestring::ByteString;
use clap::Parser;
use mqtt_packet::Qos;

use super::{Common, values};
use crate::format::{OutputFormat, Template};
use crate::messages;

/// Show the messages of topics.
#[derive(Debug, Parser)]
#[command(name = "sub", version, about = messages::SUB_ABOUT, after_help = messages::SUB_AFTER_HELP)]
pub struct SubscribeOptions {
    /// The topic filters to subscribe to.
    #[arg(short, long, value_name = "FILTRE", value_parser = values::topic_filter, help = messages::HELP_SUB_TOPIC)]
    pub topic: Vec<ByteString>,
    /// The highest QoS wished for.
    #[arg(short, long, default_value = "0", value_parser = values::qos, help = messages::HELP_SUB_QOS)]
    pub qos: Qos,
    /// Show the topic before the payload.
    #[arg(short, long, help = messages::HELP_VERBOSE)]
    pub verbose: bool,
    /// How to show a message.
    #[arg(short = 'F', value_name = "FORMAT", value_parser = Template::parse, help = messages::HELP_FORMAT)]
    pub format: Option<Template>,
    /// No newline after a message.
    #[arg(short = 'N', help = messages::HELP_NO_NEWLINE)]
    pub no_newline: bool,
    /// Stop after this many messages shown.
    #[arg(short = 'C', value_name = "NOMBRE", value_parser = values::count,
          help = messages::HELP_COUNT)]
    pub count: Option<u64>,
    /// Stop after this time, with code 27.
    #[arg(short = 'W', value_name = "SECONDES", value_parser = values::seconds, help = messages::HELP_TIMEOUT)]
    pub timeout: Option<Duration>,
    /// Do not show retained messages.
    #[arg(short = 'R', conflicts_with = "retained_only", help = messages::HELP_NO_RETAINED)]
    pub no_retained: bool,
    /// Show retained messages, and stop at the first other.
    #[arg(long, help = messages::HELP_RETAINED_ONLY)]
    pub retained_only: bool,
    /// Topic filters whose messages are not shown.
    #[arg(short = 'T', long, value_name = "FILTRE", value_parser = values::topic_filter,
          help = messages::HELP_FILTER_OUT)]
    pub filter_out: Vec<ByteString>,
    /// The topic filters to unsubscribe from.
    #[arg(short = 'U', long, value_name = "FILTRE", value_parser = values::topic_filter,
          help = messages::HELP_UNSUBSCRIBE)]
    pub unsubscribe: Vec<ByteString>,
    /// Stop when the broker has answered.
    #[arg(short = 'E', help = messages::HELP_EXIT_AFTER_SUBACK)]
    pub exit_after_suback: bool,
    /// What `pub` has too.
    #[command(flatten)]
    pub common: Common,
    /// How many reconnections to try in a row; without end by default.
    #[arg(long, value_name = "NOMBRE", help_heading = messages::HEADING_CONNECTION, help = messages::HELP_SUB_RETRIES)]
    pub retries: Option<u32>,
}

impl SubscribeOptions {
    /// How a message is shown; `-F` wins over `-v`.
    #[must_use]
    pub fn output_format(&self) -> OutputFormat {
        match &self.format {
            Some(template) => OutputFormat::Template(template.clone()),
            None if self.verbose => OutputFormat::Verbose,
            None => OutputFormat::Payload,
        }
    }
}
