//! Which rules a trace is checked by.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use evidence::Rules;

use crate::messages;

/// Where the kit keeps the rules of its labs, from its root.
const OF_KIT: &str = "book/formulaires/regles";

/// Reads the rules of this file; without one, those of the lab that the trace is named after.
///
/// # Errors
/// When there are none, or they cannot be read.
pub(super) fn find(file: Option<&Path>, trace: &Path) -> anyhow::Result<Rules> {
    let file = match file {
        Some(file) => file.to_owned(),
        None => {
            of_lab(trace).ok_or_else(|| anyhow!(messages::no_rules(&trace.display().to_string(), OF_KIT)))?
        }
    };
    let name = file.display().to_string();
    let text = fs::read_to_string(&file).with_context(|| messages::cannot_read(&name))?;
    Ok(Rules::parse(&name, &text)?)
}

/// `traces/tp1.jsonl` is for `tp1.toml`, in the kit that we are in.
fn of_lab(trace: &Path) -> Option<PathBuf> {
    let name = trace.file_name()?.to_str()?.split('.').next()?;
    let here = std::env::current_dir().ok()?;
    let files = here.ancestors().map(|folder| folder.join(OF_KIT).join(format!("{name}.toml")));
    let found = files.into_iter().find(|file| file.is_file())?;
    Some(found.strip_prefix(&here).map(Path::to_owned).unwrap_or(found))
}

/// `7`, `07` and `poste07` name a seat.
///
/// # Errors
/// For all else.
pub(super) fn seat(written: &str) -> anyhow::Result<String> {
    let lower = written.trim().to_lowercase();
    let number = lower.strip_prefix("poste").unwrap_or(&lower).trim_start_matches(['-', '_', ' ']);
    if !(1..=3).contains(&number.len()) || !number.bytes().all(|digit| digit.is_ascii_digit()) {
        bail!(messages::wrong_seat(written));
    }
    Ok(format!("poste{number:0>2}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seats() {
        let table = [
            ("7", Some("poste07")),
            ("07", Some("poste07")),
            ("poste07", Some("poste07")),
            ("Poste-12", Some("poste12")),
            ("poste 123", Some("poste123")),
            ("1234", None),
            ("moi", None),
            ("", None),
        ];
        for (written, expected) in table {
            assert_eq!(seat(written).ok().as_deref(), expected, "{written}");
        }
    }
}
