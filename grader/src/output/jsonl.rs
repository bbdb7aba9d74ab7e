//! The canonical result, one entry a line.

use crate::model::{ClassResult, Entry};

/// The class, then each pupil.
pub fn lines(result: &ClassResult) -> serde_json::Result<String> {
    let class = Entry::Class(Box::new(result.class.clone()));
    let mut text = serde_json::to_string(&class)?;
    text.push('\n');
    for pupil in &result.pupils {
        text += &serde_json::to_string(&Entry::Pupil(Box::new(pupil.clone())))?;
        text.push('\n');
    }
    Ok(text)
}
