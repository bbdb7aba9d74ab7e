//! What other programs read: JSON, CSV, `JUnit`, Markdown. Each file is written pupil by pupil, so that a class of any size
//! takes no more memory than one pupil.
//!
//! A mark that is not final yet is no mark for a school's software: the cell stays empty there.

mod cell;
mod csv;
mod growing;
pub mod jsonl;
mod junit;
mod moodle;
mod plain;
mod pronote;
mod summary;
pub mod worksheet;

use std::fs;
use std::io;
use std::path::Path;

use crate::model::{Class, ClassResult, Pupil};
pub use growing::Growing;

/// Where the files for other software lie, in the reports' folder.
pub const EXPORTS: &str = "exports";

/// What a whole class has, told at the head of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub pupils: usize,
    /// Who have a mark.
    pub marks: usize,
    /// Whose mark is not final.
    pub provisional: usize,
}

impl Counts {
    pub fn add(&mut self, pupil: &Pupil) {
        self.pupils += 1;
        self.marks += usize::from(pupil.mark.value.is_some());
        self.provisional += usize::from(pupil.mark.provisional);
    }
}

/// One kind of file.
trait Format {
    fn head(&mut self, class: &Class, counts: Counts) -> io::Result<String>;

    fn pupil(&mut self, pupil: &Pupil) -> io::Result<String>;

    fn foot(&mut self) -> String {
        String::new()
    }
}

/// All the files of a class, while its pupils come.
pub struct Files(Vec<(Box<dyn Format>, Growing)>);

impl Files {
    /// Begins `resultats.jsonl`, `notes.csv`, `junit.xml` and `exports/` in `folder`.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn begin(class: &Class, counts: Counts, folder: &Path) -> io::Result<Self> {
        let exports = folder.join(EXPORTS);
        fs::create_dir_all(&exports)?;
        let formats: [(_, Box<dyn Format>); 7] = [
            (folder.join("resultats.jsonl"), Box::new(jsonl::Lines)),
            (folder.join("notes.csv"), Box::new(csv::Table)),
            (folder.join("junit.xml"), Box::new(junit::Suites)),
            (exports.join("moodle-carnet.csv"), Box::new(moodle::Gradebook)),
            (exports.join("pronote.csv"), Box::new(pronote::Column)),
            (exports.join("resume.md"), Box::new(summary::Page::default())),
            (exports.join("notes.json"), Box::new(plain::Document::default())),
        ];
        let begin = |(path, mut format): (_, Box<dyn Format>)| {
            let mut file = Growing::new(path)?;
            file.add(&format.head(class, counts)?)?;
            Ok((format, file))
        };
        Ok(Self(formats.into_iter().map(begin).collect::<io::Result<_>>()?))
    }

    /// Adds the next pupil to each.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn add(&mut self, pupil: &Pupil) -> io::Result<()> {
        self.0.iter_mut().try_for_each(|(format, file)| file.add(&format.pupil(pupil)?))
    }

    /// Ends each, and puts it in its place.
    ///
    /// # Errors
    /// When a file cannot be written or put there.
    pub fn finish(self) -> io::Result<()> {
        for (mut format, mut file) in self.0 {
            file.add(&format.foot())?;
            file.finish()?;
        }
        Ok(())
    }
}

/// Writes all the files of `result` into `folder`.
///
/// # Errors
/// When a file cannot be written.
pub fn write(result: &ClassResult, folder: &Path) -> io::Result<()> {
    let mut counts = Counts::default();
    result.pupils.iter().for_each(|pupil| counts.add(pupil));
    let mut files = Files::begin(&result.class, counts, folder)?;
    result.pupils.iter().try_for_each(|pupil| files.add(pupil))?;
    files.finish()
}

/// The mark that may leave for a school's software.
fn final_mark(pupil: &Pupil) -> Option<f64> {
    pupil.mark.value.filter(|_| !pupil.mark.provisional)
}
