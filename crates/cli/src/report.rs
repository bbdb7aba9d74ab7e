//! An error chain as lines on stderr and an exit code.

use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

use crate::{is_broken_pipe, messages};

/// `error` with the exit code to leave with, where 1 is not the right one (a CONNACK's return code, 27 after
/// `-W`).
pub fn with_code(code: u8, error: impl Into<anyhow::Error>) -> anyhow::Error {
    anyhow::Error::new(Coded { code, error: error.into() })
}

/// Prints `error` and its causes on stderr, in French, and gives the exit code: 1 unless [`with_code`] chose
/// another, 0 and nothing printed if the reader of our output has left.
pub fn report(error: &anyhow::Error) -> ExitCode {
    if is_broken_pipe(error) {
        return ExitCode::SUCCESS;
    }
    let _ = io::stderr().write_all(lines(error).as_bytes());
    code(error).map_or(ExitCode::FAILURE, ExitCode::from)
}

fn code(error: &anyhow::Error) -> Option<u8> {
    error.chain().find_map(|link| link.downcast_ref::<Coded>()).map(|coded| coded.code)
}

fn lines(error: &anyhow::Error) -> String {
    let mut lines = String::new();
    let mut above = String::new();
    for link in error.chain().filter(|link| !link.is::<Coded>()) {
        let text = link.downcast_ref::<io::Error>().map_or_else(|| link.to_string(), messages::describe);
        // Some errors already end with their own cause: say it once.
        if lines.is_empty() {
            lines = messages::error(&text);
        } else if !above.ends_with(&text) {
            lines += &messages::cause(&text);
        }
        above = text;
    }
    lines
}

/// Carries a code down the chain, above the error it is about; [`lines`] passes it over.
#[derive(Debug)]
struct Coded {
    code: u8,
    error: anyhow::Error,
}

impl fmt::Display for Coded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl std::error::Error for Coded {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self.error.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use anyhow::{Context, anyhow};

    use super::*;

    #[test]
    fn each_cause_has_its_line() {
        let error = Err::<(), _>(io::Error::from_raw_os_error(2)).context("lecture de `td1.log` impossible");
        let text = lines(&error.expect_err("an error"));
        assert_eq!(
            text,
            "erreur : lecture de `td1.log` impossible\n  cause : fichier ou dossier introuvable\n"
        );
    }

    #[test]
    fn a_cause_that_is_already_said_is_not_repeated() {
        let error = anyhow!("délai dépassé").context("connexion impossible : délai dépassé");
        assert_eq!(lines(&error), "erreur : connexion impossible : délai dépassé\n");
    }

    #[test]
    fn a_code_travels_with_its_error_and_changes_no_word() {
        let error = with_code(5, anyhow!("mot de passe refusé").context("connexion refusée"));
        assert_eq!(lines(&error), "erreur : connexion refusée\n  cause : mot de passe refusé\n");
        assert_eq!(code(&error.context("au début")), Some(5));
        assert_eq!(code(&anyhow!("autre")), None);
    }
}
