//! The table is whole, and joined to the code.

use std::collections::BTreeSet;

use qualify::checks::{self, AROUND_RESTART};
use qualify::table::Binds;

use crate::support::table;

#[test]
fn each_statement_of_the_standard_stands_once() {
    let listed = include_str!("../../../mqtt-packet/tests/statements.txt");
    let wanted: Vec<&str> = listed.lines().filter(|line| line.starts_with("MQTT-")).collect();
    let table = table();
    let ids: Vec<&str> = table.statements.iter().map(|statement| statement.id.as_str()).collect();
    assert_eq!(ids, wanted);
    assert_eq!(ids.len(), 140);
}

#[test]
fn each_statement_has_checks_or_a_reason() {
    let table = table();
    let ids: BTreeSet<&str> = table.statements.iter().map(|statement| statement.id.as_str()).collect();
    let checked: BTreeSet<&str> =
        table.checks.iter().flat_map(|check| &check.clauses).map(String::as_str).collect();
    assert!(checked.is_subset(&ids), "{:?}", checked.difference(&ids));
    for statement in &table.statements {
        let id = statement.id.as_str();
        assert!(
            checked.contains(id) != statement.why.is_some(),
            "{id}: either checks or a reason, one of both"
        );
        assert!(statement.text.ends_with(['.', ')']), "{id}: a sentence");
    }
}

#[test]
fn nine_tenths_of_what_binds_a_server_are_checked() {
    let table = table();
    let server: Vec<_> =
        table.statements.iter().filter(|statement| statement.binds != Binds::Client).collect();
    let checked = server.iter().filter(|statement| statement.why.is_none()).count();
    assert!(checked * 10 >= server.len() * 9, "{checked} of {}", server.len());
}

#[test]
fn each_check_has_its_code_and_its_words() {
    let table = table();
    let words: Vec<&str> = table.checks.iter().map(|check| check.name.as_str()).collect();
    let restarts = AROUND_RESTART.iter().map(|around| around.name);
    let code: Vec<&str> = checks::all().map(|(name, _)| name).chain(restarts).collect();
    let (words_once, code_once): (BTreeSet<_>, BTreeSet<_>) =
        (words.iter().copied().collect(), code.iter().copied().collect());
    assert_eq!(words_once, code_once);
    assert_eq!((words_once.len(), code_once.len()), (words.len(), code.len()), "a name stands twice");
    for check in &table.checks {
        let restarts = AROUND_RESTART.iter().any(|around| around.name == check.name);
        assert_eq!(check.needs_restart, restarts, "{}", check.name);
        assert!(!check.clauses.is_empty() && !check.sends.is_empty() && !check.expects.is_empty());
    }
}
