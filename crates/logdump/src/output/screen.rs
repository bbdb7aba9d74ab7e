//! Where text is shown: how wide it is, and whether it has colours.

use std::io::{IsTerminal, stdout};

/// Columns where there is no terminal, or its size is not known.
const COLUMNS: usize = 80;

/// Columns that are used at most: an eye does not follow a longer line.
const WIDEST: usize = 160;

/// What the text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// Columns of a line.
    pub columns: usize,
    /// With colours, which only repeat what words and signs say.
    pub colour: bool,
}

impl Default for Screen {
    fn default() -> Screen {
        Screen { columns: COLUMNS, colour: false }
    }
}

impl Screen {
    /// The standard output: no colours where it is no terminal, nor where `NO_COLOR` (<https://no-color.org>) is set.
    pub(crate) fn stdout() -> Screen {
        let terminal = stdout().is_terminal();
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Screen { columns: columns(), colour: terminal && !set("NO_COLOR") && !dumb }
    }
}

/// Columns of the terminal, which may change.
pub(super) fn columns() -> usize {
    let size = terminal_size::terminal_size_of(stdout());
    size.map_or(COLUMNS, |(width, _)| usize::from(width.0).min(WIDEST))
}
