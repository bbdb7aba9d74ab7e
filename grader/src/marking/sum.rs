//! The mark, from the lines; positions on competences.

use super::line::hundredth;
use crate::messages;
use crate::model::{Adjustment, Level, Line, LineState, Mark, Presence, SkillPosition};
use crate::scheme::{PupilMarks, Scheme};

/// Lateness, hints and the teacher's correction, where they change something.
pub fn adjustments(scheme: &Scheme, marks: &PupilMarks) -> Vec<Adjustment> {
    let all = [
        (messages::late(marks.days_late), -scheme.late.of(marks.days_late)),
        (messages::hints(marks.hints), -scheme.hints.of(marks.hints)),
        (messages::ADJUSTMENT.to_owned(), marks.adjustment),
    ];
    let changes = all.into_iter().filter(|(_, points)| *points != 0.0);
    changes.map(|(what, points)| Adjustment { what, points: hundredth(points) }).collect()
}

/// The mark. While lines are to mark, those that are marked stand for all.
pub fn mark(
    scheme: &Scheme,
    presence: Presence,
    lines: &[Line],
    adjustments: &[Adjustment],
    imposed: Option<f64>,
    indicative: bool,
) -> Mark {
    let marked = || lines.iter().filter(|line| line.state == LineState::Marked);
    let points = hundredth(marked().filter_map(|line| line.points).sum());
    let points_out_of = hundredth(marked().map(|line| line.out_of).sum());
    let pending =
        |line: &Line| matches!(line.state, LineState::ToMark | LineState::NotHandedIn | LineState::ToRetry);
    let extra: f64 = adjustments.iter().map(|adjustment| adjustment.points).sum();
    let sum = (presence == Presence::HandedIn && points_out_of > 0.0)
        .then(|| hundredth((points / points_out_of * scheme.out_of + extra).clamp(0.0, scheme.out_of)));
    Mark {
        value: imposed.or_else(|| sum.map(|sum| round(sum, scheme.rounding).min(scheme.out_of))),
        before_rounding: if imposed.is_some() { None } else { sum },
        out_of: scheme.out_of,
        points,
        points_out_of,
        provisional: imposed.is_none() && lines.iter().any(pending),
        indicative: imposed.is_none() && indicative,
        imposed: imposed.is_some(),
    }
}

/// To the nearest multiple of `step`, halves up; as it is when `step` is 0.
fn round(value: f64, step: f64) -> f64 {
    // Hundredths are seldom exact in binary: without the nudge 12.25 could be just under itself.
    if step > 0.0 { hundredth((value / step + 0.5 + 1e-9).floor() * step) } else { value }
}

/// Where the pupil stands on each criterion that the scheme lists.
pub fn skills(scheme: &Scheme, lines: &[Line]) -> Vec<SkillPosition> {
    let position = |skill: &crate::model::Skill| {
        let shown =
            || lines.iter().filter(|line| line.state == LineState::Marked && skill.lines.contains(&line.id));
        let out_of: f64 = shown().map(|line| line.out_of).sum();
        let points: f64 = shown().filter_map(|line| line.points).sum();
        let share = (out_of > 0.0).then(|| hundredth(points / out_of));
        SkillPosition { code: skill.code.clone(), text: skill.text.clone(), level: level(share), share }
    };
    scheme.skills.iter().map(position).collect()
}

fn level(share: Option<f64>) -> Level {
    match share {
        None => Level::NotAssessed,
        Some(share) if share < 0.25 => Level::Insufficient,
        Some(share) if share < 0.5 => Level::Fragile,
        Some(share) if share < 0.75 => Level::Satisfactory,
        Some(_) => Level::VeryGood,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_rounded_to_the_nearest_step_halves_up() {
        for (value, step, expected) in [
            (12.24, 0.5, 12.0),
            (12.25, 0.5, 12.5),
            (12.74, 0.5, 12.5),
            (12.75, 0.5, 13.0),
            (12.5, 1.0, 13.0),
            (12.13, 0.25, 12.25),
            (0.3 - 0.1, 0.1, 0.2),
            (12.34, 0.0, 12.34),
            (20.0, 0.5, 20.0),
            (0.0, 0.5, 0.0),
        ] {
            assert!(
                (round(value, step) - expected).abs() < 1e-9,
                "{value} by {step}: {}",
                round(value, step)
            );
        }
    }

    #[test]
    fn levels_begin_at_each_quarter() {
        for (share, expected) in [
            (None, Level::NotAssessed),
            (Some(0.0), Level::Insufficient),
            (Some(0.25), Level::Fragile),
            (Some(0.5), Level::Satisfactory),
            (Some(0.74), Level::Satisfactory),
            (Some(0.75), Level::VeryGood),
        ] {
            assert_eq!(level(share), expected, "{share:?}");
        }
    }
}
