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
    let (state, points, instead_of) = match (by_hand, points) {
        // The teacher has the last word on what the tests found.
        (Some(by_hand), automatic) if line.exercise.is_some() && presence == Presence::HandedIn => {
            because.push(messages::by_hand_instead(automatic));
            (LineState::Marked, Some(by_hand), automatic)
        }
        _ => (state, points, None),
    };
    Line {
        id: line.id.clone(),
        criterion: line.criterion,
        what: line.what.clone(),
        points,
        found: instead_of,
        out_of: line.out_of,
        state,
        because,
        exercise,
        sheet: None,
        trace: None,
        account: None,
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::Criterion;

    fn scheme_line(exercise: Option<&str>) -> SchemeLine {
        SchemeLine {
            id: "a".to_owned(),
            criterion: Criterion::Identify,
            what: "A".to_owned(),
            out_of: 4.0,
            exercise: exercise.map(str::to_owned),
            sheet: None,
            trace: None,
            is_account: false,
            weights: BTreeMap::new(),
        }
    }

    fn work(status: ExerciseStatus, groups: &[(f64, Outcome)]) -> Work {
        let group = |(weight, outcome): &(f64, Outcome)| HiddenGroup {
            name: "G".to_owned(),
            weight: *weight,
            cases: 1,
            outcome: *outcome,
            difference: None,
        };
        let result = ExerciseResult {
            exercise: "01-x".to_owned(),
            title: "X".to_owned(),
            status,
            compilation: None,
            groups: groups.iter().map(group).collect(),
            tests: Vec::new(),
            flags: Vec::new(),
        };
        let exercises = BTreeMap::from([("01-x".to_owned(), Tried { result, failure: None })]);
        Work { exercises, ..Work::default() }
    }

    #[test]
    fn each_line_has_its_state_and_points() {
        use ExerciseStatus::{CompileError, Graded, Infra};
        use Outcome::{Fail, NotRun, Pass};
        let by_hand =
            |points| PupilMarks { points: BTreeMap::from([("a".to_owned(), points)]), ..Default::default() };
        let nothing = PupilMarks::default;
        let code = Some("01-x");
        let graded = |groups: &[_]| work(Graded, groups);
        for (case, exercise, work, marks, state, points) in [
            ("by hand", None, Work::default(), by_hand(3.0), LineState::Marked, Some(3.0)),
            ("not yet", None, Work::default(), nothing(), LineState::ToMark, None),
            ("all", code, graded(&[(1.0, Pass), (1.0, Pass)]), nothing(), LineState::Marked, Some(4.0)),
            ("a third", code, graded(&[(1.0, Pass), (2.0, Fail)]), nothing(), LineState::Marked, Some(1.33)),
            ("no weight", code, graded(&[(0.0, Pass)]), nothing(), LineState::Marked, Some(0.0)),
            (
                "no compile",
                code,
                work(CompileError, &[(1.0, NotRun)]),
                nothing(),
                LineState::Marked,
                Some(0.0),
            ),
            ("machine", code, work(Infra, &[]), nothing(), LineState::ToRetry, None),
            ("overruled", code, graded(&[(1.0, Fail)]), by_hand(2.0), LineState::Marked, Some(2.0)),
            ("machine, by hand", code, work(Infra, &[]), by_hand(2.0), LineState::Marked, Some(2.0)),
        ] {
            let line = line(&scheme_line(exercise), Presence::HandedIn, &work, &marks);
            assert_eq!((line.state, line.points), (state, points), "{case}");
            assert!(!line.because.is_empty(), "{case}: no reason is given");
        }
        let line = line(&scheme_line(None), Presence::Absent, &Work::default(), &by_hand(3.0));
        assert_eq!((line.state, line.points), (LineState::NotApplicable, None), "absent");
    }
}
