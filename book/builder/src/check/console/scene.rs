//! The terminals of a page, one after the other and some at the same time.

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, ensure};
use tempfile::TempDir;

use super::Entry;
use super::command::{Ready, ready};
use super::matching::{difference, matches};
use super::terminal::Terminal;

/// How long anything may take. Long, for a loaded machine; a page in order never waits so long.
const LIMIT: Duration = Duration::from_secs(60);

/// How long what goes on in the background may take to write its last lines.
const SETTLE: Duration = Duration::from_secs(30);

/// The real ports behind those of the book.
pub(super) struct Ports {
    /// In the book, 1883.
    pub(super) broker: u16,
    /// In the book, 1884.
    pub(super) spy: u16,
}

impl Ports {
    /// Two free ports.
    fn free() -> Result<Ports> {
        let listen = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
        let (one, other) = (listen()?, listen()?);
        Ok(Ports { broker: one.local_addr()?.port(), spy: other.local_addr()?.port() })
    }

    /// A text of the book with the real ports.
    pub(super) fn real(&self, text: &str) -> String {
        text.replace("1883", &self.broker.to_string()).replace("1884", &self.spy.to_string())
    }

    /// An output with the ports of the book. That of the broker is the usual one there: programs that say what to
    /// type would not say it.
    fn told(&self, text: &str) -> String {
        let text = text.replace(&format!("-p {} ", self.broker), "");
        text.replace(&self.broker.to_string(), "1883").replace(&self.spy.to_string(), "1884")
    }
}

/// A page being played.
pub(super) struct Scene {
    binaries: PathBuf,
    ports: Ports,
    /// Where it is played: what a page records goes there, and goes away with it.
    folder: TempDir,
    /// Its place among the background programs, once it runs.
    broker: Option<usize>,
    /// Programs that go on, each with the number of its entry; none for the broker that the page does not show.
    background: Vec<(Option<usize>, Terminal)>,
}

impl Scene {
    /// A scene for `entries`; with a broker where they start none.
    pub(super) fn new(binaries: &Path, entries: &[Entry<'_>]) -> Result<Scene> {
        let ports = Ports::free()?;
        let (binaries, folder) = (binaries.canonicalize()?, tempfile::tempdir()?);
        std::fs::create_dir(folder.path().join("traces"))?;
        let mut scene = Scene { binaries, ports, folder, broker: None, background: Vec::new() };
        if !entries.iter().any(|entry| entry.command.contains("--bin broker")) {
            let mut command = Command::new(scene.binaries.join("broker"));
            command.args(["-v", "-p", &scene.ports.broker.to_string()]);
            scene.go_on(None, "broker", Terminal::start(command)?)?;
        }
        Ok(scene)
    }

    /// Plays the entries; gives the faults with the lines of their commands.
    pub(super) fn play(&mut self, entries: &[Entry<'_>]) -> Vec<(usize, String)> {
        let mut faults = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            if let Err(fault) = self.play_one(index, entry) {
                faults.push((entry.line, format!("{fault:#}")));
            }
        }
        for (entry, mut terminal) in std::mem::take(&mut self.background) {
            let Some(entry) = entry.and_then(|index| entries.get(index)) else { continue };
            let as_shown = |seen: &[String]| matches(&entry.expected, &self.told(seen));
            if !terminal.until(SETTLE, as_shown) {
                faults.push((entry.line, difference(&entry.expected, &self.told(&terminal.seen))));
            }
        }
        faults.sort_by_key(|(line, _)| *line);
        faults
    }

    fn play_one(&mut self, index: usize, entry: &Entry<'_>) -> Result<()> {
        let Ready { program, mut command, ends } = ready(entry.command, &self.binaries, &self.ports)?;
        command.current_dir(self.folder.path());
        let mut terminal = Terminal::start(command)?;
        if !ends {
            return self.go_on(Some(index), &program, terminal);
        }
        ensure!(terminal.end(LIMIT), "`{}` does not end:\n{}", entry.command, terminal.seen.join("\n"));
        let seen = self.told(&terminal.seen);
        ensure!(matches(&entry.expected, &seen), difference(&entry.expected, &seen));
        Ok(())
    }

    /// Lets a program go on in the background, once it is ready for the next command.
    fn go_on(&mut self, entry: Option<usize>, program: &str, mut terminal: Terminal) -> Result<()> {
        match (program, self.broker) {
            // They say first that they listen.
            ("broker" | "logdump", _) => {
                ensure!(terminal.until(LIMIT, |seen| !seen.is_empty()), "{program} says nothing");
            }
            // Its subscription shows in the broker's journal only.
            (_, Some(broker)) => {
                let broker = &mut self.background[broker].1;
                let subacks = |seen: &[String]| seen.iter().filter(|line| line.contains("SUBACK")).count();
                let before = subacks(&broker.seen);
                ensure!(broker.until(LIMIT, |seen| subacks(seen) > before), "{program} does not subscribe");
            }
            (_, None) => {}
        }
        if program == "broker" {
            self.broker = Some(self.background.len());
        }
        self.background.push((entry, terminal));
        Ok(())
    }

    fn told(&self, seen: &[String]) -> Vec<String> {
        seen.iter().map(|line| self.ports.told(line)).collect()
    }
}
