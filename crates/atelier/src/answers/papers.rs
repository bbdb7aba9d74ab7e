//! The files that a student fills in for one lab: a form and a part of the account.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};

use super::account::{self, Part};
use super::sheet::{Question, SEAT, Sheet};
use crate::{disk, messages, quiz};

/// Where the forms are, from the kit's root.
pub const FOLDER: &str = "reponses";
/// The account, from the kit's root.
pub const ACCOUNT: &str = "compte-rendu.md";
/// The blank ones.
const BLANKS: &str = "book/formulaires";
/// The entry of a drawn TD that says whose it is, and what it is in the book's example.
const PAIR: &str = "binome";
const EXAMPLE: &str = "0";
/// What asks for the end of the account alone: `atelier repondre bilan`.
const CONCLUSION: &str = "bilan";

/// One thing to fill in.
#[derive(Debug, Clone)]
pub enum Item {
    /// An entry of the form.
    Answer(Question),
    /// A part of the account.
    Part(Part),
}

/// The form of one lab and its part of the account, read anew each time: an editor may have them open too.
#[derive(Debug)]
pub struct Papers {
    root: PathBuf,
    /// `tp1`.
    pub name: String,
    /// `TP 1`.
    pub title: String,
    /// None for the end of the account.
    form: Option<PathBuf>,
    parts: Vec<Part>,
    /// Where a form that another draw replaced is kept, from the kit's root.
    pub set_aside: Option<String>,
}

impl Papers {
    /// The papers that `asked` names: `tp1`, `TP 1`, `bilan`, or a drawn form to take over. Blank ones are copied to
    /// their place if they are not there.
    pub fn open(root: &Path, asked: &str) -> anyhow::Result<Papers> {
        copy_once(&root.join(BLANKS).join(ACCOUNT), &root.join(ACCOUNT))?;
        let parts = account_parts(root)?;
        let drawn = Path::new(asked);
        let name = if drawn.is_file() {
            drawn.file_stem().unwrap_or_default().to_string_lossy()
        } else {
            asked.into()
        };
        let name: String = name.to_lowercase().split([' ', '_']).collect();
        if name == CONCLUSION {
            let last = parts.last().and_then(|part| part.heading.clone()).unwrap_or_default();
            return Ok(Papers {
                root: root.to_owned(),
                name,
                title: last,
                form: None,
                parts,
                set_aside: None,
            });
        }
        let known = names(root)?;
        if !known.contains(&name) {
            bail!(messages::answers::unknown_sheet(asked, &known));
        }
        let form = root.join(FOLDER).join(format!("{name}.toml"));
        let mut set_aside = None;
        if drawn.is_file() {
            set_aside = take_over(root, drawn, &form)?;
        } else {
            copy_once(&root.join(BLANKS).join(FOLDER).join(format!("{name}.toml")), &form)?;
        }
        let title = sheet(root, &form)?.title();
        Ok(Papers { root: root.to_owned(), name, title, form: Some(form), parts, set_aside })
    }

    /// The papers of a lab whose form is there already; nothing is written.
    pub fn of(root: &Path, name: &str) -> anyhow::Result<Papers> {
        let form = root.join(FOLDER).join(format!("{name}.toml"));
        let title = sheet(root, &form)?.title();
        let parts = account_parts(root)?;
        Ok(Papers {
            root: root.to_owned(),
            name: name.to_owned(),
            title,
            form: Some(form),
            parts,
            set_aside: None,
        })
    }

    /// What is to be filled in, in order: the form, then the account's heading, then its part of this lab.
    pub fn items(&self) -> anyhow::Result<Vec<Item>> {
        let mut items = Vec::new();
        if let Some(form) = &self.form {
            let sheet = sheet(&self.root, form)?;
            if sheet.has(SEAT) {
                let text = messages::answers::SEAT_QUESTION.to_owned();
                items.push(Item::Answer(Question { name: SEAT.to_owned(), text, section: None }));
            }
            items.extend(sheet.questions().into_iter().map(Item::Answer));
        }
        let of_lab = |part: &&Part| part.heading.as_ref().is_none_or(|heading| *heading == self.title);
        items.extend(self.parts.iter().filter(of_lab).cloned().map(Item::Part));
        Ok(items)
    }

    /// What is written for an item; none when nothing is.
    pub fn written(&self, item: &Item) -> anyhow::Result<Option<String>> {
        Ok(match (item, &self.form) {
            (Item::Answer(question), Some(form)) => {
                Some(sheet(&self.root, form)?.answer(&question.name).to_owned())
                    .filter(|answer| !answer.is_empty())
            }
            (Item::Part(part), _) => {
                let path = self.root.join(ACCOUNT);
                if !path.exists() {
                    return Ok(None);
                }
                let text = read(&path)?;
                let blank = account::is_blank(&text, part, &self.parts);
                (!blank).then(|| account::content(&text, part, &self.parts).unwrap_or_default())
            }
            (Item::Answer(_), None) => None,
        })
    }

    /// Writes an answer, in the place of the one before; or a line more of a part.
    pub fn write(&self, item: &Item, text: &str) -> anyhow::Result<()> {
        match (item, &self.form) {
            (Item::Answer(question), Some(form)) => {
                replace(form, &sheet(&self.root, form)?.with_answer(&question.name, text))
            }
            (Item::Part(part), _) => {
                let path = self.root.join(ACCOUNT);
                let account = account::with_line(&read(&path)?, part, &self.parts, text);
                replace(&path, &account.ok_or_else(|| anyhow!(messages::answers::part_gone(&part.text())))?)
            }
            (Item::Answer(_), None) => Ok(()),
        }
    }

    /// The files that are filled in, from the kit's root.
    pub fn files(&self) -> Vec<String> {
        let form = self.form.iter().map(|form| disk::shown(&self.root, form));
        form.chain([ACCOUNT.to_owned()]).collect()
    }

    /// Whether the form is the example draw of a TD, which each pair's own replaces.
    pub fn is_example(&self) -> anyhow::Result<bool> {
        let sheet = self.form.as_ref().map(|form| sheet(&self.root, form)).transpose()?;
        Ok(sheet.is_some_and(|sheet| sheet.answer(PAIR) == EXAMPLE))
    }

    /// Whether there is a form, and not only a part of the account.
    pub fn has_form(&self) -> bool {
        self.form.is_some()
    }

    /// The page of the book that asks, if this edition has it.
    pub fn page(&self) -> Option<String> {
        let (kind, number) = self.name.split_at_checked(2)?;
        let page = format!("book/src/{kind}/{kind}-{number}.md");
        self.root.join(&page).is_file().then_some(page)
    }
}

/// The names of all the forms of the kit and of the student, in order.
pub fn names(root: &Path) -> anyhow::Result<Vec<String>> {
    let mut names = Vec::new();
    for folder in [root.join(BLANKS).join(FOLDER), root.join(FOLDER)] {
        let entries = match fs::read_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            entries => entries.with_context(|| messages::cannot_read(&folder))?,
        };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_form = |name: &&str| !name.starts_with('.') && !quiz::is_self_test(name);
            names.extend(name.strip_suffix(".toml").filter(is_form).map(str::to_owned));
        }
    }
    names.sort();
    names.dedup();
    Ok(names)
}

/// The parts of the blank account; those of the student's own where this edition has no blank one.
fn account_parts(root: &Path) -> anyhow::Result<Vec<Part>> {
    let blank = read(&root.join(BLANKS).join(ACCOUNT)).or_else(|_| read(&root.join(ACCOUNT)))?;
    Ok(account::parts(&blank))
}

/// What a form says of the seat.
pub fn seat(root: &Path, name: &str) -> Option<String> {
    let sheet = sheet(root, &root.join(FOLDER).join(format!("{name}.toml"))).ok()?;
    Some(sheet.answer(SEAT).to_owned()).filter(|seat| !seat.is_empty())
}

/// A form of the kit at `root`.
fn sheet(root: &Path, form: &Path) -> anyhow::Result<Sheet> {
    Sheet::parse(&read(form)?)
        .map_err(|error| anyhow!(messages::answers::form_unreadable(&disk::shown(root, form), &error)))
}

/// Puts a form that the teacher drew in its place; one that is filled in already is kept beside.
fn take_over(root: &Path, drawn: &Path, form: &Path) -> anyhow::Result<Option<String>> {
    let text = read(drawn)?;
    if Sheet::parse(&text).is_err() {
        bail!(messages::answers::not_a_form(drawn));
    }
    if !form.exists() {
        return replace(form, &text).map(|()| None);
    }
    // The same draw, filled in meanwhile: go on with it.
    let same = |a: &Sheet, b: &Sheet| a.questions() == b.questions();
    if sheet(root, form).ok().zip(Sheet::parse(&text).ok()).is_some_and(|(old, new)| same(&old, &new)) {
        return Ok(None);
    }
    let mut backup = disk::Backup::new(root);
    backup.keep(&disk::shown(root, form)).with_context(|| messages::cannot_write(form))?;
    replace(form, &text)?;
    Ok(backup.place())
}

fn copy_once(blank: &Path, place: &Path) -> anyhow::Result<()> {
    if place.exists() {
        return Ok(());
    }
    let text = fs::read(blank).with_context(|| messages::cannot_read(blank))?;
    disk::replace(place, &text).with_context(|| messages::cannot_write(place))
}

fn read(file: &Path) -> anyhow::Result<String> {
    fs::read_to_string(file).with_context(|| messages::cannot_read(file))
}

fn replace(file: &Path, text: &str) -> anyhow::Result<()> {
    disk::replace(file, text.as_bytes()).with_context(|| messages::cannot_write(file))
}
