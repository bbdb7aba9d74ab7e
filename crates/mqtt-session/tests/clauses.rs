//! The statements of the standard that the crate cites exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn each_statement_cited_exists() {
    let listed = include_str!("../../mqtt-packet/tests/statements.txt");
    let statements: BTreeSet<&str> = listed.lines().filter(|line| line.starts_with("MQTT-")).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("src"), root.join("tests")];
    let mut cited = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            for (start, _) in text.match_indices(concat!("[", "MQTT-")) {
                let citation = text[start + 1..].split(']').next().unwrap_or_default();
                assert!(statements.contains(citation), "{}: [{citation}], no such statement", path.display());
                cited += 1;
            }
        }
    }
    assert!(cited > 150, "only {cited} citations found: are they written otherwise now?");
}
