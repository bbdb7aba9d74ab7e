//! What the teacher marks by hand, `notes-manuelles.toml`.

use std::collections::BTreeMap;
use std::path::Path;

use super::Scheme;
use crate::class_list::Member;
use crate::messages;
use crate::toml_file::{Section, TomlFile, Wrong};

/// What the teacher wrote, by pupil's id.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ManualMarks(BTreeMap<String, PupilMarks>);

/// What the teacher wrote for one pupil.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PupilMarks {
    /// Points by line of the scheme.
    pub points: BTreeMap<String, f64>,
    /// Why points replace those that were found, by line; the pupil reads it.
    pub reasons: BTreeMap<String, String>,
    /// What the teacher says of a line to the pupil, by line.
    pub comments: BTreeMap<String, String>,
    /// Days late.
    pub days_late: f64,
    /// Hints taken.
    pub hints: f64,
    /// Added to the mark; negative takes away.
    pub adjustment: f64,
    /// The mark itself, whatever the lines say.
    pub imposed: Option<f64>,
    pub remark: Option<String>,
}

impl ManualMarks {
    /// Reads the file: one table for each pupil, named by id.
    ///
    /// # Errors
    /// [`Wrong`] with the line and what is expected there.
    pub fn read(path: &Path, source: &str, scheme: &Scheme, members: &[Member]) -> Result<Self, Wrong> {
        let root = TomlFile { path, source }.root()?;
        let mut marks = BTreeMap::new();
        for (id, section) in root.named_sections()? {
            if !members.iter().any(|member| member.id == id.value) {
                return Err(section.wrong_at(&id, messages::unknown_pupil(&id.value)));
            }
            marks.insert(id.value, pupil(section, scheme)?);
        }
        Ok(Self(marks))
    }

    /// What was written for this pupil.
    pub fn of(&self, id: &str) -> PupilMarks {
        self.0.get(id).cloned().unwrap_or_default()
    }
}

fn pupil(mut section: Section<'_>, scheme: &Scheme) -> Result<PupilMarks, Wrong> {
    let value = |number: Option<crate::toml_file::At<f64>>| number.map_or(0.0, |number| number.value);
    let mut marks = PupilMarks {
        days_late: value(section.number("retard", 0.0..=365.0)?),
        hints: value(section.number("indices", 0.0..=1000.0)?),
        adjustment: value(section.number("ajustement", -1000.0..=1000.0)?),
        imposed: section.number("note", 0.0..=scheme.out_of)?.map(|number| number.value),
        remark: section.text("remarque")?.map(|text| text.value),
        reasons: texts(&mut section, "raisons", scheme)?,
        comments: texts(&mut section, "commentaires", scheme)?,
        points: BTreeMap::new(),
    };
    for (line, points) in section.numbers("points", 0.0..=1000.0)? {
        match scheme.lines.iter().find(|known| known.id == line.value) {
            None => return Err(section.wrong_at(&line, messages::unknown_line(&line.value, &scheme.lines))),
            Some(known) if points > known.out_of => {
                return Err(section.wrong_at(&line, messages::too_many_points(known)));
            }
            Some(_) => marks.points.insert(line.value, points),
        };
    }
    if let Some(line) = marks.reasons.keys().find(|line| !marks.points.contains_key(*line)) {
        return Err(section.wrong(messages::reason_without_points(line)));
    }
    section.finish()?;
    Ok(marks)
}

/// A text for each line of the scheme that is named.
fn texts(
    section: &mut Section<'_>,
    key: &'static str,
    scheme: &Scheme,
) -> Result<BTreeMap<String, String>, Wrong> {
    let mut texts = BTreeMap::new();
    for (line, text) in section.named_texts(key)? {
        if !scheme.lines.iter().any(|known| known.id == line.value) {
            return Err(section.wrong_at(&line, messages::unknown_line(&line.value, &scheme.lines)));
        }
        texts.insert(line.value, text);
    }
    Ok(texts)
}
