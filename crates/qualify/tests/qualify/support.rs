//! Running checks on a broker.

use std::net::SocketAddr;
use std::time::Duration;

use qualify::bench::Target;
use qualify::run::Plan;
use qualify::table::Table;
use qualify::verdict::{Checked, Verdict};

/// The table of the crate.
pub fn table() -> Table {
    Table::read().expect("a table without a fault")
}

/// A broker to check, with this patience: long where everything should come, short where nothing will.
pub fn target(address: SocketAddr, patience: u64) -> Target {
    let patience = Duration::from_secs(patience);
    let run = std::iter::repeat_with(fastrand::alphanumeric).take(5).collect();
    Target { address, tls: None, user_name: None, password: None, patience, limit: patience * 10, run }
}

/// All checks that need no restart.
pub fn run(address: SocketAddr, patience: u64) -> Vec<Checked> {
    let (table, target) = (table(), target(address, patience));
    Plan { table: &table, target: &target, restart: None, only: &[] }.run(&|| {})
}

/// The names of the checks with this verdict.
pub fn names(checked: &[Checked], verdict: Verdict) -> Vec<&str> {
    checked.iter().filter(|check| check.verdict == verdict).map(|check| check.name.as_str()).collect()
}

/// Each check with this verdict and what was found, for a test's message.
pub fn told(checked: &[Checked], verdict: Verdict) -> String {
    let found = checked.iter().filter(|check| check.verdict == verdict);
    found.map(|check| format!("{}: {}\n{:#?}\n", check.name, check.got, check.exchange)).collect()
}
