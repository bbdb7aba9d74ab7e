//! The options of what is shown, drawn and recorded.

use std::path::PathBuf;

use clap::ValueEnum;
use cli::Listen;
use mqtt_trace::clock::TimeStyle;
use projector::Projector;

use super::Format;
use crate::messages;

/// What is shown, and how.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = messages::HEADING_OUTPUT)]
#[group(skip)]
pub(crate) struct Args {
    #[arg(long, conflicts_with_all = ["json", "hex", "explain"], help = messages::HELP_LADDER)]
    ladder: bool,
    #[arg(long, conflicts_with_all = ["json", "hex"], help = messages::HELP_EXPLAIN)]
    explain: bool,
    #[arg(long, conflicts_with = "json", help = messages::HELP_HEX)]
    hex: bool,
    #[arg(long, help = messages::HELP_JSON)]
    json: bool,
    #[arg(long, conflicts_with = "json", help = messages::HELP_STATS)]
    pub(super) stats: bool,
    #[arg(long, value_name = "FICHIER", help = messages::HELP_SVG)]
    pub(super) svg: Option<PathBuf>,
    #[arg(long, value_name = "PORT", help = messages::HELP_WEB)]
    web: Option<Listen>,
    #[arg(long, help = messages::HELP_AS_LOG)]
    pub(super) as_log: bool,
    /// How the time is shown; by default as suits the format.
    #[arg(long, value_name = "STYLE", value_enum, conflicts_with = "json", help = messages::HELP_TIME)]
    time: Option<Time>,
    #[arg(long, value_name = "FICHIER", help_heading = messages::HEADING_RECORD, help = messages::HELP_RECORD)]
    pub(super) record: Option<PathBuf>,
    #[arg(long, value_name = "POSTE", requires = "record", help_heading = messages::HEADING_RECORD, help = messages::HELP_SEAT)]
    pub(super) seat: Option<String>,
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
    /// What to show; `None` for figures alone, at the end.
    pub(super) fn format(&self) -> Option<Format> {
        match self {
            Args { json: true, .. } => Some(Format::Json),
            Args { ladder: true, .. } => Some(Format::Ladder),
            Args { explain: true, .. } => Some(Format::Explain),
            Args { hex: false, stats: true, .. } => None,
            Args { hex, .. } => Some(Format::Lines { hex: *hex }),
        }
    }

    /// Begins to serve the page, where one is wanted.
    ///
    /// # Errors
    /// When one cannot listen there.
    pub(crate) fn projector(&self) -> anyhow::Result<Option<Projector>> {
        let Some(Listen(address)) = self.web else { return Ok(None) };
        let elsewhere = |port| cli::command_line("logdump", &format!("--web {port}"));
        Ok(Some(Projector::start(address, elsewhere)?))
    }

    /// What to say of what comes at the end only, where there is something.
    pub(crate) fn at_the_end(&self) -> Option<String> {
        let svg = self.svg.as_ref().map(|path| path.display().to_string());
        messages::at_the_end(self.stats, svg.as_deref())
    }

    /// How the time is shown in text: Mosquitto's way in lines, time elapsed in a ladder.
    pub(super) fn time_style(&self) -> TimeStyle {
        self.time.map_or(if self.ladder { TimeStyle::Delta } else { TimeStyle::Epoch }, Time::style)
    }

    /// How the time is shown in a drawing.
    pub(super) fn svg_time_style(&self) -> TimeStyle {
        self.time.map_or(TimeStyle::Delta, Time::style)
    }
}

impl Time {
    fn style(self) -> TimeStyle {
        match self {
            Time::Epoch => TimeStyle::Epoch,
            Time::Iso => TimeStyle::Iso,
            Time::Delta => TimeStyle::Delta,
            Time::None => TimeStyle::None,
        }
    }
}
