//! What holds whatever comes, in whatever order.

mod any_broker_input;
mod any_client_input;
mod broker_watch;
mod cut_line;
mod in_flight;
mod line;
mod packets;

use proptest::test_runner::Config;

/// A failure is shown whole and made a conversation; no file of seeds is kept.
fn cases(cases: u32) -> Config {
    Config { failure_persistence: None, max_shrink_iters: 20_000, ..Config::with_cases(cases) }
}
