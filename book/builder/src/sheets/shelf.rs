//! Documents written as files, each in its versions.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::document::{Document, Kind};
use super::sources::Source;
use super::variant::Variant;
use super::{html, odt};

/// The sheets made so far.
pub(super) struct Shelf {
    style: String,
    sheets: usize,
    /// Pages to print.
    pages: Vec<PathBuf>,
}

impl Shelf {
    pub(super) fn new(style: String) -> Shelf {
        Shelf { style, sheets: 0, pages: Vec::new() }
    }

    /// How many were made.
    pub(super) fn sheets(&self) -> usize {
        self.sheets
    }

    /// The pages that become PDF.
    pub(super) fn pages(&self) -> &[PathBuf] {
        &self.pages
    }

    /// Makes a sheet in each of these versions.
    pub(super) fn put(&mut self, folder: &Path, source: &Source, variants: &[Variant]) -> Result<()> {
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
    pub(super) fn put_class(
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
