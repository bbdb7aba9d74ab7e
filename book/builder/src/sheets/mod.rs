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
mod read;
mod sources;
mod variant;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, ensure};

use document::{Document, Kind};
use sources::Source;
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
    let mut shelf =
        Shelf { style: fs::read_to_string(order.root.join("theme/fiches.css"))?, ..Shelf::default() };
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
    }
    let mut told = messages::made(shelf.sheets, &order.out.display().to_string());
    if secret.is_none() {
        told = told + "\n" + messages::NO_ANSWERS;
    }
    match order.pdf.then(pdf::Printer::find) {
        Some(Some(printer)) => {
            // A minute or two on a school's machine.
            eprintln!("{}", messages::printing(shelf.pages.len()));
            print_all(printer, &shelf.pages)?;
        }
        Some(None) => told = told + "\n" + messages::NO_PDF,
        None => {}
    }
    Ok(told)
}

/// The sheets made so far.
#[derive(Default)]
struct Shelf {
    style: String,
    sheets: usize,
    /// Pages to print.
    pages: Vec<PathBuf>,
}

impl Shelf {
    /// Makes a sheet in each of these versions.
    fn put(&mut self, folder: &Path, source: &Source, variants: &[Variant]) -> Result<()> {
        for variant in variants {
            let document = version(*variant, &source.document).with_context(|| source.stem.clone())?;
            let folder = folder.join(variant.folder());
            fs::create_dir_all(&folder)?;
            self.page(&folder.join(&source.stem), std::slice::from_ref(&document), *variant)?;
            self.editable(&folder.join(&source.stem), &document, *variant)?;
        }
        Ok(())
    }

    /// Makes the sheets of all pairs: one page to print for the class; a file a pair to edit. Versions for a few are a
    /// page a pair, to print one by one.
    fn put_class(
        &mut self,
        folder: &Path,
        stem: &str,
        sheets: &[Document],
        variants: &[Variant],
    ) -> Result<()> {
        for variant in variants {
            let versions: Result<Vec<Document>> =
                sheets.iter().map(|sheet| version(*variant, sheet)).collect();
            let versions = versions.with_context(|| stem.to_owned())?;
            let folder = folder.join(variant.folder());
            let pairs = folder.join("binomes");
            fs::create_dir_all(&pairs)?;
            if *variant == Variant::USUAL {
                self.page(&folder.join(format!("{stem}-classe")), &versions, *variant)?;
            }
            for (pair, sheet) in (1..).zip(&versions) {
                let stem = pairs.join(format!("{stem}-binome-{pair:02}"));
                self.editable(&stem, sheet, *variant)?;
                if *variant != Variant::USUAL {
                    self.written(&stem, std::slice::from_ref(sheet), *variant)?;
                }
            }
        }
        Ok(())
    }

    /// A page that will be printed into a PDF.
    fn page(&mut self, stem: &Path, documents: &[Document], variant: Variant) -> Result<()> {
        let page = self.written(stem, documents, variant)?;
        self.pages.push(page);
        Ok(())
    }

    fn written(&self, stem: &Path, documents: &[Document], variant: Variant) -> Result<PathBuf> {
        let page = ended(stem, "html");
        let html = html::write(documents, &self.style, variant.large);
        fs::write(&page, html).with_context(|| page.display().to_string())?;
        Ok(page)
    }

    fn editable(&mut self, stem: &Path, document: &Document, variant: Variant) -> Result<()> {
        let file = ended(stem, "odt");
        let odt = odt::write(document, variant.large)?;
        fs::write(&file, odt).with_context(|| file.display().to_string())?;
        self.sheets += 1;
        Ok(())
    }
}

/// A version of a sheet. In large print a card is a sheet like others: it could not be one sheet of paper.
fn version(variant: Variant, document: &Document) -> Result<Document> {
    let mut document = variant.of(document)?;
    if variant.large && document.kind == Kind::Card {
        document.kind = Kind::Reference;
    }
    Ok(document)
}

fn ended(stem: &Path, ending: &str) -> PathBuf {
    let name = stem.file_name().unwrap_or_default().to_string_lossy();
    stem.with_file_name(format!("{name}.{ending}"))
}

/// Prints all pages, as many at a time as there are processors.
fn print_all(printer: pdf::Printer, pages: &[PathBuf]) -> Result<()> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let profiles = std::env::temp_dir().join(format!("atelier-fiches-{}", std::process::id()));
    let printed = thread::scope(|scope| {
        let workers: Vec<_> = (0..workers)
            .map(|worker| {
                let profile = profiles.join(worker.to_string());
                let mut share = pages.iter().skip(worker).step_by(workers);
                scope.spawn(move || share.try_for_each(|page| printer.print(page, &profile)))
            })
            .collect();
        // A worker that panicked is a fault of ours, and is told as such.
        workers
            .into_iter()
            .try_for_each(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    // What the browser leaves behind is of no use; if it cannot be removed, the system will do so one day.
    let _ = fs::remove_dir_all(profiles);
    printed
}
