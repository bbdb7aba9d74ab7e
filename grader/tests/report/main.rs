//! The HTML reports: what they say, that they hold together, and that hostile text stays text.

mod hostile;
mod html;
mod similar;
mod snapshots;
mod structure;
mod support;
mod templates;
