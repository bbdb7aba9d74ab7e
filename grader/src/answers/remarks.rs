//! What the teacher should know of drawn sheets, seen over the whole class.

use std::collections::BTreeMap;

use super::messages;
use crate::messages::printable;
use crate::model::Pupil;

/// Pupils who answered the same drawn sheet without being a pair, and, where sheets were `drawn` for the class, those who
/// answered the book's.
pub fn remarks(pupils: &[Pupil], drawn: bool) -> Vec<String> {
    let mut by_draw: BTreeMap<(&str, u32), Vec<&Pupil>> = BTreeMap::new();
    for pupil in pupils {
        let sheets = pupil.lines.iter().filter_map(|line| line.sheet.as_ref());
        for (sheet, number) in sheets.filter_map(|sheet| Some((sheet.sheet.as_str(), sheet.drawn?))) {
            let those = by_draw.entry((sheet, number)).or_default();
            if those.last().is_none_or(|last| last.id != pupil.id) {
                those.push(pupil);
            }
        }
    }
    let mut remarks = Vec::new();
    for ((sheet, number), those) in by_draw {
        let names: Vec<String> = those.iter().map(|pupil| printable(&pupil.name)).collect();
        if number == 0 {
            if drawn {
                remarks.push(messages::book_draw(sheet, &names));
            }
        } else if !are_together(&those) {
            remarks.push(messages::same_draw(sheet, number, &names.join(", ")));
        }
    }
    remarks
}

fn are_together(pupils: &[&Pupil]) -> bool {
    let with = |a: &Pupil, b: &Pupil| a.id == b.id || a.partners.contains(&b.name);
    pupils.iter().all(|a| pupils.iter().all(|b| with(a, b)))
}
