//! The quiz on paper, drawn with the class's seed: versions A and B, of an hour and shortened, with answer sheets and corrigés.

use std::path::Path;

use anyhow::Result;
use quiz::Bank;
use quiz::paper::{Length, SHEET, Version, draw};

use super::document::Kind;
use super::sources::{Source, document};

/// The sheets of all papers; none where the teacher's folder has no bank. `root` is the folder of `book.toml`.
pub(super) fn papers(root: &Path, secret: &Path, seed: &str) -> Result<Vec<Source>> {
    let folder = secret.join(SHEET);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let bank = Bank::load(&folder)?;
    let mut sources = Vec::new();
    for (version, length) in Version::ALL.into_iter().flat_map(|v| Length::ALL.map(|length| (v, length))) {
        let paper = draw(&bank, seed, version, length)?;
        let stem = format!("{SHEET}-{}", paper.code().to_lowercase());
        let texts = [
            (stem.clone(), paper.statement(), Kind::Reference),
            (format!("{stem}-reponses"), paper.answer_sheet(), Kind::Questions),
            (format!("{stem}-corrige"), paper.corrige(), Kind::Answers),
        ];
        for (stem, text, kind) in texts {
            sources.push(Source { stem, document: document(&text, root, kind)? });
        }
    }
    Ok(sources)
}
