//! `atelier quiz`: the self-tests of the course in the terminal. The kit has no answer in clear: each is compared with its hash,
//! and what is told here counts for nothing, since the grader marks the file again.

mod dialog;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use quiz::CHAPTERS;
use quiz::public::{PUBLIC, SelfTest, Veiled};

use crate::answers::{FOLDER, Sheet};
use crate::console::console;
use crate::messages::quiz as messages;
use crate::{commands, disk, screen};

use dialog::Dialog;

/// How far a self-test is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// `qos-1`.
    pub chapter: String,
    pub title: String,
    pub answered: usize,
    pub right: usize,
    pub asked: usize,
}

/// A chapter's self-test with the student's answers to it.
pub struct Test {
    root: PathBuf,
    chapter: String,
    pub test: SelfTest,
    file: PathBuf,
}

/// Whether a form of this name, without its ending, is that of a self-test.
pub fn is_self_test(name: &str) -> bool {
    CHAPTERS.iter().any(|chapter| quiz::form_name(chapter) == name)
}

/// Asks what is left of a chapter's self-test, or once more what is wrong; without a chapter, says how far each is.
///
/// # Errors
/// An unknown chapter, or files that cannot be read or written.
pub fn run(root: &Path, chapter: Option<&str>) -> anyhow::Result<()> {
    let width = commands::width();
    let Some(asked) = chapter else {
        let all = CHAPTERS.iter().map(|chapter| Test::open(root, chapter)?.standing());
        let all = all.collect::<anyhow::Result<Vec<_>>>()?;
        return commands::print(&screen::note(&messages::overview(&all), width));
    };
    let chapter: String = asked.to_lowercase().split([' ', '_']).collect::<Vec<_>>().join("-");
    if !CHAPTERS.contains(&&*chapter) {
        bail!(messages::unknown_chapter(asked, &CHAPTERS));
    }
    let test = Test::open(root, &chapter)?;
    let opening = messages::opening(&test.test.title, &disk::shown(root, &test.file));
    commands::print(&screen::note(&opening, width))?;
    let mut asked = test.those(|answer, _| answer.is_none())?;
    if asked.is_empty() {
        asked =
            test.those(|answer, question| answer.is_none_or(|answer| !question.tell(&answer).is_right))?;
        if !asked.is_empty() {
            commands::print(&screen::note(&messages::again(&test.standing()?), width))?;
        }
    }
    if !asked.is_empty() {
        Dialog { test: &test, console: console(width) }.run(&asked)?;
        commands::print(&[Default::default()])?;
    }
    commands::print(&screen::note(&messages::end(&test.standing()?), width))
}

impl Test {
    fn open(root: &Path, chapter: &str) -> anyhow::Result<Test> {
        let test = SelfTest::load(&root.join(PUBLIC), chapter)?;
        let file = root.join(FOLDER).join(format!("{}.toml", quiz::form_name(chapter)));
        Ok(Test { root: root.to_owned(), chapter: chapter.to_owned(), test, file })
    }

    /// The places of the questions whose answer is so.
    fn those(&self, is_so: impl Fn(Option<String>, &Veiled) -> bool) -> anyhow::Result<Vec<usize>> {
        let sheet = self.sheet()?;
        let questions = self.test.questions.iter().enumerate();
        let those = questions.filter(|(_, question)| is_so(answer(&sheet, question), question));
        Ok(those.map(|(place, _)| place).collect())
    }

    fn standing(&self) -> anyhow::Result<Standing> {
        let sheet = self.sheet()?;
        let given = self.test.questions.iter().map(|question| (answer(&sheet, question), question));
        let given: Vec<_> = given.filter_map(|(answer, question)| Some((answer?, question))).collect();
        Ok(Standing {
            chapter: self.chapter.clone(),
            title: self.test.title.clone(),
            answered: given.len(),
            right: given.iter().filter(|(answer, question)| question.tell(answer).is_right).count(),
            asked: self.test.questions.len(),
        })
    }

    /// What is answered to a question, in the only way that it can be written.
    pub fn answer(&self, question: &Veiled) -> anyhow::Result<Option<String>> {
        Ok(answer(&self.sheet()?, question))
    }

    /// Writes an answer in the place of the one before; empty erases it.
    pub fn write(&self, question: &Veiled, answer: &str) -> anyhow::Result<()> {
        let text = self.sheet()?.with_answer(&question.name, answer);
        disk::replace(&self.file, text.as_bytes()).with_context(|| crate::messages::cannot_write(&self.file))
    }

    /// The form, read anew each time: the book's page may have saved it meanwhile. A blank one where there is none.
    fn sheet(&self) -> anyhow::Result<Sheet> {
        let text = match fs::read_to_string(&self.file) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => self.blank(),
            Err(error) => return Err(error).with_context(|| crate::messages::cannot_read(&self.file)),
        };
        Sheet::parse(&text)
            .map_err(|error| anyhow!(messages::unreadable(&disk::shown(&self.root, &self.file), &error)))
    }

    fn blank(&self) -> String {
        let entries: String =
            self.test.questions.iter().map(|own| format!("{} = \"\"\n", own.name)).collect();
        let heading = quiz::self_test_heading(&self.test.title);
        format!("{heading}\nfeuille = \"{}\"\n\n{entries}", quiz::form_name(&self.chapter))
    }
}

fn answer(sheet: &Sheet, question: &Veiled) -> Option<String> {
    question.canonical(sheet.answer(&question.name))
}
