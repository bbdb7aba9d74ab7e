//! Each check can fail: for each there is a liar that it finds out.

mod alter;
mod answers;
mod connection;
mod delivery;
mod retained;
mod subscriptions;
mod wills;

use std::collections::BTreeSet;

use qualify::checks;
use qualify::run::Plan;
use qualify::verdict::Verdict;

use crate::liar::{self, Lie};
use crate::support::{names, table, target, told};

/// A lie, and checks that must find it out.
struct Case {
    name: &'static str,
    lie: Lie,
    found_out_by: &'static [&'static str],
}

fn cases() -> impl Iterator<Item = &'static Case> {
    let families = [
        answers::CASES,
        connection::CASES,
        delivery::CASES,
        retained::CASES,
        subscriptions::CASES,
        wills::CASES,
    ];
    families.into_iter().flatten()
}

#[test]
fn each_lie_is_found_out() {
    let table = table();
    for case in cases() {
        let liar = liar::start(case.lie);
        let target = target(liar.address, 1);
        let only: Vec<String> = case.found_out_by.iter().map(|name| (*name).to_owned()).collect();
        let plan = Plan { table: &table, target: &target, restart: None, only: &only };
        let checked = plan.run(&|| {});
        let found: BTreeSet<&str> = names(&checked, Verdict::NotKept).into_iter().collect();
        let wanted: BTreeSet<&str> = case.found_out_by.iter().copied().collect();
        assert_eq!(
            found,
            wanted,
            "a broker that {}\n{}",
            case.name,
            told(&checked, Verdict::NoVerdict) + &told(&checked, Verdict::Kept)
        );
    }
}

#[test]
fn each_check_finds_out_a_lie() {
    let found: BTreeSet<&str> = cases().flat_map(|case| case.found_out_by).copied().collect();
    let all: BTreeSet<&str> = checks::all().map(|(name, _)| name).collect();
    assert_eq!(all.difference(&found).collect::<Vec<_>>(), <[&&str; 0]>::default());
}
