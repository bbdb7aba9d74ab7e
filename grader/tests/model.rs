//! The canonical result as written and read.

use grader::model::Entry;

/// The sample that reports are developed against: every state a pupil, a line and an exercise can be in.
const SAMPLE: &str = include_str!("../exemples/resultats.jsonl");

#[test]
fn the_sample_reads_and_is_written_back_as_it_was() {
    for (number, line) in (1..).zip(SAMPLE.lines()) {
        let entry: Entry = serde_json::from_str(line).unwrap_or_else(|e| panic!("line {number}: {e}"));
        assert_eq!(matches!(entry, Entry::Class(_)), number == 1, "the class comes first: line {number}");
        assert_eq!(serde_json::to_string(&entry).expect("JSON"), line, "line {number}");
    }
}
