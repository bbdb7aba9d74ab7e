//! The command `td`: the sheets of a class, a folder for each pair, and the keys in the teacher's folder.

use std::io::Write;
use std::path::PathBuf;

use crate::{draw, messages, seed};

/// What `td` is asked on its command line.
#[derive(Debug, clap::Parser)]
#[command(name = "td", version, about = messages::ABOUT, after_help = messages::AFTER_HELP)]
pub struct TdArgs {
    #[arg(value_name = "DOSSIER", help = messages::HELP_FOLDER)]
    folder: PathBuf,
    #[arg(long = "binomes", value_name = "NOMBRE", help = messages::HELP_PAIRS, default_value_t = 12)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=99))]
    pairs: u32,
    #[arg(long = "graine", value_name = "FICHIER", help = messages::HELP_SEED)]
    seed: Option<PathBuf>,
}

/// Draws the sheets. Files that are there already are left alone: a pair may have filled them in.
///
/// # Errors
/// When a file cannot be read or written.
pub fn run_td(args: &TdArgs) -> anyhow::Result<()> {
    let teacher = args.folder.join("professeur");
    let (seed, seed_file) = seed::of_class(&args.folder, args.seed.as_deref())?;
    for pair in 1..=args.pairs {
        let pupils = args.folder.join(format!("eleves/binome-{pair:02}"));
        for number in [1, 2] {
            let sheet = draw(number, &seed, pair)?;
            seed::write_once(&pupils.join(format!("td{number}.md")), &sheet.statement)?;
            seed::write_once(&pupils.join(format!("reponses/td{number}.toml")), &sheet.form)?;
            for (name, log) in &sheet.logs {
                seed::write_once(&pupils.join(name), log)?;
            }
            seed::write_once(&teacher.join(format!("cles/binome-{pair:02}/td{number}.toml")), &sheet.key)?;
        }
    }
    writeln!(cli::stdout(), "{}", messages::drawn(args.pairs, &args.folder, &seed_file))?;
    Ok(())
}
