//! What is not there yet, told before it is handed in.

use course::Course;

use crate::answers;
use crate::messages::archive as messages;
use crate::progress::{Progress, Standing};

/// Where the ready traces of the book are: the labs that have one ask for one.
const READY_TRACES: &str = "book/formulaires/traces";

/// One sentence for each kind of thing that is missing, French.
pub fn list(course: &Course, progress: &Progress) -> Vec<String> {
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
                let trace = format!("traces/{}.jsonl", filled.name);
                let wanted = root.join(READY_TRACES).join(format!("{}.jsonl", filled.name)).exists();
                if wanted && !root.join(&trace).exists() {
                    missing.push(messages::no_trace(&filled.title, &trace));
                }
            }
        }
    }
    let not_begun = answers::not_begun(root);
    if !not_begun.is_empty() {
        missing.push(messages::sheets_not_begun(&not_begun));
    }
    missing
}
