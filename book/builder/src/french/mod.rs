//! mdBook's pages made French: `language = "fr"` says so to browsers, yet mdBook's own words and its search stay
//! English. Both are changed in the finished pages.

mod search;
mod strings;
mod tokens;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use mdbook_renderer::{RenderContext, Renderer};

pub use tokens::tokens;

/// The renderer, by the name that it has in `book.toml`. mdBook runs renderers by their names' order: this one
/// must come after `html`, whose pages it changes.
#[derive(Debug)]
pub struct Finish;

impl Renderer for Finish {
    fn name(&self) -> &str {
        "interface"
    }

    fn render(&self, context: &RenderContext) -> Result<()> {
        let pages = context.root.join(&context.config.build.build_dir).join("html");
        translate(&pages)?;
        let index = pages.join("searchindex.js");
        let english = fs::read_to_string(&index).with_context(|| index.display().to_string())?;
        fs::write(&index, search::rebuilt(&english)?)?;
        Ok(())
    }
}

/// Puts French in the place of mdBook's words in all pages and scripts.
fn translate(pages: &Path) -> Result<()> {
    let mut translation = strings::Translation::default();
    for file in files(pages)? {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".html") || matches!(name.as_str(), "book.js" | "searcher.js") {
            let text = fs::read_to_string(&file)?;
            fs::write(&file, translation.of(&name, &text))?;
        }
    }
    translation.finish()
}

/// The files of a folder and of those in it, in the order of their names.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(self::files(&path)?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
