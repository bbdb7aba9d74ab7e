//! Size of source files, and words that have no place in the project.

use std::fs;
use std::path::{Path, PathBuf};

/// Longest Rust file.
const MAX_LINES: usize = 400;

/// Words that would tell where the project was made rather than what it is. Written in two halves, so that this
/// file does not hold them.
const FOREIGN: [(&str, &str); 5] = [
    ("/wo", "rk/"),
    ("/ro", "ot/"),
    ("/home/", "seed"),
    ("static.cra", "tes.io"),
    ("registry.np", "mjs.org"),
];

pub(super) fn check(root: &Path, files: &[PathBuf]) -> anyhow::Result<Vec<String>> {
    let mut faults = Vec::new();
    for file in files {
        let Ok(text) = fs::read_to_string(root.join(file)) else { continue };
        let shown = file.display();
        let lines = text.lines().count();
        if file.extension().is_some_and(|extension| extension == "rs") && lines > MAX_LINES {
            faults
                .push(format!("{shown}: {lines} lines, at most {MAX_LINES}: perhaps two ideas in one file"));
        }
        if text.contains('\r') {
            faults.push(format!("{shown}: Windows line ends; git add --renormalize . mends it"));
        }
        for (number, line) in (1..).zip(text.lines()) {
            for (head, tail) in FOREIGN {
                let word = format!("{head}{tail}");
                if line.contains(&word) {
                    faults.push(format!("{shown}:{number}: « {word} » says where, not what"));
                }
            }
        }
    }
    Ok(faults)
}
