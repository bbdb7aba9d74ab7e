//! The sample class and its pages.

use grader::model::{ClassResult, Entry};
use grader::report::{Page, Reports};

const SAMPLE: &str = include_str!("../../exemples/resultats.jsonl");

/// Every state that a pupil, a line and an exercise can be in.
pub fn sample() -> ClassResult {
    read(SAMPLE)
}

pub fn read(lines: &str) -> ClassResult {
    let mut class = None;
    let mut pupils = Vec::new();
    for line in lines.lines() {
        match serde_json::from_str(line).expect("a line of results") {
            Entry::Class(own) => class = Some(*own),
            Entry::Pupil(pupil) => pupils.push(*pupil),
        }
    }
    ClassResult { class: class.expect("the class comes first"), pupils }
}

/// The sample's lines, to be changed as JSON.
pub fn sample_json() -> Vec<serde_json::Value> {
    SAMPLE.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// Pages made with the kit's own templates.
pub fn pages(result: &ClassResult) -> Vec<Page> {
    let reports = Reports::load(None).expect("the kit's templates");
    reports.render(result).unwrap_or_else(|error| panic!("{error}"))
}

/// The page whose path ends so.
pub fn page(pages: &[Page], end: &str) -> String {
    let page = pages.iter().find(|page| page.path.to_string_lossy().ends_with(end));
    page.unwrap_or_else(|| panic!("no page {end}")).html.clone()
}
