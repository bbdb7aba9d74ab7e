//! The kit's sheets: what is asked, and what is right.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;
use labs::{Key, Prompt};
use quiz::Bank;

use super::{messages, quizzes};
use crate::model::Criterion;

/// A form with its key.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    pub key: Key,
    /// In the form's order; some have no key: predictions.
    pub prompts: Vec<Prompt>,
}

/// The sheets of the kit, and the account to fill in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheets {
    by_name: BTreeMap<String, Sheet>,
    /// The bank of questions; empty where the kit has none.
    bank: Bank,
    blank_account: String,
}

impl Sheets {
    /// Reads the keys of `grader/secret/cles` and the blank forms of `book/formulaires`, below the kit's root.
    ///
    /// # Errors
    /// When a key is missing or wrong, which its message says.
    pub fn load(root: &Path) -> anyhow::Result<Self> {
        let keys = root.join("grader").join("secret").join("cles");
        let forms = root.join("book").join("formulaires");
        let mut by_name = BTreeMap::new();
        for entry in fs::read_dir(&keys).with_context(|| messages::unreadable(&keys))? {
            let path = entry.with_context(|| messages::unreadable(&keys))?.path();
            let (Some(name), Some("toml")) = (path.file_stem(), path.extension().and_then(|e| e.to_str()))
            else {
                continue;
            };
            let name = name.to_string_lossy().into_owned();
            let form = forms.join("reponses").join(format!("{name}.toml"));
            let form = fs::read_to_string(&form).with_context(|| messages::unreadable(&form))?;
            by_name.insert(name, Sheet { key: read_key(&path)?, prompts: labs::prompts(&form) });
        }
        let folder = root.join(quiz::FOLDER);
        let bank = if folder.is_dir() { Bank::load(&folder)? } else { Bank::default() };
        if !bank.chapters.is_empty() {
            by_name.extend(quizzes::sheets(&bank)?);
        }
        // Without it, an account is never known to be blank.
        let blank_account = fs::read_to_string(forms.join("compte-rendu.md")).unwrap_or_default();
        Ok(Self { by_name, bank, blank_account })
    }

    pub fn get(&self, name: &str) -> Option<&Sheet> {
        self.by_name.get(name)
    }

    pub(super) fn bank(&self) -> &Bank {
        &self.bank
    }

    pub fn names(&self) -> Vec<&str> {
        self.by_name.keys().map(String::as_str).collect()
    }

    /// Whether nothing was written in this account.
    pub fn is_blank_account(&self, text: &str) -> bool {
        text.split_whitespace().eq(self.blank_account.split_whitespace()) || text.trim().is_empty()
    }
}

impl Sheet {
    /// The points of its questions; of one criterion, or of all.
    pub fn points(&self, criterion: Option<Criterion>) -> f64 {
        let wanted = self.key.questions.iter().filter(|question| {
            criterion.is_none_or(|criterion| Criterion::from(question.criterion) == criterion)
        });
        wanted.map(|question| question.points).sum()
    }
}

impl From<labs::Criterion> for Criterion {
    fn from(criterion: labs::Criterion) -> Self {
        match criterion {
            labs::Criterion::Identify => Self::Identify,
            labs::Criterion::Manipulate => Self::Manipulate,
            labs::Criterion::Apply => Self::Apply,
            labs::Criterion::Report => Self::Report,
        }
    }
}

pub(super) fn read_key(path: &Path) -> anyhow::Result<Key> {
    let text = fs::read_to_string(path).with_context(|| messages::unreadable(path))?;
    Key::parse(&text).with_context(|| messages::unreadable(path))
}
