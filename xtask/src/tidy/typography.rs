//! French typography, in what students and teachers read: no-break spaces and typographic apostrophes.

use std::fs;
use std::path::{Path, PathBuf};

/// Words that lose their vowel before an apostrophe.
const ELIDED: [&str; 16] = [
    "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quelqu", "aujourd", "presqu",
    "quoiqu",
];

pub(super) fn check(root: &Path, files: &[PathBuf]) -> anyhow::Result<Vec<String>> {
    let mut faults = Vec::new();
    for file in files.iter().filter(|file| is_french(file)) {
        let text = fs::read_to_string(root.join(file))?;
        let is_rust = file.extension().is_some_and(|extension| extension == "rs");
        let mut in_block = false;
        for (number, line) in (1..).zip(text.lines()) {
            // What a Markdown block shows is code, or what a program prints.
            in_block ^= line.trim_start().starts_with("```");
            if in_block {
                continue;
            }
            for fault in faults_of(line, is_rust) {
                faults.push(format!("{}:{number}: {fault}", file.display()));
            }
        }
    }
    Ok(faults)
}

/// The files whose sentences are French: `messages.rs`, statements, the French README, the table of `qualify`.
fn is_french(file: &Path) -> bool {
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let within = |folder: &str| file.starts_with(folder);
    match name {
        "messages.rs" | "LISEZMOI.md" => true,
        "README.md" | "exercise.toml" => within("exercises") || within("solutions"),
        _ => (within("book") && name.ends_with(".md")) || within("crates/qualify/table"),
    }
}

fn faults_of(line: &str, is_rust: bool) -> Vec<String> {
    let mut faults = Vec::new();
    // Comments of the code are English, and « :: » is not a colon.
    if is_rust && (line.trim_start().starts_with("//") || line.trim_start().starts_with("use ")) {
        return faults;
    }
    for word in straight_apostrophes(line) {
        faults.push(format!("« {word} »: write the apostrophe ’"));
    }
    for sign in [':', ';', '!', '?', '»'] {
        let ordinary = [format!(" {sign} "), format!(" {sign}\""), format!(" {sign}\\n")];
        let at_end = line.ends_with(&format!(" {sign}")) && !is_rust;
        if at_end || ordinary.iter().any(|text| line.contains(text.as_str())) {
            faults.push(format!("an ordinary space before « {sign} »: write a no-break space (U+00A0)"));
        }
    }
    if line.contains("« ") {
        faults.push("an ordinary space after the opening quote: write a no-break space (U+00A0)".into());
    }
    faults
}

/// Elided words written with the typewriter's apostrophe, such as `l'octet`.
fn straight_apostrophes(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices('\'') {
        let (before, after) = (&line[..at], &line[at + 1..]);
        let start = before.char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).last();
        let Some((start, _)) = start else { continue };
        let follows = after.chars().next().is_some_and(|c| c.is_alphanumeric() || c == '«' || c == '`');
        if follows && ELIDED.contains(&before[start..].to_lowercase().as_str()) {
            let end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
            found.push(&line[start..at + 1 + end]);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_found_and_right_lines_left_alone() {
        let table = [
            ("l'octet 0", 1),
            ("jusqu'à « a »", 3),
            ("l’octet 0 : rien", 1),
            ("l’octet 0\u{a0}: «\u{a0}rien\u{a0}»", 0),
            ("sub -t 'maison/#' -v", 0),
            ("fn f<'a>(text: &'a str) -> bool { b'x' != 2 }", 0),
            ("pourquoi ?", 1),
            ("| a | b : c |", 1),
            ("std::io::Error", 0),
        ];
        for (line, expected) in table {
            let found = faults_of(line, false);
            assert_eq!(found.len(), expected, "{line}: {found:?}");
        }
    }
}
