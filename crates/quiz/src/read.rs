//! From the text of a chapter's file to its questions.

use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use crate::check;
use crate::messages;
use crate::question::{Choice, Frame, Kind, OrderMistake, Question, Usage, ValueMistake};
use labs::Criterion;

/// The questions of a chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// The page of the book, without its ending: `qos-1`.
    pub name: String,
    /// Its title.
    pub title: String,
    /// In the order of the course.
    pub questions: Vec<Question>,
}

/// A fault in the bank: which file, which line, how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", messages::fault(file, *line, what))]
pub struct BankError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and how to mend it, in French.
    pub what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawChapter {
    titre: String,
    questions: Vec<RawQuestion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawQuestion {
    nom: Spanned<String>,
    genre: String,
    usage: Usage,
    critere: Criterion,
    niveau: u8,
    enonce: String,
    journal: Option<String>,
    #[serde(default)]
    choix: Vec<RawChoice>,
    #[serde(default)]
    ordre: Vec<String>,
    octets: Option<String>,
    nombre: Option<u64>,
    trame: Option<String>,
    lu: Option<String>,
    #[serde(default)]
    erreurs: Vec<RawMistake>,
    explication: String,
    reference: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawChoice {
    texte: String,
    #[serde(default)]
    juste: bool,
    #[serde(default)]
    dit: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMistake {
    reponse: String,
    dit: String,
}

/// Reads and checks a chapter. `file` is its path, whose stem names the chapter.
///
/// # Errors
/// The first [`BankError`].
pub fn read(file: &Path, text: &str) -> Result<Chapter, BankError> {
    let line_of = |offset: usize| text.get(..offset).unwrap_or_default().matches('\n').count() + 1;
    let fault = |line, what| BankError { file: file.display().to_string(), line, what };
    let raw: RawChapter = toml::from_str(text).map_err(|error| {
        fault(line_of(error.span().unwrap_or_default().start), messages::not_toml(error.message()))
    })?;
    let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut questions: Vec<Question> = Vec::new();
    for raw in raw.questions {
        let line = line_of(raw.nom.span().start);
        let question = question(raw).map_err(|what| fault(line, what))?;
        check::question(&question, &name).map_err(|what| fault(line, what))?;
        if questions.iter().any(|other| other.name == question.name) {
            return Err(fault(line, messages::same_name(&question.name)));
        }
        questions.push(question);
    }
    Ok(Chapter { name, title: raw.titre, questions })
}

fn question(raw: RawQuestion) -> Result<Question, String> {
    let name = raw.nom.into_inner();
    let values = || raw.erreurs.iter().map(RawMistake::value).collect();
    let choices = || raw.choix.iter().map(RawChoice::choice).collect();
    let kind = match (raw.genre.as_str(), &raw.octets, raw.nombre) {
        ("choix", None, None) => Kind::Single(choices()),
        ("choix-multiple", None, None) => Kind::Several(choices()),
        ("ordre", None, None) => Kind::Order {
            mistakes: raw.erreurs.iter().map(|mistake| mistake.order(&name)).collect::<Result<_, _>>()?,
            items: raw.ordre.clone(),
        },
        ("octets", Some(bytes), None) => {
            let frame = match (&raw.trame, &raw.lu) {
                (Some(bytes), Some(read)) => Some(Frame { bytes: bytes.clone(), read: read.clone() }),
                (None, None) => None,
                _ => return Err(messages::half_frame(&name)),
            };
            Kind::Bytes { right: bytes.clone(), mistakes: values(), frame }
        }
        ("nombre", None, Some(right)) => Kind::Number { right, mistakes: values() },
        _ => return Err(messages::wrong_kind(&name, &raw.genre)),
    };
    // What does not go with the kind would be lost without a word.
    let stray = [
        ("choix", !raw.choix.is_empty() && kind.choices().is_empty()),
        ("ordre", !raw.ordre.is_empty() && !matches!(kind, Kind::Order { .. })),
        ("trame", raw.trame.is_some() && !matches!(kind, Kind::Bytes { .. })),
        ("erreurs", !raw.erreurs.is_empty() && !kind.choices().is_empty()),
    ];
    if let Some((entry, _)) = stray.into_iter().find(|(_, is_stray)| *is_stray) {
        return Err(messages::stray(&name, entry, &raw.genre));
    }
    Ok(Question {
        name,
        usage: raw.usage,
        criterion: raw.critere,
        level: raw.niveau,
        text: raw.enonce.trim().to_owned(),
        log: raw.journal.map(|log| log.trim_matches('\n').to_owned()),
        kind,
        why: raw.explication.trim().to_owned(),
        reference: raw.reference,
    })
}

impl RawChoice {
    fn choice(&self) -> Choice {
        Choice { text: self.texte.clone(), is_right: self.juste, said: self.dit.clone() }
    }
}

impl RawMistake {
    fn value(&self) -> ValueMistake {
        ValueMistake { given: self.reponse.clone(), said: self.dit.clone() }
    }

    /// `2134`: the second thing first.
    fn order(&self, name: &str) -> Result<OrderMistake, String> {
        let place = |digit: char| digit.to_digit(10).and_then(|digit| (digit as usize).checked_sub(1));
        let places = self.reponse.chars().map(place).collect::<Option<Vec<_>>>();
        let places = places.ok_or_else(|| messages::wrong_order_mistake(name, &self.reponse))?;
        Ok(OrderMistake { places, said: self.dit.clone() })
    }
}
