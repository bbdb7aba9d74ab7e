//! Where secrets are: solutions, hidden drivers, keys, corrigés, the guide.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

use super::words::words;
use super::{KNOWN_BY, Secret};
use crate::messages::pack as messages;

/// The teacher's folders. Whoever adds a secret puts it in one of them.
const FOLDERS: [&str; 3] = ["book/guide", "grader/secret", "solutions"];
/// A part of a code: lines that follow one another.
const LINES: usize = 3;
/// Fewer words than this in a few lines are anybody's code.
const CODE_WORDS: usize = 14;
/// Fewer words than this are a phrase, not a sentence of somebody's.
const SENTENCE_WORDS: usize = 9;
/// What keys repeat of the sheets that students have, the logs that a question is about, and the titles that reports show.
const PUBLIC_KEYS: [&str; 5] = ["choix", "enonce", "journal", "question", "title"];

/// What can be ticked in a question of the quiz.
const CHOICE_KEY: &str = "texte";

/// All the secrets of the kit.
///
/// # Errors
/// A folder or a file that cannot be read, or that holds no secret.
pub fn secrets(root: &Path) -> anyhow::Result<Vec<Secret>> {
    let mut secrets = Vec::new();
    for folder in FOLDERS {
        let before = secrets.len();
        for path in files(&root.join(folder))? {
            let Ok(text) = fs::read_to_string(&path) else { continue };
            let source = path.strip_prefix(root).unwrap_or(&path);
            let texts = match path.extension().and_then(|end| end.to_str()) {
                Some("rs") => code(&text, folder == "solutions"),
                Some("md") => sentences(&text),
                Some("toml") => values(&text),
                _ => Vec::new(),
            };
            secrets.extend(texts.into_iter().filter_map(|text| {
                let words = words(&text);
                (words.len() >= KNOWN_BY).then(|| Secret { source: source.to_owned(), text, words })
            }));
        }
        ensure!(secrets.len() > before, messages::no_secret(folder));
    }
    Ok(secrets)
}

/// Every file in a folder and below.
///
/// # Errors
/// A folder that cannot be read.
pub fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).with_context(|| messages::cannot_read(&folder))?;
        for entry in entries {
            let path = entry.with_context(|| messages::cannot_read(&folder))?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    Ok(files)
}

/// The lines that follow one another, three by three; of a `marked` file, only those between `@solution` and `@end`,
/// since students receive the rest.
fn code(text: &str, marked: bool) -> Vec<String> {
    let mut parts = vec![Vec::new()];
    let mut secret = !marked;
    for line in text.lines().map(str::trim) {
        match line {
            "// @solution" => secret = true,
            "// @end" => {
                secret = false;
                parts.push(Vec::new());
            }
            _ if line.starts_with("use ") || line.starts_with("//") => {}
            _ if secret && words(line).len() > 1 => {
                parts.last_mut().into_iter().for_each(|part| part.push(line));
            }
            _ => {}
        }
    }
    let parts = parts.iter().flat_map(|part| part.windows(LINES)).map(|lines| lines.join("\n"));
    parts.filter(|lines| words(lines).len() >= CODE_WORDS).collect()
}

/// The sentences of a text, without its examples of code, tables and headings.
fn sentences(text: &str) -> Vec<String> {
    let mut in_code = false;
    let mut paragraphs = vec![String::new()];
    for line in text.lines().map(str::trim) {
        if line.starts_with("```") {
            in_code = !in_code;
        }
        let starts = line.is_empty() || line.starts_with(['`', '|', '#', '-', '*', '>']);
        if starts {
            paragraphs.push(String::new());
        }
        if !in_code && !line.starts_with(['`', '|', '#', '>']) {
            paragraphs.last_mut().into_iter().for_each(|last| *last += &format!("{line} "));
        }
    }
    let sentences = paragraphs.iter().flat_map(|text| text.split_inclusive(['.', '?', '!']));
    // What the guide quotes is said elsewhere.
    let own = |text: &String| words(text).len() >= SENTENCE_WORDS && !text.contains('«');
    sentences.map(|text| text.trim().to_owned()).filter(own).collect()
}

/// The texts of a file of the teacher's that are sentences.
fn values(text: &str) -> Vec<String> {
    let mut texts = Vec::new();
    if let Ok(table) = text.parse::<toml::Table>() {
        value("", &toml::Value::Table(table), false, &mut texts);
    }
    texts
}

/// Within a question of a self-test (`in_self_test`), which the book asks, what there is to choose from is no secret; its
/// explanations are.
fn value(key: &str, value_: &toml::Value, in_self_test: bool, texts: &mut Vec<String>) {
    match value_ {
        toml::Value::String(text) => {
            let is_public = PUBLIC_KEYS.contains(&key) || in_self_test && key == CHOICE_KEY;
            if !is_public && words(text).len() >= SENTENCE_WORDS {
                texts.push(text.clone());
            }
        }
        toml::Value::Array(list) => list.iter().for_each(|item| value(key, item, in_self_test, texts)),
        toml::Value::Table(table) => {
            let is_self_test = table.get("usage").and_then(toml::Value::as_str) == Some("autotest");
            let in_self_test = in_self_test || is_self_test;
            table.iter().for_each(|(key, item)| value(key, item, in_self_test, texts));
        }
        _ => {}
    }
}
