//! The TD sheets that the command `td` drew for a class: a folder with the pupils' part and the teacher's.

use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::{Context, bail};

use quiz::Bank;
use quiz::paper::{self, Length, Version};

use super::sheets::{Sheet, read_key};
use super::{messages, quizzes};

/// The folder that `td` filled. Its files come first, as what was handed out and may have been mended by hand; where the
/// teacher kept the seed alone, sheets are drawn again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draws {
    folder: PathBuf,
    seed: Option<String>,
}

impl Draws {
    /// Opens the folder that the teacher names.
    ///
    /// # Errors
    /// When it holds neither keys nor seed, or cannot be read.
    pub fn open(folder: &Path) -> anyhow::Result<Self> {
        let seed = folder.join("professeur").join("graine");
        let seed = match fs::read_to_string(&seed) {
            Ok(text) => Some(text.trim().to_owned()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error).with_context(|| messages::unreadable(&seed)),
        };
        if seed.is_none() && !folder.join("professeur").join("cles").is_dir() {
            bail!(messages::no_draws(folder));
        }
        Ok(Self { folder: folder.to_owned(), seed })
    }

    /// The sheet of a pair, `td1` of pair 3; none when it was not drawn.
    ///
    /// # Errors
    /// A key that is there and wrong.
    pub fn sheet(&self, name: &str, pair: u32) -> anyhow::Result<Option<Sheet>> {
        let pair_folder = format!("binome-{pair:02}");
        let key = self.folder.join("professeur").join("cles").join(&pair_folder).join(format!("{name}.toml"));
        let form =
            self.folder.join("eleves").join(&pair_folder).join("reponses").join(format!("{name}.toml"));
        if key.is_file() {
            let form =
                fs::read_to_string(&form).ok().or_else(|| self.drawn(name, pair).map(|drawn| drawn.form));
            let prompts = form.map(|form| labs::prompts(&form)).unwrap_or_default();
            return Ok(Some(Sheet { key: read_key(&key)?, prompts }));
        }
        let Some(drawn) = self.drawn(name, pair) else { return Ok(None) };
        Ok(Some(Sheet { key: labs::Key::parse(&drawn.key)?, prompts: labs::prompts(&drawn.form) }))
    }

    /// The quiz in a version; none when it was not drawn. Its key in the folder comes first, as what was handed out.
    ///
    /// # Errors
    /// A key that is there and wrong, or a bank from which no paper can be drawn.
    pub(super) fn quiz(
        &self,
        bank: &Bank,
        version: Version,
        length: Length,
    ) -> anyhow::Result<Option<Sheet>> {
        let folder = self.folder.join("professeur").join(paper::SHEET);
        let Some(seed) = self.seed.as_ref().filter(|_| folder.is_dir()) else { return Ok(None) };
        let mut sheet = quizzes::sheet_of(&paper::draw(bank, seed, version, length)?);
        let code = paper::code(version, length).to_lowercase();
        let key = folder.join("cles").join(format!("{}-{code}.toml", paper::SHEET));
        if key.is_file() {
            sheet.key = read_key(&key)?;
        }
        Ok(Some(sheet))
    }

    fn drawn(&self, name: &str, pair: u32) -> Option<labs::Sheet> {
        let number = name.strip_prefix("td")?.parse().ok()?;
        labs::draw(number, self.seed.as_ref()?, pair).ok()
    }
}
