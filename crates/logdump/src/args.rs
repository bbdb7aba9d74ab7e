//! The command line: each part of the program has its own options.

use crate::{filter, input, messages, output, proxy};

/// See every MQTT packet between a client and a broker.
#[derive(Debug, clap::Parser)]
#[command(name = "logdump", version, about = messages::ABOUT, after_help = messages::AFTER_HELP)]
pub struct Args {
    #[command(flatten)]
    pub(crate) input: input::Args,
    #[command(flatten)]
    pub(crate) proxy: proxy::Args,
    #[command(flatten)]
    pub(crate) filter: filter::Args,
    #[command(flatten)]
    pub(crate) output: output::Args,
}
