//! Which pages become sheets, and what they are made of.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use labs::{Key, Sheet};

use super::document::{Block, Document, Kind, Run, text_of};
use super::{messages, read};

/// A sheet and the name of its files, without an ending.
pub(super) struct Source {
    pub(super) stem: String,
    pub(super) document: Document,
}

/// The sheets of the pupils: TD as the book draws them, TP, what is kept at hand, and the diagnostic test where the
/// teacher's guide is there. `root` is the folder of `book.toml`.
pub(super) fn for_pupils(root: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for number in [1, 2] {
        let drawn = fs::read_to_string(root.join(format!("src/td/exemple-td{number}.md")))?;
        let mut document = td(root, number, &drawn)?;
        document.title =
            document_of(&root.join(format!("src/td/td-{number}.md")), root, Kind::Questions)?.title;
        sources.push(Source { stem: format!("td{number}"), document });
    }
    for page in pages(&root.join("src/tp"))? {
        // As the forms are named: tp1, tp1-deux-postes.
        let stem = stem(&page).replacen("tp-", "tp", 1);
        sources.push(Source { stem, document: document_of(&page, root, Kind::Questions)? });
    }
    let at_hand = pages(&root.join("src/fiches"))?.into_iter().chain([root.join("src/glossaire.md")]);
    for page in at_hand {
        let stem = stem(&page);
        let kind = if stem == "antiseche" { Kind::Card } else { Kind::Reference };
        let mut document = document_of(&page, root, kind)?;
        // Nobody is timed on them.
        document.minutes = None;
        sources.push(Source { stem, document });
    }
    let diagnostic = root.join("guide/diagnostic-eleve.md");
    if diagnostic.is_file() {
        // It brings its own lines to write on.
        let document = document_of(&diagnostic, root, Kind::Reference)?;
        sources.push(Source { stem: "diagnostic".to_owned(), document });
    }
    Ok(sources)
}

/// The corrigés in `secret`, the teacher's folder; those of the TD with the answers to the book's own drawing.
pub(super) fn for_teachers(root: &Path, secret: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for page in pages(&secret.join("corriges"))? {
        let stem = stem(&page);
        let document = if stem.starts_with("td") {
            let key = fs::read_to_string(secret.join(format!("cles/{stem}.toml")))?;
            with_answers(document_of(&page, root, Kind::Answers)?, &key)?
        } else {
            document_of(&page, root, Kind::Answers)?
        };
        sources.push(Source { stem: format!("{stem}-corrige"), document });
    }
    Ok(sources)
}

/// The sheet of a pair, and its corrigé where `secret` is there.
pub(super) fn for_pair(
    root: &Path,
    secret: Option<&Path>,
    seed: &str,
    number: u8,
    pair: u32,
) -> Result<(Document, Option<Document>)> {
    let Sheet { statement, key, .. } = labs::draw(number, seed, pair)?;
    let sheet = td(root, number, &statement)?;
    let Some(secret) = secret else { return Ok((sheet, None)) };
    let page = secret.join(format!("corriges/td{number}.md"));
    let mut corrige = with_answers(document_of(&page, root, Kind::Answers)?, &key)?;
    corrige.title = format!("{} ({})", corrige.title, messages::pair(pair));
    Ok((sheet, Some(corrige)))
}

/// A TD on paper: what its page says before the logs, then what was drawn.
fn td(root: &Path, number: u8, drawn: &str) -> Result<Document> {
    let page = document_of(&root.join(format!("src/td/td-{number}.md")), root, Kind::Questions)?;
    let mut drawn = document(drawn, root, Kind::Questions)?;
    let mut blocks = page.blocks;
    blocks.append(&mut drawn.blocks);
    Ok(Document { title: drawn.title, blocks, ..page })
}

/// A TD's corrigé with the answers of one drawing before its own sections.
fn with_answers(mut corrige: Document, key: &str) -> Result<Document> {
    let key = Key::parse(key)?;
    let rows = key.questions.iter().map(|question| {
        let cells = [Run::plain(question.name.to_uppercase()), Run::code(question.expected.shown())];
        cells.into_iter().chain([Run::plain(question.why.clone())]).map(|run| vec![run]).collect()
    });
    let head = messages::ANSWER_HEADS.iter().map(|head| vec![Run::plain(*head)]).collect();
    let table = Block::Table { head, rows: rows.collect() };
    let at = corrige.blocks.iter().position(|block| matches!(block, Block::Heading(2, _)));
    let at = at.unwrap_or(corrige.blocks.len());
    corrige.blocks.splice(at..at, [Block::Heading(2, vec![Run::plain(messages::ANSWERS)]), table]);
    Ok(corrige)
}

fn document_of(page: &Path, root: &Path, kind: Kind) -> Result<Document> {
    let text = fs::read_to_string(page).with_context(|| page.display().to_string())?;
    document(&text, root, kind).with_context(|| page.display().to_string())
}

pub(super) fn document(text: &str, root: &Path, kind: Kind) -> Result<Document> {
    let blocks = read::read(text, root)?;
    let Some((Block::Heading(1, title), blocks)) = blocks.split_first() else {
        bail!("it does not begin with its title");
    };
    Ok(Document { kind, title: text_of(title), minutes: read::minutes(text), blocks: blocks.to_vec() })
}

/// The Markdown files of a folder, in order.
fn pages(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut pages = crate::french::files(folder)?;
    pages.retain(|page| page.extension().is_some_and(|extension| extension == "md"));
    pages.sort();
    Ok(pages)
}

fn stem(page: &Path) -> String {
    page.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
