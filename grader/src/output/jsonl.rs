//! The canonical result, one entry a line.

use std::fmt::Write;

use crate::model::{ClassResult, Entry};

/// The class, then each pupil.
pub fn lines(result: &ClassResult) -> serde_json::Result<String> {
    let class = Entry::Class(Box::new(result.class.clone()));
    let mut text = line(&class)?;
    for pupil in &result.pupils {
        text += &line(&Entry::Pupil(Box::new(pupil.clone())))?;
    }
    Ok(text)
}

/// JSON lets pass characters that would command the terminal of who looks at the file, or turn its lines round. They
/// are written by their numbers: to a program it is the same.
fn line(entry: &Entry) -> serde_json::Result<String> {
    Ok(visible(&serde_json::to_string(entry)?) + "\n")
}

/// JSON without such characters; what lays it out stays.
pub fn visible(json: &str) -> String {
    let mut text = String::with_capacity(json.len() + 1);
    for c in json.chars() {
        let turns = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}');
        if (c.is_control() && c != '\n') || turns {
            let _ = write!(text, "\\u{:04x}", u32::from(c));
        } else {
            text.push(c);
        }
    }
    text
}
