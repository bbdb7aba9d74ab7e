//! The command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Parser, Subcommand};
use class_board::Place;

use crate::messages;
use crate::shard::Shard;

/// What `grader` is told.
#[derive(Debug, Parser)]
#[command(name = "grader", version, about = messages::ABOUT, after_help = messages::AFTER_HELP)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Args {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    /// None beside a command.
    #[arg(value_name = "DOSSIER", required = true, help = messages::HELP_FOLDER)]
    pub(crate) folder: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) grading: Marking,
}

/// What is not marking.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(about = messages::live::HELP)]
    Live(Live),
    #[command(alias = "examen", about = messages::doctor::HELP)]
    Doctor(Doctor),
    #[command(about = messages::pack::HELP)]
    Pack(Pack),
    #[command(about = messages::pseudonyms::HELP)]
    Pseudonymes(Pseudonyms),
    #[command(about = messages::purge::HELP)]
    Purge(Purge),
    #[command(about = messages::serve::HELP)]
    Serve(Serve),
    #[command(about = messages::shard::HELP)]
    Run(Run),
    #[command(about = messages::merge::HELP)]
    Merge(Merge),
}

/// A class to copy without its names.
#[derive(Debug, clap::Args)]
pub(crate) struct Pseudonyms {
    #[arg(value_name = "DOSSIER", help = messages::HELP_FOLDER)]
    pub(crate) folder: PathBuf,
    #[arg(long, value_name = "DOSSIER", help = messages::pseudonyms::HELP_OUTPUT)]
    pub(crate) sortie: PathBuf,
    #[arg(long, value_name = "FICHIER", help = messages::HELP_SCHEME)]
    pub(crate) bareme: Option<PathBuf>,
    #[arg(long, value_name = "FICHIER", help = messages::HELP_CLASS)]
    pub(crate) classe: Option<PathBuf>,
    #[arg(long, value_name = "FICHIER", help = messages::HELP_MANUAL)]
    pub(crate) notes: Option<PathBuf>,
}

/// A share of a class to mark.
#[derive(Debug, clap::Args)]
pub(crate) struct Run {
    #[arg(value_name = "DOSSIER", help = messages::HELP_FOLDER)]
    pub(crate) folder: PathBuf,
    #[arg(long, alias = "fragment", value_name = "N/TOTAL", help = messages::shard::HELP_SHARD)]
    pub(crate) shard: Shard,
    #[arg(long, value_name = "FICHIER", help = messages::shard::HELP_OUTPUT)]
    pub(crate) sortie: PathBuf,
    #[command(flatten)]
    pub(crate) rules: Rules,
}

/// Shares to join.
#[derive(Debug, clap::Args)]
pub(crate) struct Merge {
    #[arg(value_name = "FICHIERS", required = true, help = messages::merge::HELP_FILES)]
    pub(crate) fichiers: Vec<PathBuf>,
    #[arg(long, value_name = "DOSSIER", help = messages::merge::HELP_OUTPUT)]
    pub(crate) sortie: PathBuf,
    #[arg(long, value_name = "FICHIER", help = messages::pseudonyms::HELP_NAMES)]
    pub(crate) classe: Option<PathBuf>,
    #[arg(long, help = messages::merge::HELP_PARTIAL)]
    pub(crate) partiel: bool,
    #[arg(long, help = messages::merge::HELP_WITHOUT_PAGES)]
    pub(crate) sans_rapports: bool,
    #[command(flatten)]
    pub(crate) pages: Pages,
}

/// A look at the machine, the day before.
#[derive(Debug, clap::Args)]
pub(crate) struct Doctor {
    #[arg(long, value_name = "FICHIER", help = messages::doctor::HELP_CLASS)]
    pub(crate) classe: Option<PathBuf>,
    #[arg(long, help = messages::doctor::HELP_JSON)]
    pub(crate) json: bool,
}

/// The class board.
#[derive(Debug, clap::Args)]
pub(crate) struct Live {
    #[arg(value_name = "mqtt://MACHINE[:PORT]", help = messages::live::HELP_PLACE)]
    pub(crate) classe: Place,
    #[arg(long, value_name = "PORT", default_value_t = 0, help = messages::live::HELP_PAGE)]
    pub(crate) page: u16,
    #[arg(long, help = messages::live::HELP_ERASE)]
    pub(crate) effacer: bool,
}

/// The students' pack.
#[derive(Debug, clap::Args)]
pub(crate) struct Pack {
    #[arg(value_name = "DOSSIER", help = messages::pack::HELP_FOLDER)]
    pub(crate) dossier: PathBuf,
    #[arg(long, value_name = "DOSSIER", help = messages::pack::HELP_BOOK)]
    pub(crate) livre: Option<PathBuf>,
    #[arg(long, help = messages::pack::HELP_UNBUILT)]
    pub(crate) sans_compiler: bool,
}

/// Personal data to remove.
#[derive(Debug, clap::Args)]
pub(crate) struct Purge {
    #[arg(value_name = "DOSSIER", help = messages::purge::HELP_FOLDER)]
    pub(crate) dossier: PathBuf,
    #[arg(long, value_name = "DOSSIER", help = messages::purge::HELP_OUTPUT)]
    pub(crate) sortie: Option<PathBuf>,
    #[arg(long, value_name = "JOURS", default_value_t = 365, help = messages::purge::HELP_AFTER)]
    pub(crate) apres: u64,
    #[arg(long, help = messages::purge::HELP_YES)]
    pub(crate) oui: bool,
}

/// The teacher's own points, in a browser.
#[derive(Debug, clap::Args)]
pub(crate) struct Serve {
    #[arg(value_name = "DOSSIER", help = messages::HELP_FOLDER)]
    pub(crate) folder: PathBuf,
    #[command(flatten)]
    pub(crate) marking: Marking,
    #[arg(long, value_name = "PORT", default_value_t = 0, help = messages::serve::HELP_PAGE)]
    pub(crate) page: u16,
}

/// How a class is marked, and where its reports go.
#[derive(Debug, clap::Args)]
pub(crate) struct Marking {
    #[command(flatten)]
    pub(crate) rules: Rules,
    #[arg(long, value_name = "DOSSIER", help = messages::HELP_OUTPUT)]
    pub(crate) sortie: Option<PathBuf>,
    #[arg(long, value_name = "FICHIER", help = messages::export::HELP_WORKSHEET)]
    pub(crate) feuille_moodle: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) pages: Pages,
}

/// How pages are made.
#[derive(Debug, clap::Args)]
pub(crate) struct Pages {
    #[arg(long, help = messages::HELP_ANSWERS)]
    pub(crate) corrige: bool,
    #[arg(long, value_name = "DOSSIER", help = messages::HELP_TEMPLATES)]
    pub(crate) modeles: Option<PathBuf>,
}

/// How submissions are marked.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Rules {
    #[arg(long, value_name = "FICHIER", help = messages::HELP_SCHEME)]
    pub(crate) bareme: Option<PathBuf>,
    #[arg(long, value_name = "FICHIER", help = messages::HELP_CLASS)]
    pub(crate) classe: Option<PathBuf>,
    #[arg(long, value_name = "FICHIER", help = messages::HELP_MANUAL)]
    pub(crate) notes: Option<PathBuf>,
    #[arg(long, value_name = "DOSSIER", help = messages::HELP_DRAWS)]
    pub(crate) td: Option<PathBuf>,
    #[arg(long, value_name = "FICHIER", help = messages::HELP_REFERENCE)]
    pub(crate) releve: Option<PathBuf>,
    #[arg(long, value_name = "DOSSIER", help = messages::HELP_ARCHIVES)]
    pub(crate) archives: Option<PathBuf>,
    #[arg(long, value_name = "TEXTE", help = messages::HELP_TITLE)]
    pub(crate) titre: Option<String>,
    #[arg(long, value_name = "NOMBRE", help = messages::HELP_JOBS)]
    pub(crate) jobs: Option<NonZeroUsize>,
    #[arg(long, help = messages::HELP_UNSANDBOXED)]
    pub(crate) sans_bac_a_sable: bool,
}
