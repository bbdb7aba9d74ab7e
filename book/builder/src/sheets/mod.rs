//! `cargo x book sheets`: the TD, the TP and their corrigés on paper, from the same pages as the book.
//!
//! ```text
//! Markdown ─▶ read ─▶ document ─▶ variant ─▶ html ─▶ pdf (Chromium)
//!                                    └─────▶ odt
//! ```

mod document;
mod html;
mod messages;
mod odt;
mod pdf;
mod quiz;
mod read;
mod shelf;
mod sources;
mod variant;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use shelf::Shelf;
use variant::Variant;

/// A class whose TD are drawn.
#[derive(Debug)]
pub struct Class {
    /// The teacher's seed, as `td` has it.
    pub seed: String,
    /// How many pairs there are.
    pub pairs: u32,
}

/// A seed as short as this could be guessed by trying; `td` takes none either.
const SHORTEST_SEED: usize = 16;

impl Class {
    /// A class of so many pairs, drawn with the seed in a file.
    ///
    /// # Errors
    /// When the file cannot be read, or what it holds is too short for a secret.
    pub fn read(file: &Path, pairs: u32) -> Result<Class> {
        let seed = fs::read_to_string(file).with_context(|| file.display().to_string())?.trim().to_owned();
        ensure!(
            seed.len() >= SHORTEST_SEED,
            messages::short_seed(&file.display().to_string(), SHORTEST_SEED)
        );
        Ok(Class { seed, pairs })
    }
}

/// What sheets to make, and where.
#[derive(Debug)]
pub struct Order<'a> {
    /// The folder of `book.toml`.
    pub root: &'a Path,
    /// The teacher's folder, `grader/secret`; without it there are no corrigés.
    pub secret: &'a Path,
    /// Where to; its folders `eleve` and `professeur` are made anew.
    pub out: &'a Path,
    /// The class, when there is one to draw for.
    pub class: Option<Class>,
    /// Whether to print PDF files too.
    pub pdf: bool,
}

/// Makes the sheets; gives what to tell who asked for them.
///
/// # Errors
/// A page that cannot be put on paper, with its name, or a file that cannot be written.
pub fn sheets(order: &Order<'_>) -> Result<String> {
    let mut shelf = Shelf::new(fs::read_to_string(order.root.join("theme/fiches.css"))?);
    let (pupils, teachers) = (order.out.join("eleve"), order.out.join("professeur"));
    for folder in [&pupils, &teachers] {
        if folder.exists() {
            fs::remove_dir_all(folder).with_context(|| folder.display().to_string())?;
        }
    }
    for source in sources::for_pupils(order.root)? {
        let variants = if source.document.minutes.is_some() { &Variant::ALL[..] } else { &Variant::UNTIMED };
        shelf.put(&pupils, &source, variants)?;
    }
    let secret = order.secret.is_dir().then_some(order.secret);
    if let Some(secret) = secret {
        for source in sources::for_teachers(order.root, secret)? {
            shelf.put(&teachers, &source, &Variant::UNTIMED)?;
        }
    }
    if let Some(class) = &order.class {
        for number in [1, 2] {
            let drawn = (1..=class.pairs)
                .map(|pair| sources::for_pair(order.root, secret, &class.seed, number, pair));
            let (sheets, corriges): (Vec<_>, Vec<_>) = drawn.collect::<Result<Vec<_>>>()?.into_iter().unzip();
            shelf.put_class(&pupils, &format!("td{number}"), &sheets, &Variant::ALL)?;
            if let Some(corriges) = corriges.into_iter().collect::<Option<Vec<_>>>() {
                shelf.put_class(&teachers, &format!("td{number}-corrige"), &corriges, &[Variant::USUAL])?;
            }
        }
        // Nothing of it goes to the pupils' folder: the teacher hands it out on the day.
        for source in secret.map_or(Ok(Vec::new()), |secret| quiz::papers(order.root, secret, &class.seed))? {
            let variants =
                if source.document.minutes.is_some() { &Variant::ALL[..] } else { &Variant::UNTIMED };
            shelf.put(&teachers.join("quiz"), &source, variants)?;
        }
    }
    let mut told = messages::made(shelf.sheets(), &order.out.display().to_string());
    if secret.is_none() {
        told = told + "\n" + messages::NO_ANSWERS;
    }
    match order.pdf.then(pdf::Printer::find) {
        Some(Some(printer)) => {
            // A minute or two on a school's machine.
            eprintln!("{}", messages::printing(shelf.pages().len()));
            printer.print_all(shelf.pages())?;
        }
        Some(None) => told = told + "\n" + messages::NO_PDF,
        None => {}
    }
    Ok(told)
}
