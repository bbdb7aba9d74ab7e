//! How far the grading is, on a terminal only.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::messages;

/// A bar of `count` submissions; nothing is drawn where stderr is no terminal.
pub fn bar(count: usize) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template(messages::PROGRESS) {
        Ok(style) => bar.with_style(style.progress_chars("█▌·")),
        Err(_) => bar,
    }
}

/// A sign of life while the kit is compiled, which takes a minute the first time.
pub fn preparing() -> ProgressBar {
    let spinner = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let spinner = match ProgressStyle::with_template(messages::PREPARING) {
        Ok(style) => spinner.with_style(style),
        Err(_) => spinner,
    };
    spinner.enable_steady_tick(Duration::from_millis(200));
    spinner
}

/// While the pack is compiled and its exercises are tried.
pub fn proving() -> ProgressBar {
    let bar = ProgressBar::new_spinner().with_message(messages::pack::PROVING);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
