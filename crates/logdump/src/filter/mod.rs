//! Which events are shown.

use crate::messages;

/// What to show.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = messages::HEADING_FILTER)]
#[group(skip)]
pub(crate) struct Args {}
