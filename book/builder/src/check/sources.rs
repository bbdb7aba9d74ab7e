//! The chapters as their authors write them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::french::files;

/// A chapter.
pub(super) struct Source {
    pub(super) path: PathBuf,
    pub(super) text: String,
}

/// A block of code.
pub(super) struct Block<'a> {
    /// The line of its first backquotes, from 1.
    pub(super) line: usize,
    /// What follows these: the language, and perhaps more.
    pub(super) info: &'a str,
    pub(super) lines: Vec<&'a str>,
}

impl Source {
    /// The chapters of the book in `root`.
    pub(super) fn all(root: &Path) -> Result<Vec<Source>> {
        let mut sources = Vec::new();
        for path in files(&root.join("src"))? {
            if path.extension().is_some_and(|extension| extension == "md") {
                let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
                sources.push(Source { path, text });
            }
        }
        Ok(sources)
    }

    /// Its blocks of code.
    pub(super) fn blocks(&self) -> Vec<Block<'_>> {
        let mut blocks = Vec::new();
        let mut lines = self.text.lines().enumerate();
        while let Some((index, line)) = lines.next() {
            if let Some(info) = line.trim_start().strip_prefix("```") {
                let content =
                    lines.by_ref().map(|(_, line)| line).take_while(|line| line.trim() != "```").collect();
                blocks.push(Block { line: index + 1, info: info.trim(), lines: content });
            }
        }
        blocks
    }

    /// The values of comments such as `<!-- minutes: 8 -->`.
    pub(super) fn comments<'a>(&'a self, name: &str) -> Vec<&'a str> {
        let values = self.text.lines().filter_map(|line| {
            let inner = line.trim().strip_prefix("<!--")?.strip_suffix("-->")?.trim();
            inner.strip_prefix(name)?.strip_prefix(':').map(str::trim)
        });
        values.collect()
    }
}

/// Rust that no compiler has seen.
pub(super) fn rust(sources: &[Source]) -> Vec<String> {
    let mut faults = Vec::new();
    for source in sources {
        for block in source.blocks().iter().filter(|block| block.info.starts_with("rust")) {
            let written = block
                .lines
                .iter()
                .find(|line| !line.trim_start().starts_with("{{#") && !line.trim().is_empty());
            if let Some(line) = written {
                let place = format!("{}:{}", source.path.display(), block.line);
                faults.push(format!(
                    "{place}: `{}`: put it into book/exemples and {{{{#include}}}} it",
                    line.trim()
                ));
            }
        }
    }
    faults
}

/// Figures that no chapter shows.
pub(super) fn figures(root: &Path, sources: &[Source]) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    for file in files(&root.join("figures"))? {
        let name = file.strip_prefix(root)?.display().to_string();
        let directive = format!("{{{{#echange {name}}}}}");
        if !sources.iter().any(|source| source.text.contains(&directive)) {
            faults.push(format!("{name}: no chapter shows it: write {directive}, or remove it"));
        }
    }
    Ok(faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rust_that_is_not_included_is_told_with_its_line() {
        let text = "a\n\n```rust\n{{#include x.rs:y}}\n```\n\n```rust,ignore\nfn f() {}\n```\n\n```text\nfn g() {}\n```\n";
        let faults = rust(&[Source { path: "a.md".into(), text: text.to_owned() }]);
        assert_eq!(faults, ["a.md:7: `fn f() {}`: put it into book/exemples and {{#include}} it"]);
    }
}
