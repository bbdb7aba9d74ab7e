//! Which pseudonym is whose: a file that stays with the teacher.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::cache::write_whole;
use crate::messages::pseudonyms as messages;

/// What every pseudonym begins with.
pub const MARK: &str = "eleve-";
/// What follows: no vowel, so that no word comes out, and nothing that looks like something else.
const LETTERS: &[u8; 26] = b"bcdfghjkmnpqrstvwxz2345678";
const DRAWN: usize = 6;
const HEADER: &str = "pseudonyme;id";

/// A class's pseudonyms.
#[derive(Debug)]
pub struct Key {
    path: PathBuf,
    by_id: BTreeMap<String, String>,
}

/// How long a pseudonym is, in bytes.
pub const fn length() -> usize {
    MARK.len() + DRAWN
}

impl Key {
    /// That of the class whose list is in `folder`; empty before the first time.
    ///
    /// # Errors
    /// A file that cannot be read, or is not as it was written.
    pub fn open(folder: &Path) -> anyhow::Result<Self> {
        let path = folder.join(".grader").join("pseudonymes.csv");
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error).with_context(|| crate::messages::unreadable_file(&path)),
        };
        let mut by_id = BTreeMap::new();
        for (number, line) in (1..).zip(text.lines()).skip(1) {
            match line.split_once(';') {
                Some((pseudonym, id)) if pseudonym.len() == length() && pseudonym.starts_with(MARK) => {
                    by_id.insert(id.to_owned(), pseudonym.to_owned());
                }
                _ => bail!(crate::messages::wrong_line(&path, number, messages::WRONG_KEY)),
            }
        }
        Ok(Self { path, by_id })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A pupil's pseudonym, if there is one.
    pub fn of(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).map(String::as_str)
    }

    /// Draws a pseudonym for a pupil who has none.
    ///
    /// # Errors
    /// When the system has no chance to give.
    pub fn give(&mut self, id: &str) -> anyhow::Result<()> {
        if self.by_id.contains_key(id) {
            return Ok(());
        }
        let pseudonym = loop {
            let drawn = draw()?;
            if self.by_id.values().all(|taken| *taken != drawn) {
                break drawn;
            }
        };
        self.by_id.insert(id.to_owned(), pseudonym);
        Ok(())
    }

    /// Keeps it, for the teacher alone.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save(&self) -> anyhow::Result<()> {
        let rows = self.by_id.iter().map(|(id, pseudonym)| format!("{pseudonym};{id}\n"));
        let text = format!("{HEADER}\n{}", rows.collect::<String>());
        let written = || messages::key_not_written(&self.path);
        let folder = self.path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).with_context(written)?;
        crate::private::folder(folder).with_context(written)?;
        write_whole(&self.path, text.as_bytes()).with_context(written)
    }
}

fn draw() -> anyhow::Result<String> {
    let mut pseudonym = MARK.to_owned();
    while pseudonym.len() < length() {
        let mut random = [0_u8];
        getrandom::fill(&mut random).map_err(|error| anyhow::anyhow!(error.to_string()))?;
        // What goes beyond a whole number of alphabets would favour its first letters.
        let place = usize::from(random[0]);
        if place < 256 / LETTERS.len() * LETTERS.len() {
            pseudonym.push(char::from(LETTERS[place % LETTERS.len()]));
        }
    }
    Ok(pseudonym)
}
