//! The course's own exercises: what their drivers make of the solution and of the starter.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use course::Course;
use runner::{Limits, Plan, Seed, Status, Unit, Verdict};

use crate::kit::{repository, sandbox};

fn plan() -> &'static Plan {
    static PLAN: OnceLock<Plan> = OnceLock::new();
    PLAN.get_or_init(|| {
        runner::use_helper(env!("CARGO_BIN_EXE_runner").into());
        Plan::make(&repository(), &Path::new(env!("CARGO_TARGET_TMPDIR")).join("runner-real")).unwrap()
    })
}

fn judge(exercise: &str, source: &Path) -> Verdict {
    let unit = Unit::new(exercise, vec![("src/lib.rs".into(), fs::read(source).unwrap())]).unwrap();
    plan().run(&unit, sandbox(), &Seed::new("one"), &Limits::default()).unwrap()
}

fn with_drivers() -> Vec<course::Exercise> {
    let course = Course::load(&repository()).unwrap();
    let has_driver = |e: &&course::Exercise| !plan().groups(&e.id()).is_empty();
    course.exercises().iter().filter(has_driver).cloned().collect()
}

#[test]
fn every_solution_passes() {
    for exercise in with_drivers() {
        let verdict = judge(&exercise.id(), &exercise.solution_path());
        assert!(verdict.tests.iter().all(|test| test.status == Status::Pass), "{verdict:#?}");
        assert!(verdict.groups.iter().all(|group| group.status == Status::Pass), "{verdict:#?}");
        assert_eq!(verdict.findings, [], "{}", exercise.id());
    }
}

#[test]
fn every_starter_fails_every_group_at_its_todo() {
    for exercise in with_drivers() {
        let verdict = judge(&exercise.id(), &exercise.source_path());
        for group in &verdict.groups {
            assert_eq!((group.status, group.right), (Status::Panic, 0), "{} {}", exercise.id(), group.name);
            assert!(group.place.is_some(), "{} {}: no place", exercise.id(), group.name);
        }
    }
}

#[test]
fn an_endless_loop_is_told_in_the_tests_own_words() {
    let source = "pub fn port_mqtt() -> u16 { loop { std::hint::spin_loop() } }\npub fn port(_: bool) -> u16 { 1883 }\n";
    let unit = Unit::new("00-installation", vec![("src/lib.rs".into(), source.into())]).unwrap();
    let verdict = plan().run(&unit, sandbox(), &Seed::new("one"), &Limits::default()).unwrap();
    let [endless, other] = verdict.tests.as_slice() else { panic!("{verdict:#?}") };
    assert_eq!((endless.status, other.status), (Status::Timeout, Status::Fail), "{verdict:#?}");
    let words = "port_mqtt()\n    ne s’arrête pas\u{a0}: toujours rien après 3 secondes.";
    assert!(endless.message.contains(words), "{}", endless.message);
}
