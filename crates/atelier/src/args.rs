//! The command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use class_board::{Place, Seat};

use crate::messages;

/// What `atelier` was asked to do.
#[derive(Debug, Parser)]
#[command(name = "atelier", version, about = messages::ABOUT, after_help = messages::AFTER_HELP)]
pub struct Args {
    #[arg(short, long, default_value_t = cli::DEFAULT_PORT, help = messages::HELP_PORT)]
    pub(crate) port: u16,
    #[arg(long, value_name = "mqtt://MACHINE[:PORT]", help = messages::HELP_CLASS)]
    pub(crate) classe: Option<Place>,
    #[arg(long, value_name = "POSTE", requires = "classe", help = messages::HELP_CLASS_SEAT)]
    pub(crate) poste: Option<Seat>,
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(alias = "liste", about = messages::HELP_LIST)]
    List,
    #[command(aliases = ["verifier", "vérifier"], about = messages::HELP_CHECK)]
    Check {
        #[arg(value_name = "EXERCICE", help = messages::HELP_EXERCISE)]
        exercise: Option<String>,
    },
    #[command(alias = "indice", about = messages::HELP_HINT)]
    Hint {
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
    #[command(name = "quiz", aliases = ["autotest", "autotests"], about = messages::quiz::HELP)]
    Quiz {
        #[arg(value_name = "CHAPITRE", help = messages::quiz::HELP_CHAPTER)]
        chapter: Option<String>,
    },
    #[command(alias = "rendre", about = messages::HELP_SUBMIT)]
    Submit(Handing),
    #[command(aliases = ["etat", "état"], about = messages::HELP_STATUS)]
    Status {
        #[arg(long, help = messages::HELP_JSON)]
        json: bool,
    },
    #[command(alias = "recommencer", about = messages::HELP_RESET)]
    Reset {
        #[arg(value_name = "EXERCICE", help = messages::HELP_WHICH)]
        exercise: String,
    },
    #[command(name = "sauver", alias = "save", about = messages::HELP_SAVE_WORK)]
    Save {
        #[arg(value_name = "DOSSIER", help = messages::HELP_SAVE_FOLDER)]
        folder: PathBuf,
    },
    #[command(name = "reprendre", alias = "restore", about = messages::HELP_TAKE_BACK)]
    TakeBack {
        #[arg(value_name = "ARCHIVE", help = messages::HELP_ARCHIVE)]
        archive: PathBuf,
    },
    #[command(aliases = ["examen", "docteur"], about = messages::HELP_DOCTOR)]
    Doctor {
        #[arg(long, help = messages::HELP_JSON)]
        json: bool,
    },
    #[command(name = "broker", about = messages::HELP_OWN_BROKER)]
    OwnBroker {
        #[arg(short, long, help = messages::HELP_OWN_PORT)]
        port: Option<u16>,
    },
    #[command(about = messages::HELP_SOLUTION)]
    Solution {
        #[arg(value_name = "EXERCICE", help = messages::HELP_WHICH)]
        exercise: String,
    },
}

/// What is said of a work that is handed in.
#[derive(Debug, clap::Args)]
pub struct Handing {
    #[arg(long = "nom", value_name = "NOM", help = messages::HELP_NAME)]
    pub(crate) name: Option<String>,
    #[arg(long = "poste", value_name = "POSTE", help = messages::HELP_SEAT)]
    pub(crate) seat: Option<String>,
    #[arg(short = 'o', long = "sortie", value_name = "DOSSIER", help = messages::HELP_OUT)]
    pub(crate) folder: Option<PathBuf>,
    #[arg(long = "oui", help = messages::HELP_YES)]
    pub(crate) yes: bool,
}
