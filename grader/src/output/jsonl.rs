//! The canonical result, one entry a line.

use std::fmt::Write;
use std::io;

use serde::Serialize;

use super::{Counts, Format};
use crate::model::{Class, Entry, Pupil};

/// The class, then each pupil.
pub struct Lines;

impl Format for Lines {
    fn head(&mut self, class: &Class, _: Counts) -> io::Result<String> {
        Ok(line(&Entry::Class(Box::new(class.clone())))?)
    }

    fn pupil(&mut self, pupil: &Pupil) -> io::Result<String> {
        Ok(line(&Entry::Pupil(Box::new(pupil.clone())))?)
    }
}

/// One line. JSON lets pass characters that would command the terminal of who looks at the file, or turn its lines round. They
/// are written by their numbers: to a program it is the same.
pub fn line(entry: &impl Serialize) -> serde_json::Result<String> {
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
