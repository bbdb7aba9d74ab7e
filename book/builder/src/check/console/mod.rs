//! The consoles of the chapters, played with the kit's real programs.
//!
//! A ```` ```console ```` block is a terminal: `$ command`, then what it writes. `[..]` stands for some text in a line,
//! `...` alone for any number of lines. A page is one scene: programs that do not end by themselves (`broker`,
//! `logdump`, `sub` without `-C`) go on to its end, in the background. A scene without `broker` has one all the same.
//! It is played in a folder of its own, which has the `traces` that a TP makes.
//!
//! The ports of the book, 1883 and 1884, are free ports in truth; commands and outputs are changed accordingly.

mod command;
mod matching;
mod scene;
mod terminal;

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::sources::Source;
use scene::Scene;

/// A command of a console with what it must write.
pub(super) struct Entry<'a> {
    pub(super) line: usize,
    pub(super) command: &'a str,
    pub(super) expected: Vec<&'a str>,
}

/// Consoles that show something else than the programs do.
pub(super) fn check(sources: &[Source]) -> Result<Vec<String>> {
    let binaries = std::env::var_os("ATELIER_BINARIES").map(PathBuf::from);
    let binaries = binaries
        .context("ATELIER_BINARIES must name the folder of the programs: use `cargo x book check`")?;
    let mut faults = Vec::new();
    for source in sources {
        let entries = entries(source);
        if entries.is_empty() {
            continue;
        }
        let mut scene = Scene::new(&binaries, &entries)?;
        for (line, fault) in scene.play(&entries) {
            faults.push(format!("{}:{line}: {fault}", source.path.display()));
        }
    }
    Ok(faults)
}

fn entries(source: &Source) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for block in source.blocks().into_iter().filter(|block| block.info == "console") {
        for (index, line) in block.lines.iter().enumerate() {
            match (line.strip_prefix("$ "), entries.last_mut()) {
                (Some(command), _) => {
                    let line = block.line + 1 + index;
                    entries.push(Entry { line, command, expected: Vec::new() });
                }
                (None, Some(entry)) if entry.line > block.line => entry.expected.push(line),
                // Before the first command: never matched, hence told.
                (None, _) => {
                    let number = block.line + 1 + index;
                    entries.push(Entry { line: number, command: "", expected: vec![line] });
                }
            }
        }
    }
    entries
}
