//! The options of what is shown.

use clap::ValueEnum;
use mqtt_trace::clock::TimeStyle;

use super::Format;
use crate::messages;

/// What is shown, and how.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = messages::HEADING_OUTPUT)]
#[group(skip)]
pub(crate) struct Args {
    /// How the time is shown; by default as suits the format.
    #[arg(long, value_name = "STYLE", value_enum, conflicts_with = "json", help = messages::HELP_TIME)]
    time: Option<Time>,
    #[arg(long, conflicts_with_all = ["json", "ladder"], help = messages::HELP_HEX)]
    hex: bool,
    #[arg(long, conflicts_with = "ladder", help = messages::HELP_JSON)]
    json: bool,
    #[arg(long, help = messages::HELP_LADDER)]
    ladder: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Time {
    #[value(help = messages::TIME_EPOCH)]
    Epoch,
    #[value(help = messages::TIME_ISO)]
    Iso,
    #[value(help = messages::TIME_DELTA)]
    Delta,
    #[value(help = messages::TIME_NONE)]
    None,
}

impl Args {
    /// What to print.
    pub(super) fn format(&self) -> Format {
        match (self.json, self.ladder) {
            (true, _) => Format::Json,
            (_, true) => Format::Ladder,
            _ => Format::Lines { hex: self.hex },
        }
    }

    /// How the time is shown: Mosquitto's way in lines, time elapsed in a ladder.
    pub(super) fn time_style(&self) -> TimeStyle {
        match self.time {
            Some(Time::Epoch) => TimeStyle::Epoch,
            Some(Time::Iso) => TimeStyle::Iso,
            Some(Time::Delta) => TimeStyle::Delta,
            Some(Time::None) => TimeStyle::None,
            None if self.ladder => TimeStyle::Delta,
            None => TimeStyle::Epoch,
        }
    }
}
