//! From pages to PDF, by Chromium where it is installed.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, thread};

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

    /// Prints all pages, as many at a time as there are processors.
    ///
    /// # Errors
    /// When the browser fails.
    pub(super) fn print_all(self, pages: &[PathBuf]) -> Result<()> {
        let workers = thread::available_parallelism().map_or(1, usize::from);
        let profiles = std::env::temp_dir().join(format!("atelier-fiches-{}", std::process::id()));
        let printed = thread::scope(|scope| {
            let workers: Vec<_> = (0..workers)
                .map(|worker| {
                    let profile = profiles.join(worker.to_string());
                    let mut share = pages.iter().skip(worker).step_by(workers);
                    scope.spawn(move || share.try_for_each(|page| self.print(page, &profile)))
                })
                .collect();
            // A worker that panicked is a fault of ours, and is told as such.
            workers
                .into_iter()
                .try_for_each(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        });
        // What the browser leaves behind is of no use; if it cannot be removed, the system will do so one day.
        let _ = fs::remove_dir_all(profiles);
        printed
    }

    /// Prints `page` into a PDF of the same name beside it.
    ///
    /// # Errors
    /// When the browser fails.
    fn print(self, page: &Path, profile: &Path) -> Result<()> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_becomes_a_pdf_beside_it() {
        let printer = Printer::find();
        if !peers::available("chromium", printer.is_some()) {
            return;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let page = folder.path().join("fiche.html");
        let html = "<style>@page { size: A4 } p + p { break-before: page }</style><p>un</p><p>deux</p>";
        fs::write(&page, html).expect("a file");
        let printed = printer.map(|printer| printer.print(&page, &folder.path().join("profil")));
        printed.expect("it was found").expect("it prints");
        let pdf = fs::read(folder.path().join("fiche.pdf")).expect("a PDF");
        let text = String::from_utf8_lossy(&pdf);
        assert_eq!(text.matches("/Type /Page\n").count(), 2, "pages");
        assert!(text.contains("/MediaBox [0 0 594.95996 841.91998]"), "not A4");
    }
}
