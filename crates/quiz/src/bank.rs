//! The bank as a whole: a folder with a file for each chapter.

use std::path::Path;
use std::{fs, io};

use crate::messages;
use crate::question::{Question, Usage};
use crate::read::{BankError, Chapter, read};

/// Where the bank lies, from the kit's root: with what pupils never get.
pub const FOLDER: &str = "grader/secret/quiz";

/// The chapters of the course, in its order; then what its labs teach.
pub const CHAPTERS: [&str; 17] = [
    "couches",
    "publier-et-s-abonner",
    "format-des-messages",
    "quatorze-paquets",
    "connexion",
    "qos-0",
    "qos-1",
    "qos-2",
    "qos-par-saut",
    "topics",
    "retain",
    "sessions",
    "un-broker-a-soi",
    "securite",
    "comparaison",
    "tp",
    "compte-rendu",
];

/// All questions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bank {
    /// In the order of the course.
    pub chapters: Vec<Chapter>,
}

impl Bank {
    /// Reads and checks the bank in a folder, a file for each of [`CHAPTERS`].
    ///
    /// # Errors
    /// The first [`BankError`], or that a file cannot be read.
    pub fn load(folder: &Path) -> anyhow::Result<Bank> {
        let mut chapters = Vec::new();
        for name in CHAPTERS {
            let file = folder.join(format!("{name}.toml"));
            let text = fs::read_to_string(&file).map_err(|error| unreadable(&file, &error))?;
            chapters.push(read(&file, &text)?);
        }
        Ok(Bank { chapters })
    }

    /// The questions for this usage, in the order of the course.
    pub fn questions(&self, usage: Usage) -> impl Iterator<Item = &Question> {
        let all = self.chapters.iter().flat_map(|chapter| &chapter.questions);
        all.filter(move |question| question.usage == usage)
    }

    /// The chapter that a question belongs to.
    #[must_use]
    pub fn chapter_of(&self, question: &Question) -> Option<&Chapter> {
        self.chapters.iter().find(|chapter| chapter.questions.iter().any(|own| own.name == question.name))
    }
}

fn unreadable(file: &Path, error: &io::Error) -> BankError {
    BankError { file: file.display().to_string(), line: 1, what: messages::unreadable(error) }
}
