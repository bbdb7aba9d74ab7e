//! The book as a whole: from `book.toml` to pages.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use mdbook_preprocessor::Preprocessor;
use mdbook_renderer::{RenderContext, Renderer};

use crate::{Directives, Finish, messages};

/// Builds the book whose `book.toml` is in `root`, where this file says; gives the folder of its pages.
///
/// # Errors
/// The first thing that is wrong in a page, with its file and line, or what mdBook says.
pub fn build(root: &Path) -> Result<PathBuf> {
    built(MDBook::load(root).with_context(|| format!("the book in {}", root.display()))?)
}

/// As [`build`], into another folder.
///
/// # Errors
/// As [`build`].
pub fn build_into(root: &Path, folder: &Path) -> Result<PathBuf> {
    let mut book = MDBook::load(root).with_context(|| format!("the book in {}", root.display()))?;
    book.config.build.build_dir = folder.to_owned();
    built(book)
}

/// Builds the teacher's guide of the book in `root` into target/guide, in the book's look; gives the folder of its pages.
///
/// # Errors
/// As [`build`].
pub fn build_guide(root: &Path) -> Result<PathBuf> {
    let mut config = Config::from_disk(root.join("book.toml"))?;
    config.book.title = Some(messages::GUIDE.to_owned());
    config.book.description = Some(messages::GUIDE_ABOUT.to_owned());
    config.book.src = "guide".into();
    config.build.build_dir = "../target/guide".into();
    built(MDBook::load_with_config(root, config).context("the teacher's guide")?)
}

fn built(mut book: MDBook) -> Result<PathBuf> {
    // In place of the commands that book.toml names for mdBook.
    book.with_preprocessor(Directives);
    book.with_renderer(Finish);
    book.build()?;
    Ok(book.build_dir_for("html"))
}

/// mdBook's preprocessor protocol: a book as JSON comes, and goes out with its directives replaced.
///
/// # Errors
/// As [`build`].
pub fn preprocess(from: impl Read, to: impl Write) -> Result<()> {
    let (context, book) = mdbook_preprocessor::parse_input(from)?;
    serde_json::to_writer(to, &Directives.run(&context, book)?)?;
    Ok(())
}

/// mdBook's renderer protocol: a context as JSON comes.
///
/// # Errors
/// As [`build`].
pub fn finish(from: impl Read) -> Result<()> {
    Finish.render(&RenderContext::from_json(from)?)
}
