//! One line of the scheme, for one pupil.

use super::{Tried, Work};
use crate::messages;
use crate::model::{ExerciseResult, ExerciseStatus, HiddenGroup, Line, LineState, Outcome, Presence};
use crate::scheme::{PupilMarks, SchemeLine};

/// The points of one line and how they came about.
pub fn line(line: &SchemeLine, presence: Presence, work: &Work, marks: &PupilMarks) -> Line {
    let mut because = Vec::new();
    let mut exercise = None;
    let by_hand = marks.points.get(&line.id).copied();
    let found = line.exercise.as_ref().map(|id| work.exercises.get(id));
    let (state, points) = match found {
        _ if presence != Presence::HandedIn => (LineState::NotApplicable, None),
        None => match by_hand {
            Some(points) => {
                because.push(messages::BY_HAND.to_owned());
                (LineState::Marked, Some(points))
            }
            None => {
                because.push(messages::TO_MARK.to_owned());
                (LineState::ToMark, None)
            }
        },
        Some(None) => {
            because.push(messages::EXERCISE_NOT_HANDED_IN.to_owned());
            (LineState::Marked, Some(0.0))
        }
        Some(Some(Tried { result, failure })) => {
            exercise = Some(result.clone());
            if result.status == ExerciseStatus::Infra {
                because.push(messages::to_retry(failure.as_deref().unwrap_or_default()));
                (LineState::ToRetry, None)
            } else {
                because.extend(reasons(result));
                (LineState::Marked, Some(hundredth(line.out_of * share(&result.groups))))
            }
        }
    };
    let (state, points) = match (by_hand, points) {
        // The teacher has the last word on what the tests found.
        (Some(by_hand), automatic) if line.exercise.is_some() && presence == Presence::HandedIn => {
            because.push(messages::by_hand_instead(automatic));
            (LineState::Marked, Some(by_hand))
        }
        _ => (state, points),
    };
    Line {
        id: line.id.clone(),
        criterion: line.criterion,
        what: line.what.clone(),
        points,
        out_of: line.out_of,
        state,
        because,
        exercise,
    }
}

/// The share of an exercise's points that its hidden groups give, 0 to 1.
fn share(groups: &[HiddenGroup]) -> f64 {
    let all: f64 = groups.iter().map(|group| group.weight).sum();
    let passed: f64 = groups.iter().filter(|g| g.outcome == Outcome::Pass).map(|group| group.weight).sum();
    if all > 0.0 { passed / all } else { 0.0 }
}

fn reasons(result: &ExerciseResult) -> Vec<String> {
    let mut because = Vec::new();
    match result.status {
        ExerciseStatus::NotHandedIn => because.push(messages::EXERCISE_NOT_HANDED_IN.to_owned()),
        ExerciseStatus::Untouched => because.push(messages::UNTOUCHED.to_owned()),
        ExerciseStatus::Refused => because.push(messages::REFUSED.to_owned()),
        ExerciseStatus::CompileError => because.push(messages::DOES_NOT_COMPILE.to_owned()),
        ExerciseStatus::Infra => {}
        ExerciseStatus::Graded => {
            if result.compilation.is_some() {
                because.push(messages::COMPILES_IN_PART.to_owned());
            }
            let passed = result.groups.iter().filter(|group| group.outcome == Outcome::Pass).count();
            because.push(messages::groups_passed(passed, result.groups.len()));
            because.extend(
                result.groups.iter().filter(|g| g.outcome != Outcome::Pass).map(messages::group_missed),
            );
        }
    }
    because
}

/// What is shown is what is summed, so that a pupil can check the sum.
pub fn hundredth(value: f64) -> f64 {
    // Adding zero turns the -0.0 of an empty sum into 0.0.
    (value * 100.0).round() / 100.0 + 0.0
}
