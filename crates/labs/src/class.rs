//! The command `td`: the sheets of a class, a folder for each pair, and the keys in the teacher's folder.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::{draw, messages};

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
    teachers_alone(&teacher).with_context(|| messages::cannot_write(&teacher))?;
    let seed_file = args.seed.clone().unwrap_or_else(|| teacher.join("graine"));
    let seed = match &args.seed {
        Some(file) => fs::read_to_string(file).with_context(|| messages::cannot_read(file))?,
        None => seed_of(&seed_file).with_context(|| messages::cannot_write(&seed_file))?,
    };
    let seed = seed.trim();
    if seed.len() < 16 {
        bail!(messages::short_seed(&seed_file));
    }
    for pair in 1..=args.pairs {
        let pupils = args.folder.join(format!("eleves/binome-{pair:02}"));
        for number in [1, 2] {
            let sheet = draw(number, seed, pair)?;
            write(&pupils.join(format!("td{number}.md")), &sheet.statement)?;
            write(&pupils.join(format!("reponses/td{number}.toml")), &sheet.form)?;
            for (name, log) in &sheet.logs {
                write(&pupils.join(name), log)?;
            }
            write(&teacher.join(format!("cles/binome-{pair:02}/td{number}.toml")), &sheet.key)?;
        }
    }
    writeln!(cli::stdout(), "{}", messages::drawn(args.pairs, &args.folder, &seed_file))?;
    Ok(())
}

/// The seed of a file, drawn the first time; its owner alone may read it.
fn seed_of(file: &Path) -> io::Result<String> {
    match fs::read_to_string(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        read => return read,
    }
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(|error| io::Error::other(error.to_string()))?;
    let seed: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    writeln!(options.open(file)?, "{seed}")?;
    Ok(seed)
}

/// Makes a folder that pupils with an account on the same machine cannot read.
fn teachers_alone(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    Ok(())
}

fn write(file: &Path, text: &str) -> anyhow::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let create = || {
        fs::create_dir_all(folder)?;
        OpenOptions::new().write(true).create_new(true).open(file)?.write_all(text.as_bytes())
    };
    match create() {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        written => written.with_context(|| messages::cannot_write(file)),
    }
}
