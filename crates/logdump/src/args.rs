//! The command line: each part of the program has its own options.

use crate::{check, filter, input, messages, output, proxy};

/// See every MQTT packet between a client and a broker.
#[derive(Debug, clap::Parser)]
#[command(name = "logdump", version, about = messages::ABOUT, after_help = messages::AFTER_HELP)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) input: input::Args,
    #[command(flatten)]
    pub(crate) proxy: proxy::Args,
    #[command(flatten)]
    pub(crate) filter: filter::Args,
    #[command(flatten)]
    pub(crate) output: output::Args,
}

/// What it does instead.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    #[command(name = "recettes", alias = "recipes", about = messages::HELP_RECIPES)]
    Recipes,
    #[command(alias = "verifier", about = messages::HELP_CHECK, after_help = messages::AFTER_CHECK)]
    Check(check::Args),
}
