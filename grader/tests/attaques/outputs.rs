//! What the grader wrote: nothing in it may act, whatever students wrote.

use std::fs;
use std::path::{Path, PathBuf};

use crate::ground::Ground;
use crate::html::{Token, tokens};

/// Elements that load, run or send something.
const ACTIVE: [&str; 12] = [
    "script", "iframe", "object", "embed", "link", "base", "form", "input", "button", "img", "video", "audio",
];

/// Every file of the reports' folder, by path.
pub fn files(ground: &Ground) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    collect(&ground.path("classe/rapports"), &mut files);
    files
}

fn collect(folder: &Path, files: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        // What only the grader itself reads back.
        if path.file_name().is_some_and(|name| name == ".cache") {
            continue;
        }
        if path.is_dir() {
            collect(&path, files);
        } else {
            let text =
                fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            files.push((path, text));
        }
    }
}

/// What is live in a page, French pages being made without any of it.
pub fn live_html(html: &str) -> Vec<String> {
    let mut live = Vec::new();
    for token in tokens(html) {
        let Token::Open { name, attributes } = token else { continue };
        let name = name.to_lowercase();
        if ACTIVE.contains(&name.as_str()) {
            live.push(format!("<{name}>"));
        }
        for (key, value) in attributes {
            let address = matches!(key.as_str(), "href" | "src" | "action" | "xlink:href" | "data");
            if key.starts_with("on") || (address && value.contains(':')) {
                live.push(format!("<{name} {key}={value:?}>"));
            }
        }
    }
    live
}

/// The text of a page as its reader sees it, spaces made ordinary.
pub fn text(html: &str) -> String {
    let mut text = String::new();
    let mut in_style = false;
    for token in tokens(html) {
        match token {
            Token::Open { name, .. } => in_style = name == "style",
            Token::Close(_) => in_style = false,
            Token::Text(own) if !in_style => text += &own,
            Token::Text(_) => {}
        }
        text.push(' ');
    }
    for (escape, character) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#x2f;", "/"), ("&amp;", "&")]
    {
        text = text.replace(escape, character);
    }
    plain(&text)
}

/// With ordinary spaces, one at a time.
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cells that a spreadsheet would compute.
pub fn formulas(csv: &str) -> Vec<&str> {
    let cells = csv.trim_start_matches('\u{feff}').split(['\r', '\n', ';']);
    cells.filter(|cell| cell.trim_matches([' ', '"', '\t']).starts_with(['=', '+', '-', '@'])).collect()
}

/// Characters that command a terminal or reorder a line.
pub fn commands(text: &str) -> Vec<char> {
    let unseen = |c: &char| {
        (c.is_control() && !matches!(c, '\n' | '\r'))
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(unseen).collect()
}
