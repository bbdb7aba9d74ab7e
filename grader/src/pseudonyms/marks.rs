//! The teacher's points under pseudonyms. What is written in words stays: it is for one pupil, and may name another.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Key;
use crate::class_list::Member;
use crate::scheme::ManualMarks;

/// `notes-manuelles.toml` without names and words; none where there is no number in it.
pub fn marks(manual: &ManualMarks, members: &[Member], key: &Key) -> Option<String> {
    let by_pseudonym: BTreeMap<&str, &Member> =
        members.iter().filter_map(|member| Some((key.of(&member.id)?, member))).collect();
    let mut text = String::new();
    for (pseudonym, member) in by_pseudonym {
        let marks = manual.of(&member.id);
        let numbers =
            [("retard", marks.days_late), ("indices", marks.hints), ("ajustement", marks.adjustment)];
        let mut section = String::new();
        for (line, points) in &marks.points {
            let _ = writeln!(section, "points.{line} = {points:?}");
        }
        for (name, number) in numbers.into_iter().filter(|(_, number)| *number != 0.0) {
            let _ = writeln!(section, "{name} = {number:?}");
        }
        if let Some(mark) = marks.imposed {
            let _ = writeln!(section, "note = {mark:?}");
        }
        if !section.is_empty() {
            let _ = writeln!(text, "[{pseudonym}]\n{section}");
        }
    }
    (!text.is_empty()).then_some(text)
}
