//! The student's browser.

use std::ffi::OsStr;
use std::process::{Command, Stdio};

/// Asks the system to show a page, a file or an address; false where nothing could.
pub fn browse(page: impl AsRef<OsStr>) -> bool {
    let program = if cfg!(windows) {
        "explorer"
    } else if cfg!(target_os = "macos") {
        "open"
    } else {
        // By a line to another machine there is no screen, and xdg-open might start a browser in this very terminal.
        let has_screen =
            ["DISPLAY", "WAYLAND_DISPLAY"].into_iter().any(|name| std::env::var_os(name).is_some());
        if !has_screen {
            return false;
        }
        "xdg-open"
    };
    let quiet = Command::new(program)
        .arg(page)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    quiet.is_ok()
}
