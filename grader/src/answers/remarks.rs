//! What the teacher should know of drawn sheets, seen over the whole class.

use std::collections::BTreeMap;

use super::messages;
use crate::messages::printable;
use crate::model::Pupil;

/// Who answered which drawn sheet, gathered pupil by pupil.
#[derive(Debug, Default)]
pub struct Answered {
    by_draw: BTreeMap<(String, u32), Vec<Who>>,
}

/// As much of a pupil as tells a pair.
#[derive(Debug)]
struct Who {
    id: String,
    name: String,
    partners: Vec<String>,
}

impl Answered {
    pub fn add(&mut self, pupil: &Pupil) {
        let sheets = pupil.lines.iter().filter_map(|line| line.sheet.as_ref());
        for (sheet, number) in sheets.filter_map(|sheet| Some((&sheet.sheet, sheet.drawn?))) {
            let those = self.by_draw.entry((sheet.clone(), number)).or_default();
            if those.last().is_none_or(|last| last.id != pupil.id) {
                let (id, name, partners) = (pupil.id.clone(), pupil.name.clone(), pupil.partners.clone());
                those.push(Who { id, name, partners });
            }
        }
    }

    /// Pupils who answered the same drawn sheet without being a pair, and, where sheets were `drawn` for the class, those
    /// who answered the book's.
    pub fn remarks(&self, drawn: bool) -> Vec<String> {
        let mut remarks = Vec::new();
        for ((sheet, number), those) in &self.by_draw {
            let names: Vec<String> = those.iter().map(|who| printable(&who.name)).collect();
            if *number == 0 {
                if drawn {
                    remarks.push(messages::book_draw(sheet, &names));
                }
            } else if !are_together(those) {
                remarks.push(messages::same_draw(sheet, *number, &names.join(", ")));
            }
        }
        remarks
    }
}

fn are_together(pupils: &[Who]) -> bool {
    let with = |a: &Who, b: &Who| a.id == b.id || a.partners.contains(&b.name);
    pupils.iter().all(|a| pupils.iter().all(|b| with(a, b)))
}
