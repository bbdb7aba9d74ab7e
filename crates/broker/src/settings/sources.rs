//! From what a source says, as names and values, to settings.

use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, FromArgMatches, Parser, ValueHint};

use super::{Settings, environment, file};
use crate::messages;

/// The settings without the program round them.
#[derive(Debug, Parser)]
#[command(name = "broker", no_binary_name = true, disable_help_flag = true, disable_version_flag = true)]
struct Alone {
    #[command(flatten)]
    settings: Settings,
}

/// The settings of the command line, and for what it leaves open those of the environment, then those of the file,
/// which the command line or the environment names.
pub(crate) fn gather(
    arguments: Settings,
    config: Option<&Path>,
    variables: impl Iterator<Item = (String, String)>,
) -> anyhow::Result<Settings> {
    let (environment, named) = environment::read(variables)?;
    let file = config.or(named.as_deref()).map(file::read).transpose()?;
    Ok(arguments.over(environment).over(file.unwrap_or_default()))
}

/// Settings that are read one after the other.
#[derive(Debug, Default)]
pub(super) struct Reader {
    settings: Settings,
}

impl Reader {
    /// Takes a setting: the name of its option, without dashes before it, and its values.
    ///
    /// # Errors
    /// What is wrong, for people, who know the setting as `called`.
    pub(super) fn take(&mut self, name: &str, called: &str, values: &[String]) -> Result<(), String> {
        let arguments = values.iter().map(|value| format!("--{name}={value}"));
        let matches = Alone::command().try_get_matches_from(arguments);
        match matches.and_then(|matches| Alone::from_arg_matches(&matches)) {
            Ok(alone) => {
                self.settings = alone.settings.over(std::mem::take(&mut self.settings));
                Ok(())
            }
            Err(error) => Err(problem(&error, called)),
        }
    }

    pub(super) fn settings(self) -> Settings {
        self.settings
    }
}

/// Whether the value of this option is a path.
pub(super) fn is_path(name: &str) -> bool {
    let command = Alone::command();
    let hint = command.get_arguments().find(|argument| argument.get_long() == Some(name));
    hint.is_some_and(|argument| matches!(argument.get_value_hint(), ValueHint::FilePath | ValueHint::DirPath))
}

fn problem(error: &clap::Error, called: &str) -> String {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => texts.first().cloned(),
        _ => None,
    };
    if error.kind() == ErrorKind::UnknownArgument {
        let near = text(ContextKind::SuggestedArg);
        let near = near.map(|near| {
            let name =
                near.trim_start_matches('-').split(['=', ' ', '[']).next().unwrap_or_default().to_owned();
            like(called, &name)
        });
        return messages::unknown_setting(called, near.as_deref());
    }
    let said = cli::usage_problem(error);
    match text(ContextKind::InvalidArg) {
        Some(option) => said.replace(&format!("`{option}`"), &format!("`{called}`")),
        None => said,
    }
}

/// The name of an option, written as `model` is.
fn like(model: &str, name: &str) -> String {
    match model.strip_prefix(environment::PREFIX) {
        Some(_) => environment::variable(name),
        None => name.replace('-', "_"),
    }
}
