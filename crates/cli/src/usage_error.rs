//! clap's usage errors in French, from their kind and context rather than from their English text.

use std::num::{IntErrorKind, ParseFloatError, ParseIntError};

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::messages;

/// One sentence that says what is wrong and what was expected.
#[must_use]
pub fn in_french(error: &clap::Error) -> String {
    let arg = text(error, ContextKind::InvalidArg);
    let value = text(error, ContextKind::InvalidValue);
    let numbers = |kind| match error.get(kind) {
        Some(ContextValue::Number(number)) => *number,
        _ => 0,
    };
    match error.kind() {
        ErrorKind::UnknownArgument => unknown_argument(error, &arg),
        ErrorKind::InvalidValue if value.is_empty() => {
            messages::missing_value(&arg, &list(error, ContextKind::ValidValue))
        }
        ErrorKind::InvalidValue => messages::invalid_choice(
            &value,
            &arg,
            &list(error, ContextKind::ValidValue),
            suggestion(error, ContextKind::SuggestedValue).as_deref(),
        ),
        ErrorKind::ValueValidation => messages::invalid_value(&value, &arg, &reason(error)),
        ErrorKind::MissingRequiredArgument => {
            messages::missing_arguments(&list(error, ContextKind::InvalidArg))
        }
        ErrorKind::InvalidSubcommand => messages::unknown_command(
            &text(error, ContextKind::InvalidSubcommand),
            suggestion(error, ContextKind::SuggestedSubcommand).as_deref(),
        ),
        ErrorKind::MissingSubcommand => messages::missing_command(&list(error, ContextKind::ValidSubcommand)),
        ErrorKind::ArgumentConflict => {
            let others = list(error, ContextKind::PriorArg);
            if others.is_empty() || others == [arg.clone()] {
                messages::repeated_argument(&arg)
            } else {
                messages::conflict(&arg, &others)
            }
        }
        ErrorKind::TooManyValues => messages::extra_value(&value, &arg),
        ErrorKind::TooFewValues => {
            messages::few_values(&arg, numbers(ContextKind::MinValues), numbers(ContextKind::ActualNumValues))
        }
        ErrorKind::WrongNumberOfValues => messages::wrong_number_of_values(
            &arg,
            numbers(ContextKind::ExpectedNumValues),
            numbers(ContextKind::ActualNumValues),
        ),
        ErrorKind::NoEquals => messages::missing_equals(&arg),
        ErrorKind::InvalidUtf8 => messages::INVALID_UTF8.to_owned(),
        // A binary that raises its own error with `Command::error` wrote its message in French.
        _ => error.render().to_string().trim_start_matches("error: ").trim_end().to_owned(),
    }
}

fn unknown_argument(error: &clap::Error, arg: &str) -> String {
    if !arg.starts_with('-') {
        return messages::unexpected_argument(arg);
    }
    messages::unknown_option(arg, suggestion(error, ContextKind::SuggestedArg).as_deref())
}

/// Why a value was refused: the validator's own words, or ours for the parsers of the standard library and of clap.
fn reason(error: &clap::Error) -> String {
    let Some(source) = std::error::Error::source(error) else {
        return String::new();
    };
    if let Some(error) = source.downcast_ref::<ParseIntError>() {
        return match error.kind() {
            IntErrorKind::PosOverflow => messages::NUMBER_TOO_BIG,
            IntErrorKind::NegOverflow => messages::NUMBER_TOO_SMALL,
            _ => messages::NOT_AN_INTEGER,
        }
        .to_owned();
    }
    if source.is::<ParseFloatError>() {
        return messages::NOT_A_NUMBER.to_owned();
    }
    let text = source.to_string();
    range(&text).unwrap_or(text)
}

/// clap's integer parsers tell their bounds only as a text such as `70000 is not in 1..=65535`.
fn range(text: &str) -> Option<String> {
    let (_, bounds) = text.split_once(" is not in ")?;
    let (low, high) = bounds.split_once("..")?;
    Some(match high.strip_prefix('=') {
        _ if high.is_empty() => messages::number_from(low),
        Some(high) => messages::number_between(low, high),
        None => messages::number_below(low, high),
    })
}

fn text(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        _ => String::new(),
    }
}

fn list(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::Strings(list)) => list.clone(),
        Some(ContextValue::String(text)) => vec![text.clone()],
        _ => Vec::new(),
    }
}

fn suggestion(error: &clap::Error, kind: ContextKind) -> Option<String> {
    list(error, kind).into_iter().next()
}
