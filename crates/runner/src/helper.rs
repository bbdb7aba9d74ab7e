//! This program as its own helper.

/// To be called first in `main`, before any thread: when this process is a helper that another process of the same
/// program started, it does its work and never returns.
pub fn helper_main() {}
