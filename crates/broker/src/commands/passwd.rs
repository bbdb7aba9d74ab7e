//! `broker passwd FICHIER NOM`: the file of users.

use std::fs::{self, OpenOptions};
use std::io::{BufRead, ErrorKind, IsTerminal, Write, stdin};
use std::path::Path;

use anyhow::{anyhow, ensure};

use crate::access::{is_name, phc_of};
use crate::messages;

/// Adds a user, or gives it another password, which is asked on the terminal or read from the standard input.
pub(super) fn set(file: &Path, user: &str) -> anyhow::Result<()> {
    ensure!(is_name(user), messages::NAME);
    let mut lines = read(file)?;
    let password = ask()?;
    ensure!(!password.is_empty(), messages::EMPTY_PASSWORD);
    let line = format!("{user}:{}", phc_of(password.as_bytes()).map_err(|_| anyhow!(messages::NO_RANDOM))?);
    let place = lines.iter().position(|line| is_of(line, user));
    match place {
        Some(place) => lines[place] = line,
        None => lines.push(line),
    }
    write(file, &lines)?;
    writeln!(cli::stdout(), "{}", messages::password_written(file, user, place.is_none()))?;
    Ok(())
}

/// Removes a user.
pub(super) fn delete(file: &Path, user: &str) -> anyhow::Result<()> {
    let mut lines = read(file)?;
    let before = lines.len();
    lines.retain(|line| !is_of(line, user));
    ensure!(lines.len() < before, messages::no_such_user(file, user));
    write(file, &lines)?;
    writeln!(cli::stdout(), "{}", messages::user_removed(file, user))?;
    Ok(())
}

fn is_of(line: &str, user: &str) -> bool {
    line.trim().split_once(':').is_some_and(|(name, _)| name == user)
}

fn ask() -> anyhow::Result<String> {
    if !stdin().is_terminal() {
        let mut line = String::new();
        stdin().lock().read_line(&mut line)?;
        return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
    }
    let password = rpassword::prompt_password(messages::ASK_PASSWORD)?;
    let again = rpassword::prompt_password(messages::ASK_PASSWORD_AGAIN)?;
    ensure!(password == again, messages::PASSWORDS_DIFFER);
    Ok(password)
}

/// The lines of the file; none where there is no file yet.
fn read(file: &Path) -> anyhow::Result<Vec<String>> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(text.lines().map(str::to_owned).collect()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(anyhow!(tls::messages::cannot_read(file, &error))),
    }
}

/// Replaces the file in one go: a broker that starts meanwhile reads the old one or the new one.
fn write(file: &Path, lines: &[String]) -> anyhow::Result<()> {
    let mut name = file.as_os_str().to_owned();
    name.push(".nouveau");
    let new = Path::new(&name);
    let failed = |error| anyhow!(tls::messages::cannot_write(file, &error));
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    // Nobody but its owner has to read it: a hash can be guessed at.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut text = lines.join("\n");
    text.push('\n');
    options.open(new).and_then(|mut file| file.write_all(text.as_bytes())).map_err(failed)?;
    fs::rename(new, file).map_err(failed)
}
