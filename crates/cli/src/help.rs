//! clap's help page in French. Its headings and its `[default: …]` notes are fixed English words: the
//! headings are replaced through the template, the notes are hidden and written at the end of each help text.

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command};

use crate::messages;

/// The command with `--help` and `--version` (long only) and French headings, its subcommands too.
pub(crate) fn in_french(command: Command) -> Command {
    let name = command.get_name().to_owned();
    localize(command.bin_name(name))
}

fn localize(command: Command) -> Command {
    let has_version = command.get_version().is_some();
    let command = command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .help_template(messages::HELP_TEMPLATE)
        .subcommand_help_heading(messages::HEADING_COMMANDS)
        .subcommand_value_name(messages::VALUE_COMMAND)
        .mut_args(localize_arg)
        .mut_subcommands(localize)
        .arg(flag("help", ArgAction::Help, messages::HELP_HELP));
    if has_version {
        command.arg(flag("version", ArgAction::Version, messages::HELP_VERSION))
    } else {
        command
    }
}

fn flag(name: &'static str, action: ArgAction, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(action).help(help).help_heading(messages::HEADING_OPTIONS)
}

fn localize_arg(arg: Arg) -> Arg {
    let arg = match arg.get_help_heading() {
        Some(_) => arg,
        None if arg.is_positional() => arg.help_heading(messages::HEADING_ARGUMENTS),
        None => arg.help_heading(messages::HEADING_OPTIONS),
    };
    // clap allows hiding only for arguments that take a value; the others have no notes.
    if !arg.get_action().takes_values() {
        return arg;
    }
    let notes = notes(&arg);
    let arg = match arg.get_help().map(|help| annotate(help, &notes)) {
        Some(help) => arg.help(help),
        None => arg,
    };
    let arg = match arg.get_long_help().map(|help| annotate(help, &notes)) {
        Some(help) => arg.long_help(help),
        None => arg,
    };
    arg.hide_default_value(true).hide_possible_values(true)
}

fn annotate(help: &StyledStr, notes: &str) -> StyledStr {
    format!("{}{notes}", help.ansi()).into()
}

/// What clap would append: the default and the possible values, unless the binary hides them.
fn notes(arg: &Arg) -> String {
    let mut notes = String::new();
    let defaults: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if !defaults.is_empty() && !arg.is_hide_default_value_set() {
        notes += &messages::default_note(&defaults.join(" "));
    }
    let possible = arg.get_possible_values();
    let possible: Vec<_> = possible
        .iter()
        .filter(|value| !value.is_hide_set())
        .map(clap::builder::PossibleValue::get_name)
        .collect();
    if !possible.is_empty() && !arg.is_hide_possible_values_set() {
        notes += &messages::possible_note(&possible.join(", "));
    }
    notes
}
