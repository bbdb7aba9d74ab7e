//! The command line.

use clap::{Parser, Subcommand};

use crate::messages;

/// What `atelier` was asked to do.
#[derive(Debug, Parser)]
#[command(name = "atelier", version, about = messages::ABOUT, after_help = messages::AFTER_HELP)]
pub struct Args {
    #[arg(short, long, default_value_t = cli::DEFAULT_PORT, help = messages::HELP_PORT)]
    pub(crate) port: u16,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(alias = "liste", about = messages::HELP_LIST)]
    List,
    #[command(alias = "indice", about = messages::HELP_HINT)]
    Hint {
        #[arg(value_name = "EXERCICE", help = messages::HELP_EXERCISE)]
        exercise: Option<String>,
    },
    #[command(aliases = ["verifier", "vérifier"], about = messages::HELP_CHECK)]
    Check {
        #[arg(value_name = "EXERCICE", help = messages::HELP_EXERCISE)]
        exercise: Option<String>,
    },
    #[command(name = "repondre", aliases = ["répondre", "answer"], about = messages::HELP_ANSWER)]
    Answer {
        #[arg(value_name = "FEUILLE", help = messages::HELP_SHEET)]
        sheet: Option<String>,
        #[arg(value_name = "QUESTION", help = messages::HELP_QUESTION)]
        question: Option<String>,
    },
}
