//! Settings of the environment: `ATELIER_BROKER_`, then the option in capitals.

use std::path::PathBuf;

use anyhow::bail;

use super::Settings;
use super::sources::Reader;
use crate::messages;

pub(super) const PREFIX: &str = "ATELIER_BROKER_";

/// The variable of an option.
pub(super) fn variable(option: &str) -> String {
    format!("{PREFIX}{}", option.replace('-', "_").to_uppercase())
}

/// The settings, and the file that the environment names. An empty variable is none.
pub(super) fn read(
    variables: impl Iterator<Item = (String, String)>,
) -> anyhow::Result<(Settings, Option<PathBuf>)> {
    let (mut reader, mut config) = (Reader::default(), None);
    for (variable, value) in variables {
        let Some(name) = variable.strip_prefix(PREFIX).filter(|_| !value.is_empty()) else { continue };
        let option = name.to_lowercase().replace('_', "-");
        if option == "config" {
            config = Some(PathBuf::from(value));
        } else if let Err(problem) = reader.take(&option, &variable, &[value]) {
            bail!(messages::in_environment(&problem));
        }
    }
    Ok((reader.settings(), config))
}
