//! What keeps the scripts readable.

use std::fs;

use crate::support::SCRIPTS;

#[test]
fn every_script_is_short_and_narrow_and_says_what_it_does() {
    let files = fs::read_dir(SCRIPTS).unwrap().map(|entry| entry.unwrap().path());
    let scripts: Vec<_> = files.filter(|path| path.extension().is_some_and(|e| e == "py")).collect();
    assert!(scripts.len() >= 7, "{scripts:?}");
    for path in scripts {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().display();
        assert!(text.lines().count() <= 80, "{name}: more than 80 lines");
        assert!(text.starts_with("\"\"\""), "{name}: begin with its docstring");
        for (number, line) in (1..).zip(text.lines()) {
            assert!(line.chars().count() <= 79, "{name}:{number}: more than 79 characters (PEP 8)");
        }
    }
}
