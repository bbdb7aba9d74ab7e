//! From pages to PDF, by Chromium where it is installed.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

/// The names that it has on the systems of schools.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// A browser that prints.
#[derive(Debug, Clone, Copy)]
pub(super) struct Printer(&'static str);

impl Printer {
    /// The browser that is installed, if one is.
    pub(super) fn find() -> Option<Printer> {
        let answers = |name: &&str| {
            let mut command = Command::new(name);
            command.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            command.status().is_ok_and(|status| status.success())
        };
        NAMES.into_iter().find(answers).map(Printer)
    }

    /// Prints `page` into a PDF of the same name beside it.
    ///
    /// # Errors
    /// When the browser fails.
    pub(super) fn print(self, page: &Path, profile: &Path) -> Result<()> {
        let page = page.canonicalize().with_context(|| page.display().to_string())?;
        let pdf = page.with_extension("pdf");
        let mut command = Command::new(self.0);
        command.args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]);
        command.args(["--disable-background-networking", "--disable-component-update", "--disable-sync"]);
        command.args(["--disable-dev-shm-usage", "--no-pdf-header-footer"]);
        command.arg(format!("--user-data-dir={}", profile.display()));
        command.arg(format!("--print-to-pdf={}", pdf.display())).arg(format!("file://{}", page.display()));
        let output = command.stdin(Stdio::null()).output().with_context(|| self.0.to_owned())?;
        let told = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success() && pdf.exists(), "{}: {}: {told}", self.0, page.display());
        Ok(())
    }
}
