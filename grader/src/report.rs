//! The HTML reports: a rapport de TP for each pupil, and the class page.
//!
//! A page is one file: no script, nothing loaded from anywhere. What pupils wrote, in their files, their names and the
//! messages of their programs, is hostile text: it is cut in the views, cleaned and escaped where templates
//! print it.
//!
//! Views (`pupil`, `class` and what they are made of) turn the [model](crate::model) into French text and signs;
//! templates (`grader/modeles/`) lay it out. A teacher's folder may hold another version of any template.

mod class;
mod conditions;
mod error;
mod messages;
mod numbers;
mod people;
mod prose;
mod pupil;
mod standing;
mod templates;
mod text;

use std::fs;
use std::path::{Path, PathBuf};

pub use error::{ReportError, TemplateError};
pub(crate) use numbers::decimal;
pub(crate) use prose::blocks;
pub(crate) use standing::Standing;
pub(crate) use text::clean;

use crate::model::{Class, ClassResult, Pupil};
use class::ClassPage;
use people::FileNames;
use pupil::PupilPage;
use templates::Templates;

/// The class page's file name.
pub const CLASS_PAGE: &str = "index.html";

/// Longest name, identifier or code, in characters.
const NAME: usize = 80;
/// Longest title or short sentence.
const SENTENCE: usize = 200;
/// Longest remark.
const PARAGRAPH: usize = 1000;

/// A result in which every state occurs: templates are tried on it.
const SAMPLE: &str = include_str!("../exemples/resultats.jsonl");

/// Makes reports from templates that are known to read.
#[derive(Debug)]
pub struct Reports {
    templates: Templates,
    with_answers: bool,
}

/// One page, still to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Path below the reports' folder, `eleves/aubry-l.html`.
    pub path: PathBuf,
    /// The whole file.
    pub html: String,
}

impl Reports {
    /// With the kit's templates, each replaced by the file of the same name in `templates`, a teacher's folder.
    ///
    /// Call it before grading: a folder is tried on a sample, so that a slip in it is told at once.
    ///
    /// # Errors
    /// When a template of the folder does not read or does not render, or when the folder holds a template that
    /// nothing uses.
    pub fn load(templates: Option<&Path>) -> Result<Self, ReportError> {
        let reports = Self { templates: Templates::load(templates)?, with_answers: false };
        if let (Some(_), Some(sample)) = (templates, sample()) {
            reports.render(&sample)?;
        }
        Ok(reports)
    }

    /// Shows in each rapport the right answers to the forms' questions, and why they are right; a rapport goes to the
    /// pupil, so that this is for when everybody has handed in.
    #[must_use]
    pub fn with_answers(self, with_answers: bool) -> Self {
        Self { with_answers, ..self }
    }

    /// Every page: the class's, then the pupils' in the class's order.
    ///
    /// # Errors
    /// When a template asks for something that does not exist.
    pub fn render(&self, result: &ClassResult) -> Result<Vec<Page>, ReportError> {
        let mut pages = vec![self.class_page(result)?];
        let mut rapports = self.rapports(&result.class);
        for pupil in &result.pupils {
            pages.push(rapports.next(pupil)?);
        }
        Ok(pages)
    }

    /// The page of one pupil.
    ///
    /// # Errors
    /// As [`render`](Self::render).
    pub fn rapport(&self, class: &Class, pupil: &Pupil) -> Result<String, ReportError> {
        self.templates.render("rapport.html", &PupilPage::new(class, pupil, self.with_answers))
    }

    /// The class's page alone.
    ///
    /// # Errors
    /// As [`render`](Self::render).
    pub fn class_page(&self, result: &ClassResult) -> Result<Page, ReportError> {
        let people = people::people(result);
        let html = self.templates.render("classe.html", &ClassPage::new(result, &people))?;
        Ok(Page { path: CLASS_PAGE.into(), html })
    }

    /// The pupils' pages, one by one.
    pub fn rapports<'r>(&'r self, class: &'r Class) -> Rapports<'r> {
        Rapports { reports: self, class, names: FileNames::none() }
    }

    /// Writes every page below `folder`, which is made if need be, and says where the class page is.
    ///
    /// A page is whole or absent at any moment: it is written beside its place, then moved there.
    ///
    /// # Errors
    /// As [`render`](Self::render), and when a file cannot be written.
    pub fn write(&self, result: &ClassResult, folder: &Path) -> Result<PathBuf, ReportError> {
        for page in self.render(result)? {
            page.write(folder)?;
        }
        Ok(folder.join(CLASS_PAGE))
    }
}

/// The pupils' pages, while the pupils come in the class's order.
#[derive(Debug)]
pub struct Rapports<'r> {
    reports: &'r Reports,
    class: &'r Class,
    names: FileNames,
}

impl Rapports<'_> {
    /// The next pupil's.
    ///
    /// # Errors
    /// When a template asks for something that does not exist.
    pub fn next(&mut self, pupil: &Pupil) -> Result<Page, ReportError> {
        let html = self.reports.rapport(self.class, pupil)?;
        Ok(Page { path: self.names.person(pupil).href.into(), html })
    }
}

impl Page {
    /// Writes it below `folder`.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(), ReportError> {
        let path = folder.join(&self.path);
        write_whole(&path, &self.html).map_err(|source| ReportError::Unwritable { path, source })
    }
}

/// Where each pupil's page is, below the reports' folder, in the class's order.
pub(crate) fn pupils_pages(result: &ClassResult) -> Vec<PathBuf> {
    people::people(result).into_iter().map(|person| person.href.into()).collect()
}

fn write_whole(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    crate::cache::write_whole(path, text.as_bytes())
}

/// The sample, which a test proves readable.
fn sample() -> Option<ClassResult> {
    ClassResult::from_lines(SAMPLE)
}
