//! The clauses that the crate cites exist. `statements.txt` lists the ids of the numbered statements.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use mqtt_packet::Rule;

/// The statement on SUBSCRIBE's reserved bits, whose id the standard prints with a hyphen for a dot.
const AS_PRINTED: &str = "MQTT-3-8.3-4";

fn statements() -> BTreeSet<&'static str> {
    let ids = include_str!("statements.txt").lines().filter(|line| line.starts_with("MQTT-"));
    ids.chain([AS_PRINTED]).collect()
}

#[test]
fn each_rule_has_a_clause_of_the_standard() {
    let statements = statements();
    for rule in Rule::ALL {
        let clause = rule.clause();
        let is_section = clause.starts_with('§');
        assert!(is_section || statements.contains(clause), "{rule:?} cites {clause}, no such statement");
    }
}

#[test]
fn each_statement_cited_in_the_documentation_exists() {
    let statements = statements();
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut cited = 0;
    for entry in fs::read_dir(sources).unwrap() {
        let path = entry.unwrap().path();
        let source = fs::read_to_string(&path).unwrap();
        for (start, _) in source.match_indices("[MQTT-") {
            let citation = source[start + 1..].split(']').next().unwrap_or_default();
            assert!(statements.contains(citation), "{}: [{citation}], no such statement", path.display());
            cited += 1;
        }
    }
    assert!(cited > 20, "only {cited} citations found: are they written otherwise now?");
}
