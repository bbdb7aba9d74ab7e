//! From the text of `bareme.toml` to a [`Scheme`].

use std::collections::BTreeMap;
use std::path::Path;

use course::Course;

use super::messages as own;
use super::{Cost, Missing, Scheme, SchemeLine, SheetPart, sheets};
use crate::answers::{self, Sheets};
use crate::hash;
use crate::intake::ACCOUNT;
use crate::messages;
use crate::model::{Criterion, Skill};
use crate::toml_file::{At, Section, TomlFile, Wrong};
use crate::traces::{self, Labs};

/// The scheme that the kit ships for the code track.
pub const CODE: &str = include_str!("../../baremes/code.toml");
/// The scheme that the kit ships for the network track.
pub const NETWORK: &str = include_str!("../../baremes/reseau.toml");
/// The scheme that the kit ships for the lab in which a broker is qualified.
pub const QUALIFICATION: &str = include_str!("../../baremes/qualification.toml");

/// What the kit has to mark by.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    pub course: &'a Course,
    pub sheets: &'a Sheets,
    pub labs: &'a Labs,
}

/// Reads a scheme; exercises, forms and traces are those that are known.
///
/// # Errors
/// [`Wrong`] with the line and what is expected there.
pub fn read(path: &Path, source: &str, known: Known<'_>) -> Result<Scheme, Wrong> {
    let mut root = TomlFile { path, source }.root()?;
    let title = root.text("titre")?.ok_or_else(|| root.wrong(messages::missing_key("titre")))?;
    let lab = root.text("tp")?;
    let out_of = root.number("sur", 1.0..=1000.0)?;
    let rounding = root.number("arrondi", 0.0..=5.0)?;
    let late = cost(root.section("retard")?, "points_par_jour")?;
    let hints = cost(root.section("indices")?, "points_par_indice")?;
    let missing = missing(&mut root)?;
    let mut lines: Vec<SchemeLine> = Vec::new();
    let mut places = Vec::new();
    for section in root.sections("lignes")? {
        let (line, place) = line(section, known, &lines)?;
        lines.push(line);
        places.push(place);
    }
    sheets::share(&mut lines, &places, known.sheets, &root)?;
    if lines.is_empty() {
        return Err(root.wrong(messages::NO_LINE.to_owned()));
    }
    let mut skills = Vec::new();
    for section in root.sections("competences")? {
        skills.push(skill(section, &lines)?);
    }
    root.finish()?;
    Ok(Scheme {
        title: title.value,
        lab: lab.map(|lab| lab.value),
        out_of: out_of.map_or(20.0, |number| number.value),
        rounding: rounding.map_or(0.5, |number| number.value),
        late,
        hints,
        missing,
        lines,
        skills,
        digest: hash::short(source.as_bytes()),
    })
}

fn cost(section: Option<Section<'_>>, key: &'static str) -> Result<Cost, Wrong> {
    let Some(mut section) = section else { return Ok(Cost::default()) };
    let each = section.number(key, 0.0..=100.0)?;
    let most = section.number("maximum", 0.0..=1000.0)?;
    section.finish()?;
    Ok(Cost { each: each.map_or(0.0, |number| number.value), most: most.map(|number| number.value) })
}

fn missing(root: &mut Section<'_>) -> Result<Missing, Wrong> {
    match root.text("feuille_non_rendue")? {
        None => Ok(Missing::Wait),
        Some(text) if text.value == "attendre" => Ok(Missing::Wait),
        Some(text) if text.value == "zero" => Ok(Missing::Zero),
        Some(text) => Err(root.wrong_at(&text, own::unknown_missing(&text.value))),
    }
}

/// A line, and where its form is named.
fn line(
    mut section: Section<'_>,
    known: Known<'_>,
    earlier: &[SchemeLine],
) -> Result<(SchemeLine, Option<At<String>>), Wrong> {
    let id = section.text("nom")?.ok_or_else(|| section.wrong(messages::missing_key("nom")))?;
    if !id.value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        return Err(section.wrong_at(&id, messages::wrong_line_id(&id.value)));
    }
    if earlier.iter().any(|line| line.id == id.value) {
        return Err(section.wrong_at(&id, messages::duplicate_line(&id.value)));
    }
    let criterion =
        section.text("critere")?.ok_or_else(|| section.wrong(messages::missing_key("critere")))?;
    let Some(criterion_value) = Criterion::ALL.into_iter().find(|c| c.key() == criterion.value) else {
        return Err(section.wrong_at(&criterion, messages::unknown_criterion(&criterion.value)));
    };
    let what = section.text("intitule")?;
    let points = section.number("points", 0.0..=1000.0)?;
    let Known { course, sheets: kit, labs } = known;
    let exercise = match section.text("exercice")? {
        Some(name) => match course.find(&name.value) {
            Some(exercise) => Some(exercise),
            None => return Err(section.wrong_at(&name, messages::unknown_exercise(&name.value, course))),
        },
        None => None,
    };
    let sheet = section.text("feuille")?;
    if let Some(name) = &sheet {
        if exercise.is_some() {
            return Err(section.wrong_at(name, own::SHEET_AND_EXERCISE.to_owned()));
        }
        if name.value != ACCOUNT && kit.get(&name.value).is_none() {
            return Err(section.wrong_at(name, own::unknown_sheet(&name.value, &kit.names())));
        }
    }
    let is_account = sheet.as_ref().is_some_and(|name| name.value == ACCOUNT);
    let part = sheet.as_ref().filter(|_| !is_account).map(|name| SheetPart {
        name: name.value.clone(),
        by_criterion: false,
        is_first: true,
    });
    let trace = section.text("trace")?;
    let mut lab = None;
    if let Some(name) = &trace {
        if exercise.is_some() || sheet.is_some() {
            return Err(section.wrong_at(name, own::TRACE_AND_OTHER.to_owned()));
        }
        lab = labs.get(&name.value);
        if lab.is_none() {
            return Err(section.wrong_at(name, own::unknown_trace(&name.value, &labs.names())));
        }
    }
    let mut weights = BTreeMap::new();
    for (group, weight) in section.numbers("groupes", 0.0..=1000.0)? {
        if exercise.is_none() {
            return Err(section.wrong_at(&group, messages::GROUPS_WITHOUT_EXERCISE.to_owned()));
        }
        weights.insert(group.value, weight);
    }
    let what = match (what, exercise, &part) {
        (Some(what), ..) => what.value,
        (None, Some(exercise), _) => messages::exercise_line(exercise),
        (None, None, Some(part)) => answers::title(&part.name),
        (None, None, None) if trace.is_some() => {
            traces::title(lab.map_or_else(Default::default, |lab| lab.rules.title()))
        }
        (None, None, None) if is_account => own::ACCOUNT_LINE.to_owned(),
        (None, None, None) => return Err(section.wrong(messages::missing_key("intitule"))),
    };
    let out_of = match (points, exercise, &part) {
        (Some(points), ..) => points.value,
        (None, Some(exercise), _) => f64::from(exercise.points),
        // Known once the lines that share the sheet are.
        (None, None, Some(_)) => f64::NAN,
        (None, None, None) => match lab {
            Some(lab) => lab.points(),
            None => return Err(section.wrong(messages::missing_key("points"))),
        },
    };
    section.finish()?;
    let exercise = exercise.map(course::Exercise::id);
    let line = SchemeLine {
        id: id.value,
        criterion: criterion_value,
        what,
        out_of,
        exercise,
        sheet: part,
        trace: trace.map(|name| name.value),
        is_account,
        weights,
    };
    Ok((line, sheet))
}

fn skill(mut section: Section<'_>, lines: &[SchemeLine]) -> Result<Skill, Wrong> {
    let code = section.text("code")?.ok_or_else(|| section.wrong(messages::missing_key("code")))?;
    let text = section.text("texte")?.ok_or_else(|| section.wrong(messages::missing_key("texte")))?;
    let wanted = section.texts("lignes")?;
    if wanted.is_empty() {
        return Err(section.wrong(messages::missing_key("lignes")));
    }
    for id in &wanted {
        if !lines.iter().any(|line| line.id == id.value) {
            return Err(section.wrong_at(id, messages::unknown_line(&id.value, lines)));
        }
    }
    section.finish()?;
    Ok(Skill { code: code.value, text: text.value, lines: wanted.into_iter().map(|id| id.value).collect() })
}

impl Criterion {
    /// What the scheme calls it.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Identify => "identifier",
            Self::Manipulate => "manipuler",
            Self::Apply => "appliquer",
            Self::Report => "rendre-compte",
        }
    }
}
