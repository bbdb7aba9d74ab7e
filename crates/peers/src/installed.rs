//! Peers that may be missing.

use std::process::{Command, Stdio};

/// Whether all of `programs` can be started. If one cannot, says which, for the test to end there.
///
/// ```no_run
/// if !peers::installed(&["tshark"]) {
///     return;
/// }
/// ```
///
/// # Panics
/// When one is missing and `ATELIER_REQUIRE_PEERS=1`: where all peers are promised, no test may be skipped.
#[must_use]
pub fn installed(programs: &[&str]) -> bool {
    programs.iter().all(|program| {
        let mut command = Command::new(program);
        let started =
            command.arg("--help").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        available(program, started.is_ok())
    })
}

/// The same for a peer that is not a program: `is_there` was found out by the caller.
///
/// # Panics
/// As [`installed`].
#[must_use]
pub fn available(peer: &str, is_there: bool) -> bool {
    if !is_there {
        let required = std::env::var("ATELIER_REQUIRE_PEERS").is_ok_and(|value| value == "1");
        assert!(!required, "{peer} absent, alors que ATELIER_REQUIRE_PEERS=1");
        eprintln!("{peer} absent\u{a0}: test non exécuté");
    }
    is_there
}
