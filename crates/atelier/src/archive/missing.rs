//! What is not there yet, told before it is handed in.

use course::Course;

use super::traces::{Labs, Looked};
use crate::answers;
use crate::messages::archive as messages;
use crate::progress::{Progress, Standing};

/// One sentence for each kind of thing that is missing, French; `traces` are those that are there.
pub fn list(course: &Course, progress: &Progress, labs: &Labs, traces: &[Looked<'_>]) -> Vec<String> {
    let root = course.root();
    let mut missing = Vec::new();
    let not_passed = course.exercises().iter().filter(|e| progress.standing(e) != Standing::Passed);
    let not_passed: Vec<String> = not_passed.map(|exercise| format!("{:02}", exercise.number)).collect();
    if !not_passed.is_empty() {
        missing.push(messages::exercises_not_passed(&not_passed));
    }
    for begun in answers::begun(root) {
        match begun {
            Err(error) => missing.push(format!("{error:#}")),
            Ok(filled) => {
                if !filled.left.is_empty() {
                    missing.push(messages::answers_left(&filled.title, &filled.left));
                }
                let there = |trace: &String| traces.iter().any(|looked| looked.file == trace);
                let not_there = labs.wanted(&filled.name).filter(|trace| !there(trace));
                missing.extend(not_there.map(|trace| messages::no_trace(&filled.title, &trace)));
            }
        }
    }
    missing.extend(traces.iter().filter_map(Looked::missing));
    let not_begun = answers::not_begun(root);
    if !not_begun.is_empty() {
        missing.push(messages::sheets_not_begun(&not_begun));
    }
    missing
}
