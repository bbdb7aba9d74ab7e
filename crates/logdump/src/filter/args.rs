//! The options that choose what is shown.

use mqtt_packet::{PacketType, Qos};

use super::Moment;
use crate::messages;

/// What to show; all of it where nothing is chosen.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = messages::HEADING_FILTER)]
#[group(skip)]
pub(crate) struct Args {
    #[arg(long = "type", value_name = "TYPES", value_delimiter = ',', value_parser = packet_type, help = messages::HELP_TYPE)]
    pub(super) types: Vec<PacketType>,
    #[arg(long, value_name = "ID", help = messages::HELP_CLIENT)]
    pub(super) client: Vec<String>,
    #[arg(long, value_name = "FILTRE", value_parser = topic_filter, help = messages::HELP_TOPIC)]
    pub(super) topic: Vec<String>,
    #[arg(long, value_name = "QOS", value_delimiter = ',', value_parser = qos, help = messages::HELP_QOS)]
    pub(super) qos: Vec<Qos>,
    #[arg(long, value_name = "MOMENT", help = messages::HELP_SINCE)]
    pub(super) since: Option<Moment>,
    #[arg(long, value_name = "MOMENT", help = messages::HELP_UNTIL)]
    pub(super) until: Option<Moment>,
}

fn packet_type(text: &str) -> Result<PacketType, String> {
    let named = |packet: &PacketType| packet.name().eq_ignore_ascii_case(text.trim());
    PacketType::ALL.into_iter().find(named).ok_or_else(|| messages::no_such_type(text))
}

fn qos(text: &str) -> Result<Qos, String> {
    text.trim().parse().ok().and_then(Qos::from_u8).ok_or_else(|| messages::no_such_qos(text))
}

fn topic_filter(text: &str) -> Result<String, String> {
    match mqtt_packet::topic::check_filter(text) {
        Ok(()) => Ok(text.to_owned()),
        Err(error) => Err(messages::bad_filter(text, mqtt_trace::messages::rule(error.rule))),
    }
}
