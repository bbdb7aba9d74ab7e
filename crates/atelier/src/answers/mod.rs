//! `atelier repondre`: filling in a lab's form and its part of the account, in the terminal. What is written is what a
//! text editor would have written; whether it is right is never said.

mod account;
mod dialog;
mod papers;
mod sheet;

use std::path::Path;

use anyhow::anyhow;
use serde::Serialize;

use crate::console::console;
use crate::messages::answers as messages;
use crate::{commands, screen};

use dialog::{Dialog, next_blank};
pub use papers::FOLDER;
use papers::{Item, Papers};
pub use sheet::{SEAT, Sheet};

/// How far the papers of one lab are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Filled {
    /// `tp1`.
    pub name: String,
    /// `TP 1`.
    pub title: String,
    /// Whether there is a form; the end of the account has none.
    #[serde(skip)]
    pub has_form: bool,
    /// Answers and parts that are written.
    pub written: usize,
    /// Those that are not: `P3`, `R2`.
    pub left: Vec<String>,
}

/// Asks what is left of the lab `sheet`, from the question `from` if one is named; without a lab, says how far each is.
///
/// # Errors
/// An unknown lab or question, or files that cannot be read or written.
pub fn run(root: &Path, sheet: Option<&str>, from: Option<&str>) -> anyhow::Result<()> {
    let Some(sheet) = sheet else { return overview(root) };
    let papers = Papers::open(root, sheet)?;
    let items = papers.items()?;
    let width = commands::width();
    commands::print(&screen::note(&messages::opening(&papers.title, &papers.files(), papers.page()), width))?;
    if let Some(place) = &papers.set_aside {
        commands::print(&screen::note(&messages::form_set_aside(place), width))?;
    }
    if papers.is_example()? {
        commands::print(&screen::note(&messages::example_draw(&papers.name), width))?;
    }
    let start = match from {
        Some(name) => Some(find(&items, name).ok_or_else(|| anyhow!(messages::unknown_question(name)))?),
        None => next_blank(&papers, &items, 0)?,
    };
    if let Some(start) = start {
        Dialog { papers: &papers, console: console(width) }.run(&items, start)?;
        commands::print(&[Default::default()])?;
    }
    commands::print(&screen::note(&messages::what_is_left(&filled(&papers)?), width))
}

/// How far each lab that was begun is. Forms that cannot be read are errors: whoever fills them in must know.
pub fn begun(root: &Path) -> Vec<anyhow::Result<Filled>> {
    let begun = papers::names(root).unwrap_or_default().into_iter().filter(|name| is_begun(root, name));
    begun.map(|name| Papers::of(root, &name).and_then(|papers| filled(&papers))).collect()
}

/// The names of the forms that nobody opened.
pub fn not_begun(root: &Path) -> Vec<String> {
    papers::names(root).unwrap_or_default().into_iter().filter(|name| !is_begun(root, name)).collect()
}

/// The seat, as the environment or a form says it.
pub fn seat(root: &Path) -> Option<String> {
    let said = std::env::var(SEAT_VARIABLE).ok().filter(|seat| !seat.trim().is_empty());
    said.or_else(|| papers::names(root).ok()?.iter().find_map(|name| papers::seat(root, name)))
}

/// The environment variable that a school sets on each machine.
const SEAT_VARIABLE: &str = "ATELIER_POSTE";

fn is_begun(root: &Path, name: &str) -> bool {
    root.join(FOLDER).join(format!("{name}.toml")).exists()
}

/// Says how far each form is.
///
/// # Errors
/// A form that cannot be read.
pub fn overview(root: &Path) -> anyhow::Result<()> {
    let begun = begun(root).into_iter().collect::<anyhow::Result<Vec<_>>>()?;
    let text = messages::overview(&begun, &not_begun(root));
    commands::print(&screen::note(&text, commands::width()))
}

fn find(items: &[Item], name: &str) -> Option<usize> {
    items.iter().position(|item| item_name(item).eq_ignore_ascii_case(name))
}

fn filled(papers: &Papers) -> anyhow::Result<Filled> {
    let mut filled = Filled {
        name: papers.name.clone(),
        title: papers.title.clone(),
        has_form: papers.has_form(),
        written: 0,
        left: Vec::new(),
    };
    for item in papers.items()? {
        match papers.written(&item)? {
            Some(_) => filled.written += 1,
            None => filled.left.push(item_name(&item)),
        }
    }
    Ok(filled)
}

fn item_name(item: &Item) -> String {
    match item {
        Item::Answer(question) => messages::entry_name(&question.name),
        Item::Part(part) => part.name(),
    }
}
